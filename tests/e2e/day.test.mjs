// The same answers on another day, asked for on the result's page with and without scripts.
import test from 'node:test';
import assert from 'node:assert/strict';
import { openPage } from './browser.mjs';
import { pageProblems } from './checks.mjs';
import { browser, server } from './shared.mjs';

// By Enter: without scripts Chromium stops drawing now and then, and a click waits for it.
const goOn = (page, button) => Promise.all([page.waitForNavigation(), page.locator(button).first().press('Enter')]);
// Every number of the result, as programs read it.
const points = (page) => page.locator('[data-least]').evaluateAll((all) => all.map((el) => `${el.dataset.ruleId} ${el.dataset.least} ${el.dataset.most}`));

async function toResult(page) {
  await page.goto('/score/all');
  await page.fill('#birth_date', '1980-6-1');
  await page.selectOption('#education', 'bachelor_with_degree');
  await goOn(page, 'button[value=result]');
}

async function askFor(page, day) {
  if (!await page.isVisible('#on-day')) await page.getByText('换一天算').click();
  await page.fill('#on-day', day);
  await goOn(page, 'button:text("按这一天算")');
}

// Without scripts there is nothing to look at a page by.
async function otherDay(hasScripts) {
  const page = await openPage(browser, server.origin, { javaScriptEnabled: hasScripts });
  const problems = async () => (hasScripts ? pageProblems(page, [375]) : []);
  await toResult(page);
  const now = await points(page);
  await askFor(page, '2023年6月2日');
  assert.notDeepEqual(await points(page), now, 'three years younger, and as many points');
  assert.match(await page.locator('.note').first().innerText(), /2023年6月2日（周五）算，不是今天/);
  assert.deepEqual(await problems(), []);
  await askFor(page, '2031-1-1');
  assert.match(await page.title(), /^错误：/);
  assert.equal(await page.inputValue('#on-day'), '2031-1-1');
  assert.deepEqual(await points(page), now);
  assert.deepEqual(await problems(), []);
  await askFor(page, '2027-12-31');
  await goOn(page, 'button:text("改按今天算")');
  assert.deepEqual(await points(page), now);
  assert.equal(await page.locator('text=不是今天').count(), 0);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
}

test('another day, and back to today', () => otherDay(true));
test('the same without scripts', () => otherDay(false));
