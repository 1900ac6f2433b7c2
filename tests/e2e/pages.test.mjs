// Every page that has an address: at four widths, light and dark, with usual and larger letters. Of the many pages of one kind the
// short run takes a few so, and the others in one look.
import test from 'node:test';
import assert from 'node:assert/strict';
import { openPage } from './browser.mjs';
import { pageProblems, widths } from './checks.mjs';
import { isFull } from './place.mjs';
import { splitPages } from './routes.mjs';
import { browser, server } from './shared.mjs';

const looks = [{ scheme: 'light', query: '' }, { scheme: 'dark', query: '' }, { scheme: 'light', query: '?v=care' }];
if (isFull) looks.push({ scheme: 'dark', query: '?v=care' });
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

const { few, others } = await splitPages(server.origin);
const closely = isFull ? [...few, ...others] : few;

test('there are pages', () => assert.ok(few.length >= 6));

for (const path of closely)
  test(`page ${path}`, async () => {
    const found = await Promise.all(looks.map((look) => visit(path, look)));
    assert.deepEqual(found.flat(), []);
  });

test('the other pages of their kinds', async () => {
  const page = await openPage(browser, server.origin);
  const found = [];
  for (const path of isFull ? [] : others) {
    const answer = await page.goto(path);
    const problems = answer.status() === 200 ? await pageProblems(page, []) : [`status ${answer.status()}`];
    titles.set(path, await page.title());
    found.push(...problems.map((text) => `${path}: ${text}`));
  }
  assert.deepEqual([...found, ...page.troubles], []);
  await page.context().close();
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
