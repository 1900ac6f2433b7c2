// What a first visit costs a phone: bytes on the wire, and when the page stands, over Fast 4G as DevTools has it, on a processor four
// times slower than this one.
import { launch } from '../../e2e/browser.mjs';

const fast4g = { offline: false, latency: 60 * 2.75, downloadThroughput: 9e6 * 0.9 / 8, uploadThroughput: 1.5e6 * 0.9 / 8 };
const slowdown = 4;

// Runs in the page, before anything of it.
function observe() {
  window.vitals = { lcp: 0, cls: 0 };
  const on = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  on('largest-contentful-paint', (entry) => { window.vitals.lcp = entry.startTime; });
  on('layout-shift', (entry) => { if (!entry.hadRecentInput) window.vitals.cls += entry.value; });
}

async function visit(browser, url) {
  const context = await browser.newContext({ viewport: { width: 375, height: 740 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  let bytes = 0;
  devtools.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength; });
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', fast4g);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.addInitScript(observe);
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.waitForTimeout(500);
  const { lcp, cls } = await page.evaluate(() => window.vitals);
  await context.close();
  return { bytes, lcp, cls };
}

// { bytes, lcp (ms), cls } of one visit with nothing kept; the median visit of `times` by lcp.
export async function measureVisit(server, path, times) {
  const browser = await launch();
  const visits = [];
  for (let i = 0; i < times; i++) visits.push(await visit(browser, `http://127.0.0.1:${server.port}${path}`));
  await browser.close();
  return visits.sort((a, b) => a.lcp - b.lcp)[times >> 1];
}
