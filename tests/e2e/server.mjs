// A jifen-server of its own for a set of tests: free ports of the loopback, stopped by SIGTERM.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from './place.mjs';

const build = join(root, process.env.JIFEN_BUILD ?? 'build');
export const programs = { server: join(build, 'jifen-server'), jifen: join(build, 'jifen') };

// The kernel names free ports, all of them others; they are given back before the server takes them.
export async function freePorts(n = 2) {
  const probes = Array.from({ length: n }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(probes.map((probe) => once(probe, 'listening')));
  const ports = probes.map((probe) => probe.address().port);
  await Promise.all(probes.map((probe) => { probe.close(); return once(probe, 'close'); }));
  return ports;
}

async function untilAnswers(address, child) {
  for (let tries = 0; tries < 400 && child.exitCode === null; tries++) {
    if (await fetch(address).then((r) => r.ok, () => false)) return;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error('the server does not answer');
}

// { origin, admin, port, log(), stop() }; stop answers the exit status. `more` are settings.
export async function startServer(more = []) {
  const [port, adminPort] = await freePorts();
  const flags = ['--listen', `127.0.0.1:${port}`, '--admin-listen', `127.0.0.1:${adminPort}`, ...more];
  const child = spawn(programs.server, flags, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'exit');
  let log = '';
  child.stderr.on('data', (bytes) => { log += bytes; });
  const origin = `http://127.0.0.1:${port}`;
  const admin = `http://127.0.0.1:${adminPort}`;
  await untilAnswers(`${admin}/healthz`, child).catch((error) => { child.kill(); throw new Error(`${error.message}: ${log}`); });
  return {
    origin, admin, port, pid: child.pid,
    log: () => log,
    stop: async () => { child.kill('SIGTERM'); return (await ended)[0]; },
  };
}
