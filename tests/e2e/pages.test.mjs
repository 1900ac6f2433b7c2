// Every page that has an address: at four widths, light and dark, with usual and larger letters.
import test from 'node:test';
import assert from 'node:assert/strict';
import { openPage } from './browser.mjs';
import { pageProblems, widths } from './checks.mjs';
import { isFull } from './place.mjs';
import { listPages } from './routes.mjs';
import { browser, server } from './shared.mjs';

const looks = ['light', 'dark'].flatMap((scheme) => ['', '?v=care'].map((query) => ({ scheme, query })));
const axeAt = isFull ? widths : [375];
const titles = new Map();

async function visit(path, { scheme, query }) {
  const page = await openPage(browser, server.origin, { colorScheme: scheme });
  const answer = await page.goto(path + query);
  const problems = answer.status() === 200 ? await pageProblems(page, axeAt) : [`status ${answer.status()}`];
  titles.set(path, await page.title());
  await page.context().close();
  return [...problems, ...page.troubles].map((text) => `${path}${query}, ${scheme}: ${text}`);
}

const paths = await listPages(server.origin);

test('there are pages', () => assert.ok(paths.length >= 6));

for (const path of paths)
  test(`page ${path}`, async () => {
    const [a, b, c, d] = looks;
    const found = [...await Promise.all([visit(path, a), visit(path, b)]), ...await Promise.all([visit(path, c), visit(path, d)])];
    assert.deepEqual(found.flat(), []);
  });

test('no two pages have the same title', () => {
  const all = [...titles.values()];
  assert.deepEqual(all.filter((title, i) => all.indexOf(title) !== i), []);
});

test('a page that is not there says so, as calmly', async () => {
  const page = await openPage(browser, server.origin);
  const answer = await page.goto('/no-such-page');
  assert.equal(answer.status(), 404);
  assert.deepEqual(await pageProblems(page), []);
  await page.context().close();
});
