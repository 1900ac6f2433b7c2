// An interview left at a question, and gone on with in the same browser.
import test from 'node:test';
import assert from 'node:assert/strict';
import { openPage } from './browser.mjs';
import { pageProblems } from './checks.mjs';
import { browser, server } from './shared.mjs';

const kept = 'jifen.parked.1/score';
const press = (page, button) => Promise.all([page.waitForNavigation(), page.locator(button).first().press('Enter')]);
const asked = (page) => page.inputValue('input[name=ask]');
const read = (page) => page.evaluate((name) => localStorage.getItem(name), kept);
const isOffered = (page) => page.locator('form[data-parked]').isVisible();

async function toSecondQuestion(options = {}) {
  const page = await openPage(browser, server.origin, options);
  await page.goto('/score');
  assert.equal(await isOffered(page), false);
  await page.fill('#birth_date', '1985-6-14');
  await press(page, 'button[value=next]');
  return page;
}

test('answers stay in the browser only when asked for, and go on from there', async () => {
  const page = await toSecondQuestion();
  const at = await asked(page);
  assert.equal(await read(page), null);
  await page.getByText('先停在这里').click();
  assert.match(await page.locator('[data-park] [role=status]').innerText(), /留在这个浏览器里了/);
  assert.deepEqual(await pageProblems(page, [375]), []);
  await page.goto('/score');
  assert.equal(await isOffered(page), true);
  assert.match(await page.locator('form[data-parked]').innerText(), /有 1 个答案/);
  assert.deepEqual(await pageProblems(page, [375]), []);
  await press(page, 'form[data-parked] button');
  assert.equal(await asked(page), at);
  assert.equal(await page.inputValue('input[name=birth_date]'), '1985-6-14');
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test('what was kept is forgotten on demand, and with a result', async () => {
  const page = await toSecondQuestion();
  await page.getByText('先停在这里').click();
  await page.goto('/score');
  await page.getByText('清除').click();
  assert.equal(await isOffered(page), false);
  assert.equal(await read(page), null);
  await page.evaluate((name) => localStorage.setItem(name, '{"day":99999,"fields":[["education","bachelor"]]}'), kept);
  await page.goto('/score/all');
  await press(page, 'button[value=result]');
  assert.equal(await read(page), null);
  await page.context().close();
});

const strange = ['{', '1', '{"day":99999}', '{"day":99999,"fields":[]}', '{"day":99999,"fields":[["a"]]}',
  '{"day":99999,"fields":[["a",{}]]}', '{"day":1,"fields":[["education","bachelor"]]}', '{"fields":[["education","bachelor"]]}'];

test('what is old or is none of ours is forgotten', async () => {
  const page = await openPage(browser, server.origin);
  await page.goto('/score');
  for (const text of strange) {
    await page.evaluate(([name, value]) => localStorage.setItem(name, value), [kept, text]);
    await page.reload();
    assert.equal(await isOffered(page), false, text);
    assert.equal(await read(page), null, text);
  }
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test('without scripts it is not offered', async () => {
  const page = await toSecondQuestion({ javaScriptEnabled: false });
  assert.equal(await page.locator('[data-park]').isVisible(), false);
  await page.context().close();
});
