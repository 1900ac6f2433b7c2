// The checks themselves: a page with everything wrong is found out in each point.
import test from 'node:test';
import assert from 'node:assert/strict';
import { openPage } from './browser.mjs';
import { pageProblems } from './checks.mjs';
import { browser, server } from './shared.mjs';

const wrongPage = `<!DOCTYPE html><html lang="en"><head><title></title><style>p { color: #aaa; background: #fff }</style></head><body><h1>a</h1><h1>b</h1>
  <p>pale</p><button style="height: 20px; padding: 0"></button><div style="width: 2000px">wide</div>
  <script>console.error('said'); new Image().src = 'http://127.0.0.1:9/x.png'; alert(1);</script></body></html>`;

test('what is wrong with a page is found', async () => {
  const page = await openPage(browser, server.origin);
  await page.setContent(wrongPage);
  const found = (await pageProblems(page, [320])).join('\n');
  for (const part of [/2 h1/, /lang "en"/, /no title/, /px wide on 320 px/, /is 20.0 px high/, /color-contrast/, /button-name/, /34 px, 1280 px/])
    assert.match(found, part);
  const troubles = page.troubles.join('\n');
  for (const part of [/console: said/, /foreign request/, /dialog: 1/]) assert.match(troubles, part);
  await page.context().close();
});

test('a broken content policy is found', async () => {
  const page = await openPage(browser, server.origin);
  await page.goto('/');
  await page.evaluate(() => { document.body.insertAdjacentElement('beforeend', document.createElement('img')).src = 'http://127.0.0.1:9/x.png'; });
  await page.waitForTimeout(200);
  assert.match(page.troubles.join('\n'), /Content Security Policy/);
  await page.context().close();
});
