// Requests that are wrong on purpose: each is refused, calmly and without a word about what the server is made of.
import test from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bodyOf, countAnswers, dial, exchange, request, statusOf } from './wire.mjs';
import { root } from './place.mjs';
import { server } from './shared.mjs';

const leaks = /libevent|evhttp|jifen\/|server:|x-powered-by|\.c:\d|address sanitizer/i;
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

async function ask(bytes) {
  const answer = await exchange(server.port, bytes);
  assert.doesNotMatch(answer, leaks);
  return answer;
}

async function expectStatus(bytes, statuses, what) {
  const answer = await ask(bytes);
  assert.ok(statuses.includes(statusOf(answer)), `${what}: ${answer.slice(0, 200) || 'no answer'}`);
  return answer;
}

async function expectAlive() {
  assert.equal((await fetch(`${server.origin}/`)).status, 200);
}

// ---- methods ---------------------------------------------------------------------------------------------------------

test('methods a page does not take are refused with those it takes', async () => {
  for (const method of ['TRACE', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'CONNECT']) {
    const target = method === 'CONNECT' ? 'a:443' : '/score';
    const answer = await ask(request(`${method} ${target} HTTP/1.1`));
    assert.ok([400, 404, 405, 501].includes(statusOf(answer)), `${method}: ${answer.slice(0, 100)}`);
    if (method !== 'CONNECT') assert.equal(statusOf(answer), 405, method);
    if (method !== 'CONNECT') assert.match(answer, /\r\nAllow: GET, HEAD, POST\r\n/);
  }
  const traced = await ask(request('TRACE /score HTTP/1.1', { Cookie: 'secret=1' }));
  assert.doesNotMatch(traced, /secret/);
});

test('methods nobody knows are refused', async () => {
  for (const method of ['BREW', 'get', 'G'.repeat(300)]) await expectStatus(request(`${method} / HTTP/1.1`), [400, 405, 501], method);
});

test('HEAD has the headers of GET and no body', async () => {
  const [head, get] = [await ask(request('HEAD / HTTP/1.1')), await ask(request('GET / HTTP/1.1'))];
  const headers = (answer) => answer.split('\r\n\r\n')[0].split('\r\n').filter((line) => !line.startsWith('Date:')).sort();
  assert.equal(head.split('\r\n\r\n')[1], '');
  assert.deepEqual(headers(head), headers(get));
});

// ---- sizes -----------------------------------------------------------------------------------------------------------

// Answered, or refused before anything was made of it: what is over 16 KB in all is libevent's to refuse, and it may only close.
test('a line of 8 KB, and 16 KB of header, are taken; one more byte is not', async () => {
  const line = 8 << 10;
  const header = (n) => ({ 'X-Long': 'a'.repeat(n - 'X-Long: '.length) });
  await expectStatus(request('GET / HTTP/1.1', header(line)), [200], 'a header of 8 KB');
  await expectStatus(request('GET / HTTP/1.1', header(line + 1)), [431], 'a header over 8 KB');
  const target = (n) => `GET /score?a=${'a'.repeat(n - 'GET /score?a= HTTP/1.1'.length)} HTTP/1.1`;
  await expectStatus(request(target(line)), [200], 'a first line of 8 KB');
  const answer = await expectStatus(request(target(line + 1)), [431], 'a first line over 8 KB');
  assert.match(answer, /<h1>请求太长了<\/h1>/);
  assert.match(answer, /\r\nConnection: close\r\n/);
  const rows = (n) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`X-${i}`, 'a'.repeat(1000)]));
  await expectStatus(request('GET / HTTP/1.1', rows(15)), [200], '15 KB in all');
  await expectStatus(request('GET / HTTP/1.1', rows(17)), [0, 400, 413, 431], '17 KB in all');
  await expectAlive();
});

test('too much header is refused', async () => {
  await expectStatus(request('GET / HTTP/1.1', { 'X-Long': 'a'.repeat(17 << 10) }), [0, 400, 413, 431], 'one long header');
  const many = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`X-${i}`, 'aaaaaaaa']));
  await expectStatus(request('GET / HTTP/1.1', many), [0, 400, 413, 431], 'many headers');
  await expectStatus(request(`GET /${'a'.repeat(20 << 10)} HTTP/1.1`), [0, 400, 404, 413, 414, 431], 'a long path');
  await expectAlive();
});

test('a body over the limit of its page is 413', async () => {
  const over = 'a'.repeat((64 << 10) + 1);
  for (const [path, type] of [['/score', form['Content-Type']], ['/api/v1/assess', 'application/json']])
    await expectStatus(request(`POST ${path} HTTP/1.1`, { 'Content-Type': type, 'Content-Length': over.length }, over), [413], path);
  await expectStatus(request('GET / HTTP/1.1', { 'Content-Length': 3 }, 'abc'), [413], 'a page that takes no body');
  await expectStatus(request('POST /score HTTP/1.1', { ...form, 'Content-Length': 99999999 }), [413], 'a body announced');
  await expectStatus(request('POST /score HTTP/1.1', { ...form, 'Content-Length': '99999999999999999999999' }), [0, 400, 413], 'no number');
});

test('each path takes as much body as its row says, and no byte more', async () => {
  const visitors = readFileSync(join(root, 'docs/routes.md'), 'utf8').split('## For staff')[0];
  const rows = visitors.matchAll(/^\| POST \| `([^`]+)` \| [^|]+ \| (\d+) (KB|MB) \|/gm);
  let n = 0;
  for (const [, path, size, unit] of rows) {
    const most = Number(size) << (unit === 'KB' ? 10 : 20);
    const type = path === '/api/v1/assess' ? 'application/json' : path === '/api/v1/batch' ? 'application/x-ndjson' : form['Content-Type'];
    const post = (length) => exchange(server.port, request(`POST ${path} HTTP/1.1`, { 'Content-Type': type, 'Content-Length': length }, ' '.repeat(length)));
    assert.equal(statusOf(await post(most + 1)), 413, path);
    assert.notEqual(statusOf(await post(most)), 413, path);
    n++;
  }
  assert.ok(n > 10, `${n} paths`);
});

test('a form of too many fields is refused', async () => {
  const body = 'a=1&'.repeat(257);
  await expectStatus(request('POST /score HTTP/1.1', { ...form, 'Content-Length': body.length }, body), [413], 'fields');
});

// ---- where a request ends --------------------------------------------------------------------------------------------

const hidden = 'GET /why HTTP/1.1\r\nHost: a\r\n\r\n';

test('a request whose end is in doubt gets one refusal, and what follows it none', async () => {
  const doubts = {
    'two lengths': `POST /score HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
    'a length and chunks': `POST /score HTTP/1.1\r\nHost: a\r\nContent-Length: ${hidden.length + 5}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
    'chunks by another name': `POST /score HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\nContent-Length: 0\r\n\r\n${hidden}`,
    'chunks twice': `POST /score HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n${hidden}`,
    'a length with a sign': `POST /score HTTP/1.1\r\nHost: a\r\nContent-Length: +0\r\n\r\n${hidden}`,
    'a length with letters': `POST /score HTTP/1.1\r\nHost: a\r\nContent-Length: 0x0\r\n\r\n${hidden}`,
    'a negative length': `POST /score HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n${hidden}`,
  };
  for (const [what, bytes] of Object.entries(doubts)) {
    const answer = await exchange(server.port, bytes, 1500);
    assert.ok(countAnswers(answer) <= 1, `${what}: answered twice`);
    assert.ok([0, 400, 411, 413, 501].includes(statusOf(answer)), `${what}: ${answer.slice(0, 80)}`);
  }
});

test('broken chunks are refused', async () => {
  for (const body of ['zz\r\n', 'ffffffffffffffffff\r\n', '-5\r\nhello\r\n'])
    await expectStatus(request('POST /score HTTP/1.1', { ...form, 'Transfer-Encoding': 'chunked' }, body), [0, 400, 413], body);
  await expectAlive();
});

// ---- bytes -----------------------------------------------------------------------------------------------------------

test('a path that is no text is no page', async () => {
  const paths = ['/%00', '/score%00', '/%', '/%zz', '/%ff', '/%c0%af', '/%e0%80%af', '/%ed%a0%80', '/%f4%90%80%80', '/static/%2e%2e/%2e%2e/etc/passwd',
    '/static/../../etc/passwd', '/..%2f..%2fetc/passwd', '/score/../api', '//', '/./score', '/score;a=1', '/SCORE'];
  for (const path of paths) await expectStatus(request(`GET ${path} HTTP/1.1`), [400, 404], path);
});

test('a head that two servers could read differently is refused, and what follows it not answered', async () => {
  const heads = {
    'a header that goes on in the next line': 'X-A: a\r\n b\r\n',
    'a header that goes on behind a tab': 'Transfer-Encoding:\r\n\tchunked\r\n',
    'a first header that begins with a blank': ' X-A: a\r\n',
    'NUL in a header': 'X-A: a\0b\r\n',
    'NUL in a length': 'Content-Length: 5\0\r\n',
    'an escape in a header': 'X-A: \x1b[0m\r\n',
    'a lone CR': 'X-A: a\rX-B: b\r\n',
    'a blank before the colon': `Content-Length : ${hidden.length}\r\n`,
    'a header without a name': ': a\r\n',
  };
  for (const [what, head] of Object.entries(heads)) {
    const answer = await exchange(server.port, Buffer.from(`POST /score HTTP/1.1\r\nHost: a\r\n${head}\r\n${hidden}`, 'latin1'), 1500);
    assert.doesNotMatch(answer, leaks);
    assert.equal(countAnswers(answer), 1, what);
    assert.ok([400, 413].includes(statusOf(answer)), `${what}: ${answer.slice(0, 80)}`);  // 413: what follows is no chunk
  }
  await expectStatus('POST /api/v1/assess HTTP/1.1\r\nHost: a\r\nContent-Length : 2\r\nConnection: close\r\n\r\n{}', [400], 'to a program');
});

test('a head is looked at in whatever pieces it comes, the second as the first', async () => {
  const whole = 'GET /robots.txt HTTP/1.1\r\nHost: a\r\n';
  for (const [last, statuses] of [['X-A: a\r\n b\r\n\r\n', [200, 400]], ['X-A: a\r\n\r\n', [200, 200]]]) {
    const socket = await dial(server.port);
    let text = '';
    socket.on('data', (part) => { text += part; });
    for (const byte of `${whole}\r\n${whole}${last}`) {
      socket.write(byte);
      await new Promise(setImmediate);
    }
    for (let tries = 0; tries < 200 && countAnswers(text) < 2; tries++) await new Promise((done) => setTimeout(done, 10));
    assert.deepEqual([...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status)), statuses);
    socket.destroy();
  }
});

test('raw bytes in a request line or header end it', async () => {
  for (const line of ['GET /\0 HTTP/1.1', 'GET /\xff HTTP/1.1', 'GET / HTTP/9.9', 'GET /', 'GET  /  HTTP/1.1', '\0\0\0\0', 'GET http://[::1 HTTP/1.1'])
    await expectStatus(Buffer.from(request(line), 'latin1'), [0, 400, 404, 505], JSON.stringify(line));
  await expectStatus('GET / HTTP/1.1\r\nHost: a\r\nno colon here\r\n\r\n', [0, 400], 'a header without a colon');
  await expectAlive();
});

test('a broken query or form is 400', async () => {
  for (const query of ['%', '%00', 'a=%ff', 'v=%c0%af', 'a=%zz']) {
    await expectStatus(request(`GET /score?${query} HTTP/1.1`), [400], `?${query}`);
    await expectStatus(request('POST /score HTTP/1.1', { ...form, 'Content-Length': query.length }, query), [400], query);
  }
  await expectStatus(request('POST /score HTTP/1.1', { 'Content-Type': 'multipart/form-data; boundary=x', 'Content-Length': 0 }), [400], 'another type');
});

test('what says one thing is said once', async () => {
  for (const name of ['ask', 'go', 'v', 'on:', 'route:', 'more:']) {
    const body = `${name}=a&birth_date=1990-05-01&${name}=b`;
    await expectStatus(request('POST /score HTTP/1.1', { ...form, 'Content-Length': body.length }, body), [400], name);
  }
  for (const path of ['/score?v=care&v=care', '/search?q=a&q=b', '/score?v=&v=']) await expectStatus(request(`GET ${path} HTTP/1.1`), [400], path);
  for (const query of ['on=2026-03-10&on=2026-03-10', 'on=2026-03-10&on=2026-03-11']) {
    const json = { 'Content-Type': 'application/json', 'Content-Length': 2 };
    const answer = await expectStatus(request(`POST /api/v1/assess?${query} HTTP/1.1`, json, '{}'), [400], query);
    assert.equal(JSON.parse(bodyOf(answer)).field, 'on');
  }
  const twice = 'title=none&title=junior';
  const answer = await expectStatus(request('POST /score/result HTTP/1.1', { ...form, 'Content-Length': twice.length }, twice), [200], 'a fact twice');
  assert.match(answer, /这一项填了两遍，请只填一遍/);
});

test('a form from another site is 403', async () => {
  for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'https://evil.example' }, { Origin: 'null' }, { Referer: 'https://evil.example/a' }])
    await expectStatus(request('POST /score HTTP/1.1', { ...form, ...headers, 'Content-Length': 0 }), [403], JSON.stringify(headers));
});

// ---- what is not there -----------------------------------------------------------------------------------------------

test('health and figures are not for visitors', async () => {
  for (const path of ['/healthz', '/metrics']) {
    assert.equal((await fetch(server.origin + path)).status, 404);
    assert.equal((await fetch(server.admin + path)).status, 200);
  }
});

test('the page of an odd address leads nowhere else', async () => {
  for (const path of ['/nothing', '/%2fevil.example', '//evil.example/a', '/%5cevil.example', '/a%22%3e', '/javascript:alert(1)']) {
    const answer = await expectStatus(request(`GET ${path} HTTP/1.1`), [200, 400, 404], path);
    for (const [, href] of answer.matchAll(/(?:href|action|src)="([^"]*)"/g))
      assert.match(href, /^(\/(?![/\\])|#)/, `${path} leads to ${href}`);
  }
});

test('the log holds no answer, address or browser', async () => {
  await fetch(`${server.origin}/score`, { method: 'POST', headers: { ...form, 'User-Agent': 'agent-to-find' }, body: 'birth_date=1987-06-05' });
  await fetch(`${server.origin}/score?secret-to-find=1`);
  const log = server.log();
  assert.match(log, /"route":"\/score"/);
  assert.doesNotMatch(log, /1987-06|to-find|127\.0\.0\.1","|\b::1\b/);
});
