// Many people at once: the bytes of the command line, one worker for several clients, and memory that does not grow.
import { test, describe, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { spawn, execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts } from './server.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const build = join(root, process.env.JIFEN_BUILD ?? 'build');
const folder = mkdtempSync(join(tmpdir(), 'jifen-stream-'));
const on = '2026-03-10';
const mostKilobytes = (build.endsWith('asan') ? 768 : 64) << 10;  // a sanitizer keeps 256 MB of what was freed, and its shadow
let server, port;

async function startServer() {
  const [at, adminAt] = await freePorts();
  const flags = ['--workers', '1', '--listen', `127.0.0.1:${at}`, '--admin-listen', `127.0.0.1:${adminAt}`];
  const child = spawn(join(build, 'jifen-server'), flags, { stdio: ['ignore', 'ignore', 'pipe'] });
  child.port = at;
  child.log = '';
  child.stderr.on('data', (bytes) => { child.log += bytes; });
  for (let tries = 0; tries < 400; tries++) {
    if (await fetch(`http://127.0.0.1:${adminAt}/healthz`).then((r) => r.ok, () => false)) return child;
    await pause(25);
  }
  throw new Error(`the server does not answer: ${child.log}`);
}

async function stopServer(child) {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null]);
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

function residentKilobytes() {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]);
}

// People of whom all that counts is known are answered at once; of every 20th it is not, and one of 100 cannot be read.
function person(i) {
  const known = {
    id: i, age: i % 100 === 99 ? 'old' : 20 + (i % 40), education: 'bachelor', title: 'none',
    insurance_months: 60 + (i % 200), paid_months_12: 12, months_12_1x: 12, months_48_08x: 36 + (i % 12),
    months_48_1x: 30 + (i % 6), months_48_2x: 0, months_36_3x: 0, insured_now: true, iit_now: 'matched', permit_expiry: '2026-04-20',
  };
  return i % 20 === 0 ? { ...known, education: null, insured_now: null, permit_expiry: null } : known;
}

function ndjson(n) {
  return Array.from({ length: n }, (_, i) => JSON.stringify(person(i))).join('\n') + '\n';
}

function csv(n, lineEnd = '\r\n') {
  const rows = Array.from({ length: n }, (_, i) => Object.values(person(i)).map((v) => v ?? '?').join(','));
  return [Object.keys(person(0)).join(','), ...rows].join(lineEnd) + lineEnd;
}

const types = { ndjson: 'application/x-ndjson', csv: 'text/csv' };
const sum = (bytes) => createHash('sha256').update(bytes).digest('hex');

// What the command line says. Its status is 3 where a row cannot be answered.
function byCommand(body, from, to) {
  const file = join(folder, `rows.${from}`);
  writeFileSync(file, body);
  try {
    return execFileSync(join(build, 'jifen'), ['batch', file, '--from', from, '--to', to, '--on', on, '-j', '2'],
      { maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    assert.equal(error.status, 3);
    return error.stdout;
  }
}

function post(body, from, to, at = port) {
  return fetch(`http://127.0.0.1:${at}/api/v1/batch?on=${on}`,
    { method: 'POST', headers: { 'Content-Type': types[from], Accept: types[to] }, body });
}

async function compare(body, from, to) {
  const response = await post(body, from, to);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), types[to]);
  assert.equal(response.headers.get('cache-control'), 'no-store');
  const hash = createHash('sha256');
  let peak = 0;
  for await (const part of response.body) {
    hash.update(part);
    peak = Math.max(peak, residentKilobytes());
  }
  assert.equal(hash.digest('hex'), sum(byCommand(body, from, to)));
  return peak;
}

// A client that sends everything and reads nothing.
async function dialAndStall(body) {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => {});
  socket.pause();
  socket.write(`POST /api/v1/batch?on=${on} HTTP/1.1\r\nHost: a\r\nContent-Type: ${types.ndjson}\r\n` +
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  return socket;
}

async function quickAnswer() {
  const begun = performance.now();
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/policies`);
  assert.equal(response.status, 200);
  await response.arrayBuffer();
  return performance.now() - begun;
}

async function untilLogged(pattern) {
  for (let tries = 0; tries < 400 && !pattern.test(server.log); tries++) await pause(25);
  assert.match(server.log, pattern);
}

describe('many people at once', () => {
  before(async () => {
    server = await startServer();
    port = server.port;
  });

  after(async () => {
    await stopServer(server);
    rmSync(folder, { recursive: true });
  });

  test('20,000 rows are those of the command line, in bounded memory', async () => {
    assert.ok(await compare(ndjson(20000), 'ndjson', 'ndjson') < mostKilobytes);
  });

  for (const [from, to] of [['ndjson', 'csv'], ['csv', 'ndjson'], ['csv', 'csv']]) {
    test(`${from} to ${to}`, () => compare(from === 'csv' ? csv(3000) : ndjson(3000), from, to));
  }

  test('rows that end in a CR alone', () => compare(csv(300, '\r'), 'csv', 'csv'));
  test('a header without rows', () => compare('id,age\n', 'csv', 'csv'));
  test('a header without rows, and nothing to say', () => compare('id,age\n', 'csv', 'ndjson'));
  test('a last row without line end', () => compare(ndjson(3).trimEnd(), 'ndjson', 'ndjson'));
  test('blank lines', () => compare(`\n\n${ndjson(2)}\n\n  \n`, 'ndjson', 'ndjson'));
  test('a cell over several lines', () => compare('id,age\n"a\nb",30\n', 'csv', 'csv'));
  test('a row that is too long', () => compare(`{"id": "${'x'.repeat(1100000)}"}\n{"age": 40}\n`, 'ndjson', 'ndjson'));

  test('a header that is no use', async () => {
    const response = await post('age,age\n1,2\n', 'csv', 'csv');
    assert.equal(response.status, 422);
    assert.equal(response.headers.get('content-type'), 'application/problem+json');
  });

  test('a client that stops reading does not stop the others', async () => {
    const body = ndjson(20000);
    const stalled = await Promise.all([dialAndStall(body), dialAndStall(body), dialAndStall(body)]);
    await pause(1500);
    for (let i = 0; i < 20; i++) assert.ok(await quickAnswer() < 1000);
    await compare(ndjson(500), 'ndjson', 'ndjson');
    assert.ok(residentKilobytes() < mostKilobytes);
    for (const socket of stalled) socket.destroy();
    await untilLogged(/"cut":true/);
  });

  test('a client that goes on sending while it is answered', async () => {
    const socket = await dialAndStall(ndjson(8000));
    for (let i = 0; i < 40; i++) socket.write(Buffer.alloc(1 << 20, 'x'));
    await pause(1000);
    await quickAnswer();
    assert.ok(residentKilobytes() < mostKilobytes);
    socket.destroy();
  });

  test('a client that leaves early', async () => {
    const before = server.log.match(/"cut":true/g)?.length ?? 0;
    for (let i = 0; i < 20; i++) {
      const socket = await dialAndStall(ndjson(2000));
      socket.resume();
      await once(socket, 'data');
      socket.destroy();
    }
    for (let tries = 0; tries < 400 && (server.log.match(/"cut":true/g)?.length ?? 0) < before + 20; tries++) await pause(25);
    assert.ok(server.log.match(/"cut":true/g).length >= before + 20);
    await quickAnswer();
    assert.ok(residentKilobytes() < mostKilobytes);
  });

  test('too many at once are told so, and the rest goes on', async () => {
    const body = ndjson(2000);
    const stalled = await Promise.all(Array.from({ length: 7 }, () => dialAndStall(body)));
    await pause(1000);
    const response = await post(body, 'ndjson', 'ndjson');
    assert.equal(response.status, 503);
    assert.equal(response.headers.get('content-type'), 'application/problem+json');
    await response.arrayBuffer();
    await quickAnswer();
    for (const socket of stalled) socket.destroy();
    await pause(500);
    await compare(ndjson(200), 'ndjson', 'ndjson');
  });

  test('a client that asks again on the same connection', async () => {
    const socket = connect(port, '127.0.0.1');
    const body = ndjson(3);
    let text = '';
    socket.on('data', (part) => { text += part; });
    const one = `POST /api/v1/batch?on=${on} HTTP/1.1\r\nHost: a\r\nContent-Type: ${types.ndjson}\r\nContent-Length: ${body.length}\r\n`;
    socket.write(`${one}\r\n${body}${one}Connection: close\r\n\r\n${body}`);
    await once(socket, 'close');
    assert.equal(text.match(/HTTP\/1\.1 200/g).length, 2);
    assert.equal(text.match(/\r\n0\r\n\r\n/g).length, 2);
  });

  test('an old client gets the same without chunks', async () => {
    const socket = connect(port, '127.0.0.1');
    const body = ndjson(200);
    const parts = [];
    socket.on('data', (part) => parts.push(part));
    socket.write(`POST /api/v1/batch?on=${on} HTTP/1.0\r\nConnection: keep-alive\r\nContent-Type: ${types.ndjson}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    await once(socket, 'close');
    const all = Buffer.concat(parts);
    const at = all.indexOf('\r\n\r\n') + 4;
    assert.equal(sum(all.subarray(at)), sum(byCommand(body, 'ndjson', 'ndjson')));
  });

  test('a server that has to stop answers to the end', async () => {
    const other = await startServer();
    const body = ndjson(8000);
    const response = await post(body, 'ndjson', 'ndjson', other.port);
    const stopped = stopServer(other);
    const all = Buffer.from(await response.arrayBuffer());
    assert.equal(sum(all), sum(byCommand(body, 'ndjson', 'ndjson')));
    await stopped;
  });
});
