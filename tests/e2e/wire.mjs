// Requests no well-behaved client would send: bytes down a socket, and what comes back.
import { connect } from 'node:net';
import { once } from 'node:events';

// From an address of the loopback's.
export async function dial(port, from = '127.0.0.1') {
  const socket = connect({ port, host: '127.0.0.1', localAddress: from });
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

// The body of the one answer in a text, put together again where it came in chunks.
export function bodyOf(answer) {
  const at = answer.indexOf('\r\n\r\n') + 4;
  const [head, rest] = [answer.slice(0, at), answer.slice(at)];
  if (!/^transfer-encoding: chunked\r$/im.test(head)) return rest;
  const bytes = Buffer.from(rest, 'utf8');
  const parts = [];
  for (let from = 0; ;) {
    const end = bytes.indexOf('\r\n', from);
    const size = end < 0 ? 0 : Number.parseInt(bytes.toString('latin1', from, end), 16);
    if (!(size > 0)) return Buffer.concat(parts).toString('utf8');
    parts.push(bytes.subarray(end + 2, end + 2 + size));
    from = end + 2 + size + 2;
  }
}

export function countAnswers(answer) {
  return answer.match(/HTTP\/1\.[01] \d\d\d/g)?.length ?? 0;
}
