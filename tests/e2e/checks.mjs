// What has to hold of every page, whatever it says. Each check answers a list of texts: what is wrong.
import { axeSource } from './browser.mjs';

export const widths = [320, 375, 768, 1280];
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const leastTarget = 44;

async function headProblems(page) {
  const found = await page.evaluate(() => ({
    h1: document.querySelectorAll('h1').length,
    lang: document.documentElement.lang,
    title: document.title,
  }));
  const out = [];
  if (found.h1 !== 1) out.push(`${found.h1} h1`);
  if (found.lang !== 'zh-CN') out.push(`lang "${found.lang}"`);
  if (found.title.trim() === '') out.push('no title');
  return out;
}

export async function scrollProblems(page, what) {
  const wide = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  return wide[0] > wide[1] ? [`${what}: ${wide[0]} px wide on ${wide[1]} px`] : [];
}

// Links in running text are exempt: their height is that of the line.
async function targetProblems(page, what) {
  const small = await page.evaluate((least) => {
    const pressed = 'nav a, header a, button, .button, .task, label.choice, summary, select, input[type=text], input[type=search]';
    const isShown = (box) => box.width > 0 && box.height > 0 && box.right > 0;
    return [...document.querySelectorAll(pressed)]
      .map((el) => ({ text: el.textContent.trim().slice(0, 20) || el.name, box: el.getBoundingClientRect() }))
      .filter(({ box }) => isShown(box) && box.height < least - 0.01)
      .map(({ text, box }) => `"${text}" is ${box.height.toFixed(1)} px high`);
  }, leastTarget);
  return small.map((text) => `${what}: ${text}`);
}

export async function axeProblems(page, what) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async (values) => {
    const { violations } = await window.axe.run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'] });
    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 120)}: ${n.failureSummary.split('\n')[1]?.trim()}`));
  }, rules);
  return found.map((text) => `${what}: ${text}`);
}

// Letters twice as large as a browser's usual ones.
async function zoomProblems(page) {
  await page.evaluate(() => { document.documentElement.style.fontSize = '34px'; });
  const out = [];
  for (const width of [320, 375, 1280]) {
    await page.setViewportSize({ width, height: 740 });
    out.push(...await scrollProblems(page, `letters of 34 px, ${width} px`));
  }
  await page.evaluate(() => { document.documentElement.style.fontSize = ''; });
  return out;
}

// The page as it is, at each width; axe at the widths of `axeAt`.
export async function pageProblems(page, axeAt = widths) {
  const out = await headProblems(page);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 740 });
    out.push(...await scrollProblems(page, `${width} px`), ...await targetProblems(page, `${width} px`));
    if (axeAt.includes(width)) out.push(...await axeProblems(page, `${width} px`));
  }
  out.push(...await zoomProblems(page));
  await page.setViewportSize({ width: 375, height: 740 });
  return out;
}
