// Connections that are slow or idle do not keep others waiting.
import test from 'node:test';
import assert from 'node:assert/strict';
import { dial } from './wire.mjs';
import { server } from './shared.mjs';

const mostMs = 1000;     // each, on a machine that does other work
const mostMedianMs = 200;

async function dialMany(n) {
  const sockets = [];
  for (let i = 0; i < n; i += 100) sockets.push(...await Promise.all(Array.from({ length: 100 }, () => dial(server.port))));
  return sockets;
}

async function expectQuick() {
  const all = [];
  for (let i = 0; i < 20; i++) {
    const begun = performance.now();
    const answer = await fetch(`${server.origin}/score`, { headers: { Connection: 'close' } });
    assert.equal(answer.status, 200);
    await answer.text();
    const took = performance.now() - begun;
    assert.ok(took < mostMs, `took ${Math.round(took)} ms`);
    all.push(took);
  }
  const median = all.sort((a, b) => a - b)[10];
  assert.ok(median < mostMedianMs, `the median took ${Math.round(median)} ms`);
}

test('500 connections that send a byte at a time', async () => {
  const sockets = await dialMany(500);
  const text = 'GET /score HTTP/1.1\r\nHost: a\r\nX-Slow: ';
  let at = 0;
  const drip = setInterval(() => {
    for (const socket of sockets) socket.write(text[at] ?? 'a');
    at++;
  }, 50);
  await new Promise((done) => setTimeout(done, 300));
  await expectQuick();
  clearInterval(drip);
  for (const socket of sockets) socket.destroy();
});

test('500 bodies that never come', async () => {
  const sockets = await dialMany(500);
  for (const socket of sockets) socket.write('POST /score HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\na=');
  await expectQuick();
  for (const socket of sockets) socket.destroy();
});

test('1,000 connections that say nothing', async () => {
  const sockets = await dialMany(1000);
  await expectQuick();
  for (const socket of sockets) socket.destroy();
});
