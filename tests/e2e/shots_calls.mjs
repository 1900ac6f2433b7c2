// The same for calls and the desk: what a visitor sees from the form to the privacy centre, and what staff see, one after the other.
import { join } from 'node:path';
import { openPage } from './browser.mjs';
import { root } from './place.mjs';
import { messageTo } from './provider.mjs';
import { query, readingMs, startService } from './service.mjs';
import { ask, comeIn, joinBy, submit, wait } from './staff.mjs';

const widths = [375, 1280];
const noScripts = { javaScriptEnabled: false };
const phone = '13800138000';

async function take(page, name) {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 740 });
    await page.screenshot({ path: join(root, 'var/shots', String(width), `${name}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: widths[0], height: 740 });
}

async function follow(page, link) {
  await Promise.all([page.waitForNavigation(), link.click()]);
}

// What is sent to one number in a day is not what is looked at here.
const letADayPass = (service) => query('SQLite', service.db, 'UPDATE hits SET at_ms = at_ms - 90000000');

let nMessages = 0;

async function enterCode(page, service, button) {
  await page.getByLabel('验证码').fill((await messageTo(service.provider, phone, ++nMessages)).code);
  await submit(page, button);
}

async function askWithAnswers(page, service) {
  await page.goto('/score/all');
  await page.fill('#birth_date', '1986-3-10');
  await page.selectOption('#education', 'bachelor_with_degree');
  await Promise.all([page.waitForNavigation(), page.locator('button[value=result]').click()]);
  await submit(page, '请顾问回电');
  await take(page, 'contact');
  await submit(page, '发验证码');
  await take(page, 'contact-mistake');
  await page.getByLabel('怎么称呼您').fill('王女士');
  await page.getByLabel('手机号', { exact: true }).fill(phone);
  await page.getByLabel('在哪个区').selectOption('徐汇区');
  await page.getByLabel('想问什么').fill('换了单位，要重新交材料吗');
  await page.locator('#with').check();
  await page.locator('#agreed').check();
  await wait(readingMs(true));
  await submit(page, '发验证码');
  await take(page, 'contact-code');
  await enterCode(page, service, '请顾问回电');
  await take(page, 'contact-done');
  return (await page.locator('.reference').innerText()).trim();
}

// With reference and code: all that is kept.
async function lookAfter(page, service, reference) {
  letADayPass(service);
  await page.goto('/privacy/center');
  await take(page, 'privacy-center');
  await follow(page, page.getByText('有编号：查看和管理'));
  await take(page, 'lead');
  await page.getByLabel('编号').fill(reference);
  await wait(readingMs(true));
  await submit(page, '发验证码');
  await take(page, 'lead-code');
  await enterCode(page, service, '查看');
  await take(page, 'lead-open');
}

async function visitor(service) {
  const page = await openPage(service.browser, service.origin);
  const reference = await askWithAnswers(page, service);
  await lookAfter(page, service, reference);
  await page.goto('/privacy/number');
  await take(page, 'privacy-number');
  await page.goto('/remind');
  await take(page, 'remind');
  letADayPass(service);
  await ask(service, noScripts, phone, '孩子明年上小学，来得及吗');
  await ask(service, noScripts, '13900139000', '居住证什么时候续');
}

async function workACall(page) {
  await page.goto('/desk');
  await take(page, 'desk');
  await follow(page, page.locator('.task').first());
  await take(page, 'desk-lead');
  await submit(page, '由我来打');
  await take(page, 'desk-lead-own');
  await follow(page, page.getByRole('link', { name: '核对答案，重新算' }));
  await take(page, 'desk-facts');
  await submit(page, '保存，重新算');
  await page.locator('main details').evaluateAll((all) => all.forEach((one) => { one.open = true; }));
  await take(page, 'desk-lead-facts');
  await page.getByLabel('没人接，再打').check();
  await submit(page, '保存');
  await take(page, 'desk-again');
}

async function team(service) {
  const { page } = await comeIn(service, '阿当', 'admin', noScripts);
  await page.goto('/desk/team');
  await page.getByLabel('名字').fill('小卡');
  await submit(page, '邀请');
  await take(page, 'desk-link');
  const link = (await page.locator('code').innerText()).replace('https:', 'http:');
  const other = await openPage(service.browser, service.desk);
  await other.goto('/desk/login');
  await take(other, 'desk-login');
  await joinBy(other, link, async (p) => take(p, await p.locator('.codes').count() > 0 ? 'desk-codes' : 'desk-join'));
  await page.goto('/desk/team');
  await page.locator('main summary').first().click();
  await take(page, 'desk-team');
  await page.goto('/desk/me');
  await take(page, 'desk-me');
}

async function others(service) {
  const { page } = await comeIn(service, '萨拉', 'supervisor');
  for (const name of ['cards', 'card', 'stops']) {
    await page.goto(`/desk/${name}`);
    await take(page, `desk-${name}`);
  }
  const { page: auditor } = await comeIn(service, '奥迪', 'auditor');
  await auditor.goto('/desk/audit');
  await take(auditor, 'desk-audit');
}

export async function takeCalls(browser) {
  const service = await startService();
  service.browser = browser;
  await visitor(service);
  const { page } = await comeIn(service, '安娜', 'consultant');
  await workACall(page);
  await team(service);
  await others(service);
  await service.stop();
}
