// ./dev bench http: the site against a floor and two references in the same run, and what a phone has to load.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../e2e/place.mjs';
import { measureLatencies } from './latency.mjs';
import { measure } from './rate.mjs';
import { startAll } from './servers.mjs';
import { measureVisit } from './vitals.mjs';

const rounds = 7;
const latencyRounds = 5;
const visits = 3;
const person = readFileSync(join(root, 'docs/example.json'), 'utf8');
const asBrowser = ['Accept-Encoding: gzip, deflate, br'];

const say = (what, value, promise = '', isKept = true) =>
  console.log(`${what.padEnd(46)} ${value.padStart(24)}  ${promise.padStart(8)}  ${promise && (isKept ? 'kept' : 'NOT KEPT')}`.trimEnd());
const percent = (x) => `${Math.round(100 * x)} %`;

// wrk reads the person from a script.
function writeScript() {
  const file = join(root, 'var/bench/person.lua');
  writeFileSync(file, `${readFileSync(new URL('person.lua', import.meta.url), 'utf8')}wrk.body = [[${person}]]\n`);
  return file;
}

function sayRate(what, r, least) {
  say(`${what}, per second`, `${Math.round(r.perSecond)} (${Math.round(r.least)} .. ${Math.round(r.most)})`);
  say('  CPU of the server for one', `${r.cpu.toFixed(1)} us`);
  if (least) say('  of the floor, by rate', percent(r.ratio), `>= ${percent(least)}`, r.ratio >= least);
  if (least) say('  of the floor, by CPU', percent(r.cpuRatio));
}

async function rates(all, lua) {
  const subjects = [
    { server: all.floor, path: '/' },
    { server: all.ours, path: '/score', headers: asBrowser },
    { server: all.ours, path: '/api/v1/assess', lua },
    { server: all.node, path: '/' },
    { server: all.nginx, path: '/' },
  ];
  const [floor, score, assess, node, nginx] = await measure(subjects, rounds);
  sayRate('floor: libevent, 150 bytes', floor);
  sayRate('GET /score', score, 0.7);
  sayRate('POST /api/v1/assess', assess, 0.5);
  sayRate('node http, 150 bytes', node);
  sayRate('nginx, 150 bytes', nginx);
  return { score, assess };
}

// The floor at the same rate says how much of it is the machine's.
async function latency(all, path, perSecond, more) {
  const half = perSecond / 2;
  const [floor, ours] = await measureLatencies([[all.floor, '/', {}], [all.ours, path, more]], half, latencyRounds);
  say(`${path} at ${Math.round(half)}/s, p50 and p99`, `${ours.p50} and ${ours.p99} ms`, '< 5 ms', ours.p99 < 5);
  say('  the floor at that rate', `${floor.p50} and ${floor.p99} ms`);
}

async function latencies(all, { score, assess }) {
  await latency(all, '/score', score.perSecond, { headers: { 'accept-encoding': 'gzip, deflate, br' } });
  const headers = { 'content-type': 'application/json' };
  await latency(all, '/api/v1/assess', assess.perSecond, { method: 'POST', body: person, headers });
}

function memory(server) {
  const kb = Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]);
  say('memory at most, resident', `${(kb / 1024).toFixed(1)} MB`, '< 64 MB', kb < 64 * 1024);
}

async function phone(all) {
  for (const path of ['/', '/score']) {
    const { bytes, lcp, cls } = await measureVisit(all.ours, path, visits);
    say(`first visit to ${path}, all bytes`, `${(bytes / 1024).toFixed(1)} KB`, '<= 60 KB', bytes <= 60 * 1024);
    say('  largest paint, Fast 4G, slow phone', `${Math.round(lcp)} ms`, '<= 1500', lcp <= 1500);
    say('  layout shift', cls.toFixed(3), '<= 0.02', cls <= 0.02);
  }
  const page = await (await fetch(`http://127.0.0.1:${all.ours.port}/`)).text();
  const sheet = await fetch(`http://127.0.0.1:${all.ours.port}${/href="(\/static\/site\.[^"]*css)"/.exec(page)[1]}`);
  const css = (await sheet.arrayBuffer()).byteLength;
  say('style sheet, not compressed', `${(css / 1024).toFixed(1)} KB`, '<= 20 KB', css <= 20 * 1024);
}

const lua = writeScript();
const all = await startAll();
try {
  await latencies(all, await rates(all, lua));
  memory(all.ours);
  await phone(all);
} finally {
  await all.stop();
  rmSync(lua);
}
