// SIGTERM lets what is under way end, and ends the server with status 0.
import test from 'node:test';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { startServer } from './server.mjs';
import { bodyOf, dial, statusOf } from './wire.mjs';

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

function rows(n) {
  return Array.from({ length: n }, (_, i) => JSON.stringify({ id: i, birth_date: '1990-05-01', insurance_months: i % 200 })).join('\n') + '\n';
}

// By HTTP/1.0, so that an answer in pieces comes without the marks between them.
async function sendBatch(server, body, stopBefore) {
  const socket = await dial(server.port);
  const parts = [];
  socket.on('data', (part) => parts.push(part));
  const half = body.length >> 1;
  socket.write(`POST /api/v1/batch HTTP/1.0\r\nContent-Type: application/x-ndjson\r\nContent-Length: ${body.length}\r\n\r\n`);
  socket.write(body.slice(0, half));
  await pause(100);
  const stopped = stopBefore ? server.stop() : null;
  await pause(100);
  socket.write(body.slice(half));
  const late = stopped ?? pause(30).then(() => server.stop());
  await once(socket, 'close');
  return { answer: Buffer.concat(parts).toString('utf8'), status: await late };
}

async function expectWhole(n, stopBefore) {
  const server = await startServer();
  const { answer, status } = await sendBatch(server, rows(n), stopBefore);
  assert.equal(status, 0);
  assert.equal(statusOf(answer), 200);
  assert.equal(bodyOf(answer).trimEnd().split('\n').length, n);
}

test('a request half sent is answered', () => expectWhole(20, true));
test('a long answer is sent to its end', () => expectWhole(400, false));

test('an idle server stops at once', async () => {
  const server = await startServer();
  const begun = performance.now();
  assert.equal(await server.stop(), 0);
  assert.ok(performance.now() - begun < 3000);
});
