// The servers that are compared, each a process of its own on a free port of the loopback, with two workers.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, programs } from '../../e2e/server.mjs';
import { root } from '../../e2e/place.mjs';

const body = 'x'.repeat(150);

async function untilAnswers(url) {
  for (let tries = 0; tries < 200; tries++) {
    if (await fetch(url).then(() => true, () => false)) return;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error(`nothing answers at ${url}`);
}

async function start(name, port, command, args) {
  const child = spawn(command, args, { stdio: 'ignore' });
  const ended = new Promise((done) => { child.on('exit', done); });
  await untilAnswers(`http://127.0.0.1:${port}/`);
  return { name, port, pid: child.pid, stop: async () => { child.kill('SIGTERM'); await ended; } };
}

const startFloor = async ([port]) => start('floor', port, join(root, process.env.JIFEN_BUILD ?? 'build', 'tests/bench/floor_http'), [String(port)]);

const startOurs = async ([port, admin]) => start('jifen-server', port, programs.server,
  ['--listen', `127.0.0.1:${port}`, '--admin-listen', `127.0.0.1:${admin}`, '--connections-each', '0']);

const nodeServer = `
  const cluster = require('cluster');
  if (cluster.isPrimary) for (let i = 0; i < 2; i++) cluster.fork();
  else require('http').createServer((q, r) => r.end('${body}')).listen(+process.argv[1], '127.0.0.1');`;
const startNode = async ([port]) => start('node http', port, process.execPath, ['-e', nodeServer, String(port)]);

function writeNginx(folder, port) {
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, `daemon off; worker_processes 2; pid ${folder}/pid; error_log ${folder}/errors crit;
    events { worker_connections 512; }
    http { access_log off; keepalive_requests 1000000;
      client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
      server { listen 127.0.0.1:${port} reuseport; return 200 "${body}"; } }`);
  return file;
}

async function startNginx([port]) {
  const folder = mkdtempSync(join(tmpdir(), 'jifen-bench-'));
  const server = await start('nginx', port, '/usr/sbin/nginx', ['-c', writeNginx(folder, port)]);
  return { ...server, stop: async () => { await server.stop(); rmSync(folder, { recursive: true }); } };
}

// { floor, ours, node, nginx, stop }; those that have begun end when one cannot.
export async function startAll() {
  const servers = [];
  const stop = () => Promise.all(servers.map((s) => s.stop()));
  try {
    for (const begin of [startFloor, startOurs, startNode, startNginx]) servers.push(await begin(await freePorts(2)));
  } catch (error) {
    await stop();
    throw error;
  }
  const [floor, ours, node, nginx] = servers;
  return { floor, ours, node, nginx, stop };
}
