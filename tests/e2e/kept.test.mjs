// Pages that are made once and kept as they are sent: every coding, method and host gets what a page made anew would say.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { server } from './shared.mjs';

const decode = { identity: (b) => b, gzip: gunzipSync, br: brotliDecompressSync };
const paths = ['/', '/score', '/score?v=care', '/rules'];

// As it came, not decoded: { status, headers, body }.
async function ask(path, headers = {}, method = 'GET') {
  const sent = request(server.origin + path, { method, headers }).end();
  const answer = await new Promise((done, fail) => sent.on('response', done).on('error', fail));
  const body = Buffer.concat(await answer.toArray());
  delete answer.headers.date;
  return { status: answer.statusCode, headers: answer.headers, body };
}

test('each coding has the same page, a tag of its own, and is known again by it', async () => {
  for (const path of paths) {
    const plain = await ask(path);
    const tags = new Set();
    for (const [coding, read] of Object.entries(decode)) {
      const headers = { 'accept-encoding': coding };
      const answer = await ask(path, headers);
      assert.equal(answer.headers['content-encoding'] ?? 'identity', coding);
      assert.equal(answer.headers.vary, 'Accept-Encoding');
      assert.equal(read(answer.body).toString(), plain.body.toString());
      const again = await ask(path, { ...headers, 'if-none-match': answer.headers.etag });
      assert.deepEqual([again.status, again.body.length, again.headers.etag], [304, 0, answer.headers.etag]);
      tags.add(answer.headers.etag);
    }
    assert.equal(tags.size, 3, path);
  }
});

test('HEAD says what GET says in that coding', async () => {
  for (const path of paths)
    for (const coding of Object.keys(decode)) {
      const headers = { 'accept-encoding': coding };
      const head = await ask(path, headers, 'HEAD');
      const whole = await ask(path, headers);
      assert.equal(head.body.length, 0);
      assert.deepEqual(head.headers, whole.headers);
      assert.equal(Number(whole.headers['content-length']), whole.body.length);
    }
});

test('a page holds nothing of who asked for it first', async () => {
  const marks = ['host', 'origin', 'referer', 'accept', 'user-agent', 'sec-fetch-site', 'if-none-match'];
  const strange = Object.fromEntries(marks.map((name) => [name, `strange-${name}`]));
  for (const path of ['/terms', '/terms/', '/terms?v=care']) {
    const first = await ask(path, strange);
    assert.equal(first.status, 200);
    assert.doesNotMatch(first.body.toString(), /strange/);
    assert.equal((await ask(path)).body.toString(), first.body.toString());
  }
});

test('many hosts, and then the usual one again', async () => {
  const before = await ask('/about');
  for (let i = 0; i < 300; i++) assert.equal((await ask('/about', { host: `host-${i}.example` })).status, 200);
  const after = await ask('/about');
  assert.deepEqual(after, before);
});
