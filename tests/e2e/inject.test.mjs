// Scripts put into every field and address: none runs, and none stands in a page as it was sent.
import test from 'node:test';
import assert from 'node:assert/strict';
import { openPage } from './browser.mjs';
import { listQuestions, post } from './people.mjs';
import { listRoutes } from './routes.mjs';
import { browser, server } from './shared.mjs';

const vectors = [
  '<script>alert(1)</script>',
  '"><script>alert(1)</script>',
  "'><script>alert(1)</script>",
  '</title><script>alert(1)</script>',
  '</textarea><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '" onfocus=alert(1) autofocus x="',
  "' onfocus=alert(1) autofocus x='",
  '<body onload=alert(1)>',
  '<iframe src=javascript:alert(1)>',
  '<a href="javascript:alert(1)">a</a>',
  '<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '<object data="data:text/html,<script>alert(1)</script>">',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<style>*{background:url(https://evil.example/)}</style>',
  '<!--><script>alert(1)</script>-->',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '\u2028<script>alert(1)</script>',
  '{{constructor.constructor("alert(1)")()}}',
  'javascript:alert(1)',
  '<form action="https://evil.example/"><button>a',
  '＜script＞alert(1)＜/script＞',
];

// What the site itself writes: one script, by its address.
function problemsOf(html, vector) {
  const out = [];
  if ((html.match(/<script/gi) ?? []).length !== 1 || !/<script defer src="\/static\/site\.[0-9a-f]+\.js"><\/script>/.test(html)) out.push('a script');
  if (/<(img|iframe|object|base|style|math|body o|meta http)/i.test(html)) out.push('an element');
  if (/[<"]/.test(vector) && html.includes(vector)) out.push('the vector itself');
  return out.map((what) => `${what} in the answer to ${vector}`);
}

const questions = await listQuestions(server.origin);
const forms = listRoutes().filter((r) => r.kind === 'form').map((r) => r.path);

async function expectClean(path, fields, vector) {
  const { html } = await post(server.origin, path, fields);
  assert.deepEqual(problemsOf(html, vector), [], path);
}

test('in all fields of every form', async () => {
  const names = [...questions.keys()];
  for (const path of forms)
    for (const vector of vectors) {
      await expectClean(path, names.map((name) => [name, vector]), vector);
      await expectClean(path, [['ask', vector], ['v', vector], ['go', vector], [vector, vector], [`say:${vector}`, '?'], [`rung:${vector}`, vector]], vector);
    }
});

test('in each field alone', async () => {
  for (const name of questions.keys())
    for (const vector of vectors.slice(0, 12)) {
      await expectClean('/score', [['ask', name], [name, vector]], vector);
      await expectClean('/score/result', [[name, vector]], vector);
    }
});

test('in the address', async () => {
  for (const vector of vectors) {
    const part = encodeURIComponent(vector);
    for (const path of [`/${part}`, `/score?${part}=${part}`, `/score?v=${part}`, `/static/${part}`, `/search?q=${part}`]) {
      const html = await (await fetch(server.origin + path)).text();
      assert.deepEqual(problemsOf(html, vector), [], path);
    }
  }
});

test('typed into a browser', async () => {
  const page = await openPage(browser, server.origin);
  for (const vector of vectors) {
    await page.goto('/score');
    await page.fill('#birth_date', vector);
    await Promise.all([page.waitForNavigation(), page.locator('button[value=next]').click()]);
    assert.equal((await page.inputValue('#birth_date')).trim(), vector.trim());
    assert.equal(await page.locator('main script, main img, main iframe, main svg, [onfocus], [onload]').count(), 0, vector);
    await page.goto(`/${encodeURIComponent(vector)}`);
  }
  assert.deepEqual(page.troubles.filter((text) => !/status of 404/.test(text)), []);
  await page.context().close();
});
