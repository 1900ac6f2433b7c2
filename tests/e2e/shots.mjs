// A picture of every page, and of each step of the tools, at 375 and 1280 px: var/shots/WIDTH/NAME.png.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { launch, openPage } from './browser.mjs';
import { root } from './place.mjs';
import { splitPages } from './routes.mjs';
import { startServer } from './server.mjs';
import { takeCalls } from './shots_calls.mjs';

const folder = join(root, 'var/shots');
const values = { birth_date: '1990-5-1', insurance_months: '70', permit_expiry: '2027-3-1', parent_permit_expiry: '2027-3-31', child_permit: '2027-12-31' };

const nameOf = (path) => path.replace(/^\//, '').replaceAll('/', '-') || 'home';

async function take(page, width, name) {
  await page.screenshot({ path: join(folder, String(width), `${name}.png`), fullPage: true });
}

// Each step with its first answer; the steps of a tool are numbered.
async function takeSteps(page, width, path) {
  for (let n = 1; n < 20 && await page.locator('main form fieldset').count() > 0; n++) {
    await page.evaluate((known) => {
      const field = document.querySelector('main input[type=text]');
      if (field !== null) field.value = known[field.name] ?? '1';
      else document.querySelector('main input[type=radio], main input[type=checkbox]').checked = true;
    }, values);
    await Promise.all([page.waitForNavigation(), page.locator('main .buttons button').first().click()]);
    await take(page, width, `${nameOf(path)}-step-${n}`);
  }
}

async function takeAll(browser, server, width) {
  const page = await openPage(browser, server.origin, { viewport: { width, height: 740 } });
  for (const path of (await splitPages(server.origin)).few) {
    await page.goto(path);
    await take(page, width, nameOf(path));
  }
  for (const tool of ['/score', '/renew', '/why', '/checkup', '/calendar', '/calendar/exam']) {
    await page.goto(tool);
    await takeSteps(page, width, tool);
  }
  await page.goto('/score');
  await page.fill('#birth_date', '去年');
  await Promise.all([page.waitForNavigation(), page.locator('button[value=next]').click()]);
  await take(page, width, 'score-mistake');
  await page.goto('/no-such-page');
  await take(page, width, 'not-found');
  await page.goto('/?v=care');
  await take(page, width, 'home-care');
  await page.context().close();
  const dark = await openPage(browser, server.origin, { viewport: { width, height: 740 }, colorScheme: 'dark' });
  await dark.goto('/');
  await take(dark, width, 'home-dark');
  await dark.context().close();
}

// The two of the README: what a phone shows without scrolling.
async function takeForReadme(browser, server) {
  const page = await openPage(browser, server.origin);
  const take = (name) => page.screenshot({ path: join(root, 'docs', `${name}.png`) });
  await page.goto('/score');
  await page.fill('#birth_date', values.birth_date);
  await Promise.all([page.waitForNavigation(), page.locator('button[value=next]').click()]);
  await take('score-question');
  await page.goto('/score/all');
  await page.fill('#birth_date', values.birth_date);
  await page.selectOption('#education', 'bachelor_with_degree');
  await page.selectOption('#title', 'none');
  await page.fill('#insurance_months', values.insurance_months);
  await page.fill('#permit_expiry', values.permit_expiry);
  await Promise.all([page.waitForNavigation(), page.locator('button[value=result]').click()]);
  await take('score-result');
  await page.context().close();
}

rmSync(folder, { recursive: true, force: true });
for (const width of [375, 1280]) mkdirSync(join(folder, String(width)), { recursive: true });
const server = await startServer();
const browser = await launch();
for (const width of [375, 1280]) await takeAll(browser, server, width);
await takeForReadme(browser, server);
await takeCalls(browser);
await browser.close();
await server.stop();
console.log(`pictures in ${folder}`);
