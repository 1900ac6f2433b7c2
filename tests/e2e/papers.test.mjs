// The list of papers: ticked, printed, and carried along with and without scripts; the letters, filled in and printed.
import test from 'node:test';
import assert from 'node:assert/strict';
import { openPage } from './browser.mjs';
import { pageProblems } from './checks.mjs';
import { sheetsOf, textOf } from './paper.mjs';
import { browser, server } from './shared.mjs';

const sealMillimetres = 45;

async function toList(options) {
  const page = await openPage(browser, server.origin, options);
  await page.goto('/score/all');
  await page.check('input[name=changes][value=employer]');
  await Promise.all([page.waitForNavigation(), page.locator('button[value=result]').press('Enter')]);
  const way = page.locator('form[action="/renew"] button').last();
  await Promise.all([page.waitForNavigation(), way.press('Enter')]);
  for (let n = 0; n < 10 && await page.locator('form.ticks').count() === 0; n++) {
    await page.locator('main input[type=radio]').first().focus();  // a tap would go on by itself where there are scripts
    await page.keyboard.press('Space');
    await Promise.all([page.waitForNavigation(), page.locator('main .buttons button').first().press('Enter')]);
  }
  return page;
}

const ticked = (page) => page.locator('input[name=tick]:checked').evaluateAll((all) => all.map((box) => box.value));
const said = (page) => page.locator('.so-far').innerText();

test('ticks are counted, and still there when the list is opened again', async () => {
  const page = await toList({});
  const boxes = page.locator('input[name=tick]');
  const all = await boxes.count();
  assert.ok(all >= 5, `${all} papers`);
  assert.equal(await page.locator('[data-keep-ticks]').isVisible(), false);
  await boxes.nth(0).check();
  await boxes.nth(2).check();
  assert.match(await said(page), new RegExp(`备好 2 样，一共 ${all} 样`));
  const before = await ticked(page);
  await page.reload({ waitUntil: 'load' });
  assert.deepEqual(await ticked(page), before);
  assert.match(await said(page), /备好 2 样/);
  await boxes.nth(0).uncheck();
  await page.reload({ waitUntil: 'load' });
  assert.deepEqual(await ticked(page), before.slice(1));
  assert.deepEqual(await pageProblems(page, [375]), []);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test('what the browser remembers may be anything', async () => {
  const page = await toList({});
  for (const text of ['{', '7', '{"a":1}', '["<b>", null]']) {
    await page.evaluate((value) => localStorage.setItem('jifen.ticks.1', value), text);
    await page.reload({ waitUntil: 'load' });
    assert.deepEqual(await ticked(page), []);
    await page.locator('input[name=tick]').first().check();
    assert.match(await said(page), /备好 1 样/);
  }
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test('without scripts the list comes back with its ticks', async () => {
  const page = await toList({ javaScriptEnabled: false });
  await page.locator('input[name=tick]').nth(1).check();
  const before = await ticked(page);
  await Promise.all([page.waitForNavigation(), page.locator('[data-keep-ticks]').press('Enter')]);
  assert.deepEqual(await ticked(page), before);
  assert.match(await said(page), /备好 1 样/);
  await page.context().close();
});

test('the printed list has every paper and is short', async () => {
  const page = await toList({});
  const names = await page.locator('.papers strong').allInnerTexts();
  await page.locator('input[name=tick]').first().check();
  const pdf = await page.pdf({ format: 'A4' });
  const text = textOf(pdf);
  for (const name of names) assert.ok(text.includes(name.replace(/\s/g, '')), `${name} is not on paper`);
  assert.ok(sheetsOf(pdf) <= 2, `${sheetsOf(pdf)} sheets`);
  await page.context().close();
});

test('a button prints, where there are scripts', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await openPage(browser, server.origin, { javaScriptEnabled });
    await page.goto('/renew/letter');
    assert.equal(await page.locator('[data-print]').isVisible(), javaScriptEnabled);
    if (javaScriptEnabled) {
      await page.evaluate(() => { window.print = () => { document.title = 'printed'; }; });
      await page.locator('[data-print]').click();
      assert.equal(await page.title(), 'printed');
    }
    await page.context().close();
  }
});

test('letters are filled in and printed without a request, with room for a seal', async () => {
  const page = await openPage(browser, server.origin);
  await page.goto('/renew/letter');
  let requests = 0;  // the browser may still fetch the icon of its tab
  page.on('request', (request) => { requests += !request.url().endsWith('.svg'); });
  await page.locator('.blank').first().click();
  await page.keyboard.type('徐汇区');
  const pdf = await page.pdf({ format: 'A4' });
  assert.equal(requests, 0);
  assert.equal(sheetsOf(pdf), 2);
  const text = textOf(pdf);
  for (const words of ['徐汇区', '单位介绍信', '岗位说明书', '盖章']) assert.ok(text.includes(words), `${words} is not on paper`);
  assert.doesNotMatch(text, /人事专员姓名/, 'what belongs into a blank is printed');
  await page.emulateMedia({ media: 'print' });
  const rooms = await page.locator('.letter').evaluateAll((all) => all.map((el) => parseFloat(getComputedStyle(el).paddingBottom) / 96 * 25.4));
  for (const room of rooms) assert.ok(room >= sealMillimetres - 0.1, `${room} mm for the seal`);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});
