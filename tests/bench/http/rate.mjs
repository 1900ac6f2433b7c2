// Requests a second at saturation, by wrk: short rounds that take turns, so that what else the machine does meets all alike.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);
const seconds = 2;
const connections = 32;
const ticksInSecond = 100;  // of /proc, on every Linux of today

export const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

const childrenOf = (pid) => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);

// What a process and its children have computed so far: microseconds. The name may hold blanks, so fields count from behind it.
function cpuMicroseconds(pid) {
  return [pid, ...childrenOf(pid)].reduce((sum, each) => sum + ownMicroseconds(each), 0);
}

function ownMicroseconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksInSecond * 1e6;
}

// { perSecond, cpu }: cpu in microseconds of the server for a request. lua: a script for wrk; empty: GET.
export async function measureOnce(server, path, lua, headers = []) {
  const args = ['-t', '1', '-c', String(connections), '-d', `${seconds}s`, ...headers.flatMap((h) => ['-H', h])];
  if (lua) args.push('-s', lua);
  const before = cpuMicroseconds(server.pid);
  const { stdout } = await run('wrk', [...args, `http://127.0.0.1:${server.port}${path}`]);
  const cpu = cpuMicroseconds(server.pid) - before;
  if (/Non-2xx/.test(stdout)) throw new Error(`${server.name} ${path}: ${stdout}`);
  const n = Number(/(\d+) requests in/.exec(stdout)[1]);
  return { perSecond: Number(/Requests\/sec:\s*([\d.]+)/.exec(stdout)[1]), cpu: cpu / n };
}

// Rounds of [{ server, path, lua, headers }] in turns: the medians of each, and of its ratio to the first of the same
// round.
export async function measure(subjects, rounds) {
  const seen = subjects.map(() => []);
  for (let i = 0; i < rounds; i++)
    for (const [at, s] of subjects.entries()) seen[at].push(await measureOnce(s.server, s.path, s.lua, s.headers));
  return seen.map((list) => ({
    perSecond: median(list.map((r) => r.perSecond)),
    least: Math.min(...list.map((r) => r.perSecond)),
    most: Math.max(...list.map((r) => r.perSecond)),
    cpu: median(list.map((r) => r.cpu)),
    ratio: median(list.map((r, i) => r.perSecond / seen[0][i].perSecond)),
    cpuRatio: median(list.map((r, i) => seen[0][i].cpu / r.cpu)),
  }));
}
