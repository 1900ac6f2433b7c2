// Requests no well-behaved client would send: bytes down a socket, and what comes back.
import { connect } from 'node:net';
import { once } from 'node:events';

export async function dial(port) {
  const socket = connect({ port, host: '127.0.0.1' });
  await once(socket, 'connect');
  socket.on('error', () => {});
  return socket;
}

// Everything the server says until it closes, or for wait_ms. '' when it only closes.
export async function exchange(port, bytes, waitMs = 4000) {
  const socket = await dial(port);
  const parts = [];
  socket.on('data', (part) => parts.push(part));
  socket.write(bytes);
  await Promise.race([once(socket, 'close'), new Promise((done) => setTimeout(done, waitMs).unref())]);
  socket.destroy();
  return Buffer.concat(parts).toString('utf8');
}

export function request(line, headers = {}, body = '') {
  const rows = Object.entries({ Host: 'a', Connection: 'close', ...headers });
  return `${line}\r\n${rows.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n${body}`;
}

// 0: no response at all.
export function statusOf(answer) {
  return Number(/^HTTP\/1\.[01] (\d+)/.exec(answer)?.[1] ?? 0);
}

export function countAnswers(answer) {
  return answer.match(/HTTP\/1\.[01] \d\d\d/g)?.length ?? 0;
}
