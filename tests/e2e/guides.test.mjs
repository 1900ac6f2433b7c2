// Guides to take along: files that come whole or in parts, with the checksum the page names.
import test from 'node:test';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { openPage } from './browser.mjs';
import { axeProblems, pageProblems, scrollProblems } from './checks.mjs';
import { browser, server } from './shared.mjs';

const wechat = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.49';

// As curl does it: nothing is unpacked, no header is added. { status, headers, body }
function get(path, headers = {}, method = 'GET') {
  return new Promise((done, failed) => {
    request(new URL(path, server.origin), { headers, method }, (response) => {
      const parts = [];
      response.on('data', (bytes) => parts.push(bytes));
      response.on('end', () => done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    }).on('error', failed).end();
  });
}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

// What the page lists: [{ path, size, sum }]
async function listed() {
  const { body } = await get('/guides');
  const page = body.toString();
  const files = [...page.matchAll(/download href="([^"]+)"[\s\S]*?<span class="num">([\d.]+) KB</g)];
  const sums = [...page.matchAll(/<code>([0-9a-f]{64})</g)];
  assert.equal(files.length, sums.length);
  return files.map(([, path, size], i) => ({ path, size: Number(size), sum: sums[i][1] }));
}

test('each file is what the page says of it: size, checksum, name, length', async () => {
  const files = await listed();
  assert.ok(files.length >= 6 && files.length % 2 === 0, `${files.length} files`);
  for (const { path, size, sum } of files) {
    const { status, headers, body } = await get(path, { 'Accept-Encoding': 'gzip, br' });
    assert.equal(status, 200, path);
    assert.equal(sha256(body), sum, path);
    assert.equal(Number(headers['content-length']), body.length);
    assert.equal(headers['content-encoding'], undefined);
    assert.ok(Math.abs(body.length / 1024 - size) <= 0.06, `${path}: ${body.length} bytes, ${size} KB`);
    assert.match(headers['content-disposition'], /^attachment; filename\*=UTF-8''[%0-9A-Za-z._~-]+$/);
    assert.match(decodeURIComponent(headers['content-disposition'].split("''")[1]), /^[^/\\]+\.(html|txt)$/);
    assert.equal(headers['accept-ranges'], 'bytes');
    assert.equal(headers.vary, 'User-Agent');
    const head = await get(path, {}, 'HEAD');
    assert.deepEqual([head.status, head.headers['content-length'], head.headers.etag], [200, headers['content-length'], headers.etag]);
    assert.equal((await get(path, { 'If-None-Match': headers.etag })).status, 304);
  }
});

test('parts: at both edges, put together again, and refused beyond the end', async () => {
  for (const { path } of await listed()) {
    const whole = await get(path);
    const n = whole.body.length, half = Math.floor(n / 2);
    for (const [asked, from, to] of [['0-0', 0, 1], [`0-${n - 1}`, 0, n], [`${n - 1}-`, n - 1, n], [`${n - 1}-${n + 5}`, n - 1, n], ['-1', n - 1, n],
      [`-${n}`, 0, n], [`-${n + 1}`, 0, n], [`${half}-`, half, n], [`0-${half - 1}`, 0, half]]) {
      const part = await get(path, { Range: `bytes=${asked}` });
      assert.equal(part.status, 206, asked);
      assert.equal(part.headers['content-range'], `bytes ${from}-${to - 1}/${n}`);
      assert.equal(Number(part.headers['content-length']), to - from);
      assert.equal(part.headers.etag, whole.headers.etag);
      assert.ok(part.body.equals(whole.body.subarray(from, to)), asked);
    }
    for (const asked of [`${n}-`, `${n}-${n + 1}`, '-0']) {
      const refused = await get(path, { Range: `bytes=${asked}` });
      assert.deepEqual([refused.status, refused.headers['content-range'], refused.headers['content-disposition']], [416, `bytes */${n}`, undefined], asked);
      assert.match(refused.body.toString(), /请从头再下载一次/);
    }
    for (const asked of ['bytes=0-1,3-4', 'bytes=5-4', 'lines=0-1', 'bytes=x']) assert.equal((await get(path, { Range: asked })).status, 200, asked);
    assert.equal((await get(path, { Range: 'bytes=0-0' }, 'HEAD')).status, 200);
    assert.equal((await get(path, { Range: 'bytes=0-0', 'If-Range': whole.headers.etag })).status, 206);
    for (const other of ['"other"', `W/${whole.headers.etag}`, 'Tue, 01 Dec 2026 00:00:00 GMT'])
      assert.equal((await get(path, { Range: 'bytes=0-0', 'If-Range': other })).status, 200, other);
    assert.equal((await get(path, { Range: 'bytes=0-0', 'If-None-Match': whole.headers.etag })).status, 304);
  }
  const page = await get('/guides', { Range: 'bytes=0-0' });
  assert.deepEqual([page.status, page.headers['accept-ranges']], [200, undefined], 'only what is a file comes in parts');
});

test('the page to print needs nothing else, and the text has no signs of Markdown', async () => {
  for (const { path } of await listed()) {
    const text = (await get(path)).body.toString();
    if (path.endsWith('.txt')) {
      assert.ok(!/\*\*|^#|\]\(|\{\{|<[a-z]/m.test(text), path);
      continue;
    }
    const page = await openPage(browser, server.origin);
    const asked = [];
    page.on('request', (r) => asked.push(r.url()));
    await page.setContent(text);
    assert.deepEqual(asked.filter((url) => !url.startsWith('data:')), []);
    assert.deepEqual(await axeProblems(page, path), []);
    for (const width of [320, 375, 1280]) {
      await page.setViewportSize({ width, height: 740 });
      assert.deepEqual(await scrollProblems(page, `${path} at ${width}`), []);
    }
    assert.ok((await page.pdf({ preferCSSPageSize: true })).length > 10000);
    await page.context().close();
  }
});

test('in WeChat the text is shown, with the way to the file', async () => {
  for (const { path } of await listed()) {
    const { status, headers, body } = await get(path, { 'User-Agent': wechat, Range: 'bytes=0-0' });
    assert.deepEqual([status, headers['content-disposition'], headers.vary], [200, undefined, 'User-Agent']);
    assert.match(body.toString(), /在浏览器打开/);
    assert.ok(body.toString().includes(`${path}"`), 'the address can be copied');
  }
  const page = await openPage(browser, server.origin, { userAgent: wechat });
  await page.goto((await listed())[0].path);
  assert.deepEqual(await pageProblems(page, [375]), []);
  await page.goto('/guides');
  assert.ok(await page.locator('[data-wechat]').isVisible());
  await page.context().close();
});

test('an article that is no guide cannot be had as one', async () => {
  for (const path of ['/guides/106-seven-myths.html', '/guides/1-privacy.html', '/guides/101-what-points-are.pdf', '/guides/x'])
    assert.equal((await get(path)).status, 404, path);
});
