// A result as a link: what it holds, what the server hears of it, and what whoever opens it sees.
import test from 'node:test';
import assert from 'node:assert/strict';
import { openPage } from './browser.mjs';
import { pageProblems } from './checks.mjs';
import { browser, server } from './shared.mjs';

const points = (page) => page.locator('[data-least]').evaluateAll((all) => all.map((el) => `${el.dataset.ruleId} ${el.dataset.least} ${el.dataset.most}`));
const press = (page, button) => Promise.all([page.waitForNavigation(), page.locator(button).first().press('Enter')]);

async function toResult(options = {}) {
  const page = await openPage(browser, server.origin, options);
  await page.goto('/score/all');
  await page.fill('#birth_date', '1985-6-14');
  await page.selectOption('#education', 'bachelor_with_degree');
  await press(page, 'button[value=result]');
  return page;
}

async function makeLink(page) {
  await page.getByRole('button', { name: '生成链接' }).click();
  return page.inputValue('#link');
}

test('a link shows the same result to somebody else, who can work out their own', async () => {
  const page = await toResult();
  const own = await points(page);
  const link = await makeLink(page);
  assert.deepEqual(await pageProblems(page, [375]), []);
  const other = await openPage(browser, server.origin);
  const asked = [];
  other.on('request', (request) => asked.push(request.url()));
  await other.goto(link);
  assert.ok(asked.length > 0 && asked.every((url) => !url.includes('education')), 'the answers were sent before a button was pressed');
  assert.deepEqual(await pageProblems(other, [375]), []);
  await press(other, 'button[data-tool=score]');
  assert.deepEqual(await points(other), own);
  assert.match(await other.locator('.note').first().innerText(), /别人分享的结果/);
  assert.deepEqual(await pageProblems(other, [375]), []);
  await Promise.all([other.waitForNavigation(), other.getByText('我也算一算').click()]);
  assert.equal(new URL(other.url()).pathname, '/score');
  assert.deepEqual([...page.troubles, ...other.troubles], []);
  await page.context().close();
  await other.context().close();
});

test('a link tells the years of age, not the day of birth', async () => {
  const page = await toResult();
  const link = new URL(await makeLink(page));
  const fields = new URLSearchParams(link.hash.slice(link.hash.indexOf('&') + 1));
  assert.equal(link.hash.includes('1985'), false);
  assert.match(fields.get('age'), /^\d\d$/);
  assert.match(fields.get('on:'), /^\d{4}-\d\d-\d\d$/);
  assert.equal(fields.get('education'), 'bachelor_with_degree');
  await page.context().close();
});

test('the link can be copied, and says so', async () => {
  const page = await toResult({ permissions: ['clipboard-read', 'clipboard-write'] });
  const link = await makeLink(page);
  await page.locator('[data-copy]').click();
  await page.getByText('复制好了').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
  await page.context().close();
});

const broken = ['', '#', '#score', '#none&education=bachelor', '#score&', '#%ff&%=', '#<b>&<i>=1'];

test('a link cut short says what to do', async () => {
  const page = await openPage(browser, server.origin);
  for (const hash of broken) {
    await page.goto('about:blank');
    await page.goto(`/shared${hash}`);
    assert.equal(await page.getByText('地址不完整').isVisible(), true, hash);
    assert.equal(await page.locator('form[data-shared]').isVisible(), false, hash);
  }
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test('a link made up by somebody is read as any form', async () => {
  const page = await openPage(browser, server.origin);
  await page.goto('/shared#score&education=%3Cimg%20src=x%20onerror=alert(1)%3E&on:=2026-11-26');
  await press(page, 'button[data-tool=score]');
  assert.match(await page.title(), /^错误/);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test('without scripts nothing is offered that would not work', async () => {
  const page = await toResult({ javaScriptEnabled: false });
  assert.equal(await page.locator('.share').isVisible(), false);
  await page.goto('/shared#score&education=bachelor');
  assert.equal(await page.getByText('地址不完整').isVisible(), true);
  await page.context().close();
});

test('WeChat is told how to print', async () => {
  const page = await toResult({ userAgent: 'Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.50' });
  assert.equal(await page.locator('[data-wechat]').isVisible(), true);
  await page.goto('/renew/letter');
  assert.equal(await page.locator('[data-wechat]').isVisible(), true);
  await page.context().close();
  const plain = await toResult();
  assert.equal(await plain.locator('[data-wechat]').isVisible(), false);
  await plain.context().close();
});
