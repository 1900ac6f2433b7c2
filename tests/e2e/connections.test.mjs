// How many connections there may be, and how slowly a request may come. Each test stops its server, also when it fails.
import { test, describe, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { startServer } from './server.mjs';
import { dial, statusOf } from './wire.mjs';
import { isFull } from './place.mjs';

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const ask = 'GET /robots.txt HTTP/1.1\r\nHost: a\r\n\r\n';

// A connection that keeps what it was told: { socket, text(), hasEnded() }.
async function visit(server, from) {
  const socket = await dial(server.port, from);
  let text = '';
  let hasEnded = false;
  socket.on('data', (bytes) => { text += bytes; });
  socket.on('close', () => { hasEnded = true; });
  return { socket, text: () => text, hasEnded: () => hasEnded };
}

async function until(what, isSo, mostMs = 10000) {
  for (const begun = performance.now(); !isSo(); await pause(10)) assert.ok(performance.now() - begun < mostMs, what);
}

// Ask once, and stay.
async function visitAndAsk(server, from) {
  const one = await visit(server, from);
  one.socket.write(ask);
  await until('an answer or an end', () => /\r\n\r\n/.test(one.text()) || one.hasEnded());
  return one;
}

async function expectServed(server, n, from) {
  const all = [];
  for (let i = 0; i < n; i++) {
    all.push(await visitAndAsk(server, from));
    assert.equal(statusOf(all[i].text()), 200, `connection ${i + 1} from ${from}`);
  }
  return all;
}

async function expectTurnedAway(server, status, from) {
  const one = await visitAndAsk(server, from);
  await until('it is closed', one.hasEnded);
  assert.equal(statusOf(one.text()), status);
  assert.match(one.text(), /\r\nRetry-After: 10\r\n/);
  assert.match(one.text(), /请过一会儿再试/);
}

// What has closed is counted out a moment later.
async function expectServedSoon(server, from) {
  for (let tries = 0; tries < 100; tries++) {
    const one = await visitAndAsk(server, from);
    if (statusOf(one.text()) === 200) return one;
    await pause(20);
  }
  throw new Error('a place that was left is not free');
}

async function figure(server, name) {
  const text = await (await fetch(`${server.admin}/metrics`)).text();
  const line = text.split('\n').find((l) => l.startsWith(`${name} `));
  assert.ok(line, `no figure ${name}`);
  return Number(line.split(' ')[1]);
}

const leave = (all) => { for (const one of all) one.socket.destroy(); };

describe('how many connections there may be', () => {
  let server;
  before(async () => { server = await startServer(); });
  after(async () => { assert.equal(await server.stop(), 0); });

  test('64 from one address, and no 65th until one leaves', async () => {
    const all = await expectServed(server, 64, '127.0.0.2');
    await expectTurnedAway(server, 429, '127.0.0.2');
    await expectTurnedAway(server, 429, '127.0.0.2');
    assert.equal(await figure(server, 'jifen_http_turned_away_total{why="address"}'), 2);
    assert.equal(await figure(server, 'jifen_http_connections'), 64);
    const others = await expectServed(server, 2, '127.0.0.3');
    all[10].socket.write(ask);
    await until('who is in goes on', () => all[10].text().match(/HTTP\/1\.1 200/g).length === 2);
    all.pop().socket.destroy();
    all.push(await expectServedSoon(server, '127.0.0.2'));
    leave([...all, ...others]);
  });

  test('the server in front is not held to that', async () => {
    leave(await expectServed(server, 200, '127.0.0.1'));
  });

  test('all are counted out again', async () => {
    for (let tries = 0; tries < 100 && await figure(server, 'jifen_http_connections') > 0; tries++) await pause(20);
    assert.equal(await figure(server, 'jifen_http_connections'), 0);
    leave(await expectServed(server, 64, '127.0.0.2'));
  });
});

// A test with a server of its own.
function testWith(settings, what, run) {
  test(what, async () => {
    const server = await startServer(settings);
    try {
      await run(server);
    } finally {
      assert.equal(await server.stop(), 0);
    }
  });
}

testWith(['--connections', '20', '--connections-each', '0', '--proxy', ''], 'so many in all, whoever they are', async (server) => {
  const all = await expectServed(server, 20, '127.0.0.2');
  for (const from of ['127.0.0.1', '127.0.0.2', '127.0.0.3']) await expectTurnedAway(server, 503, from);
  assert.equal(await figure(server, 'jifen_http_turned_away_total{why="total"}'), 3);
  all.pop().socket.destroy();
  all.push(await expectServedSoon(server, '127.0.0.3'));
  leave(all);
});

testWith([], '1,024 in all if nothing is said', async (server) => {
  const all = [];
  for (let i = 0; i < 1024; i += 64) all.push(...await Promise.all(Array.from({ length: 64 }, () => visit(server, '127.0.0.1'))));
  await until('none was closed', () => !all.some((one) => one.hasEnded()));
  const last = all[1023];
  last.socket.write(ask);
  await until('the 1,024th is served', () => statusOf(last.text()) === 200);
  await expectTurnedAway(server, 503, '127.0.0.2');
  leave(all);
  await expectServedSoon(server, '127.0.0.2');
});

// Each worker has its own share of what comes at once; one that is stuck would leave its clients without an answer.
testWith(['--workers', '8'], '900 at once to all workers, and again, and each of them goes on', async (server) => {
  for (let round = 0; round < 5; round++) {
    const all = await Promise.all(Array.from({ length: 900 }, () => visit(server, '127.0.0.1')));
    for (const one of all) one.socket.write(ask);
    await until('all are answered', () => all.every((one) => statusOf(one.text()) === 200));
    leave(all);
    for (let tries = 0; tries < 300 && await figure(server, 'jifen_http_connections') > 0; tries++) await pause(20);
    assert.equal(await figure(server, 'jifen_http_connections'), 0);
  }
});

// ---- time ------------------------------------------------------------------------------------------------------------

const post = (length) => `POST /score HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${length}\r\n\r\n`;

// Write a piece every 200 ms, as long as it is taken.
function drip(one, piece) {
  const timer = setInterval(() => (one.hasEnded() ? clearInterval(timer) : one.socket.write(piece)), 200);
  return timer;
}

// So many bytes a second, by the clock: on a busy machine timers come late.
function stream(one, bytesASecond, total) {
  const begun = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.min(total, Math.floor((performance.now() - begun) / 1000 * bytesASecond));
    if (one.hasEnded() || sent === total) clearInterval(timer);
    else one.socket.write('a'.repeat(due - sent));
    sent = due;
  }, 100);
  return timer;
}

testWith([], 'a request has 10 seconds, and its body one more for each KB', async (server) => {
  const begun = performance.now();
  const slow = await Promise.all(Array.from({ length: 4 }, () => visit(server)));
  slow[1].socket.write('GET / HTTP/1.1\r\nX-Slow: ');
  slow[2].socket.write(`${ask}GET / HTTP/1.1\r\nX-Slow: `);
  slow[3].socket.write(`${post(5000)}a=`);
  const timers = [drip(slow[1], 'a\r\nX-Slow: '), drip(slow[2], 'a'), drip(slow[3], 'a')];
  const [steady, idle] = await Promise.all([visit(server), visit(server)]);
  steady.socket.write(`${post(2 + 24000)}a=`);
  timers.push(stream(steady, 2000, 24000));
  idle.socket.write(ask);
  await until('the slow ones are closed', () => slow.every((one) => one.hasEnded()), 20000);
  assert.ok(performance.now() - begun > 9500, 'not before');
  for (const [i, one] of slow.entries()) assert.match(one.text(), /HTTP\/1\.1 408 /, `slow ${i}: ${one.text()}`);
  assert.equal(statusOf(slow[2].text()), 200);
  assert.equal(await figure(server, 'jifen_http_turned_away_total{why="slow"}'), 4);
  await until('2 KB a second are fast enough', () => statusOf(steady.text()) === 200 || steady.hasEnded());
  assert.equal(statusOf(steady.text()), 200);
  assert.ok(!idle.hasEnded(), 'who was answered may come again');
  idle.socket.write(ask);
  await until('and is answered', () => idle.text().match(/HTTP\/1\.1 200/g).length === 2);
  if (isFull) {
    await until('but not for ever', idle.hasEnded, 35000);
    assert.equal(idle.text().match(/HTTP/g).length, 2);
  }
  timers.forEach(clearInterval);
  leave([...slow, steady, idle]);
});
