// On paper: dark letters on white, nothing to press.
import test from 'node:test';
import assert from 'node:assert/strict';
import { openPage } from './browser.mjs';
import { scrollProblems } from './checks.mjs';
import { sheetsOf } from './paper.mjs';
import { splitPages } from './routes.mjs';
import { browser, server } from './shared.mjs';

const mostSheets = 16;  // of the list of all rules; others have four at most

// Letters lighter than a middle grey cannot be read on paper.
const paleTexts = (page) => page.evaluate(() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).map(Number);
    return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
  };
  const hasText = (el) => [...el.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim() !== '');
  return [...document.querySelectorAll('body *')]
    .filter((el) => el.checkVisibility() && hasText(el) && light(getComputedStyle(el).color) > 0.45)
    .map((el) => `${el.tagName} "${el.textContent.trim().slice(0, 20)}" ${getComputedStyle(el).color}`);
});

async function paperProblems(page) {
  await page.emulateMedia({ media: 'print' });
  const out = (await paleTexts(page)).map((text) => `too pale: ${text}`);
  for (const hidden of ['header.top', '.skip', 'main .buttons'])
    for (const el of await page.locator(hidden).all()) if (await el.isVisible()) out.push(`${hidden} is printed`);
  await page.setViewportSize({ width: 680, height: 960 });  // A4 with margins
  out.push(...await scrollProblems(page, 'on A4'));
  return out;
}

async function expectSheets(page, path) {
  const sheets = sheetsOf(await page.pdf({ format: 'A4' }));
  assert.ok(sheets >= 1 && sheets <= mostSheets, `${path}: ${sheets} sheets`);
}

async function expectPrintable(path, scheme) {
  const page = await openPage(browser, server.origin, { colorScheme: scheme });
  await page.goto(path);
  assert.deepEqual(await paperProblems(page), [], `${path}, ${scheme}`);
  if (scheme === 'light') await expectSheets(page, path);
  await page.context().close();
}

for (const scheme of ['light', 'dark'])
  test(`pages on paper, asked for by a ${scheme} screen`, async () => {
    for (const path of (await splitPages(server.origin)).few) await expectPrintable(path, scheme);
  });
