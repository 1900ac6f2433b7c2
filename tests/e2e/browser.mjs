// Debian's Chromium without its own windows, and pages that write down whatever goes wrong in them.
import { readFileSync } from 'node:fs';
import { installed } from './place.mjs';

const { chromium } = installed('playwright-core');
export const axeSource = readFileSync(installed.resolve('axe-core/axe.min.js'), 'utf8');

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

// A page in a context of its own. page.troubles: console errors, broken content policies, requests to other origins,
// dialogs. The policy stays in force, also for what the tests run: they use the browser's own world.
export async function openPage(browser, origin, options = {}) {
  const context = await browser.newContext({ baseURL: origin, viewport: { width: 375, height: 740 }, ...options });
  const page = await context.newPage();
  page.troubles = [];
  const note = (text) => page.troubles.push(text);
  page.on('console', (message) => message.type() === 'error' && note(`console: ${message.text()}`));
  page.on('pageerror', (error) => note(`script: ${error.message}`));
  page.on('dialog', (dialog) => { note(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:')) note(`foreign request: ${url}`);
  });
  return page;
}
