// What visitors and staff do in their browsers to come to the desk: ask for a call, join, sign in; each in a browser of their own.
import assert from 'node:assert/strict';
import { openPage } from './browser.mjs';
import { pageProblems } from './checks.mjs';
import { messageTo } from './provider.mjs';
import { plainQuestion, readingMs } from './service.mjs';
import { browser } from './shared.mjs';
import { codeOf, roomInStep } from './totp.mjs';

export const wait = (ms) => new Promise((done) => setTimeout(done, ms));
export const password = '十二个字的密码要够长才行';

export async function submit(page, name) {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.getByRole('button', { name, exact: true }).click()]);
}

export const headingOf = (page) => page.locator('h1').innerText();

// Looking for what is wrong needs scripts of the tests' own.
export async function check(page, options = {}) {
  if (options.javaScriptEnabled === false) return;
  assert.deepEqual(await pageProblems(page), []);
  assert.deepEqual(page.troubles, []);
}

export async function ask(service, options = {}, phone = '13800138000', question = '换了单位怎么办', district = '') {
  const page = await openPage(browser, service.origin, options);
  await page.goto('/contact');
  await check(page, options);
  await page.getByLabel('怎么称呼您').fill('王女士');
  await page.getByLabel('手机号', { exact: true }).fill(phone.replace(/^(...)(....)/, '$1 $2 '));
  await page.getByLabel('在哪个区').selectOption(district);
  await page.getByLabel('想问什么').fill(question);
  await page.getByRole('checkbox').press('Space');  // without scripts nobody can tell whether it moves under a pointer
  assert.ok(await page.getByRole('checkbox').isChecked());
  const before = service.provider.sent.filter((m) => m.phone === phone).length;
  const hasScripts = options.javaScriptEnabled !== false;
  if (!hasScripts) await page.getByLabel(plainQuestion.question).fill(plainQuestion.answer);
  await wait(readingMs(hasScripts));
  await submit(page, '发验证码');
  await check(page, options);
  await page.getByLabel('验证码').fill((await messageTo(service.provider, phone, before + 1)).code);
  await submit(page, '请顾问回电');
  await check(page, options);
  assert.equal(await page.locator('h1').innerText(), '已经收到，会给您打电话');
  await page.context().close();
}

// By a link: { secret, codes }, the ten that are shown once. `look` is called on each page.
export async function joinBy(page, link, look = async () => {}) {
  await page.goto(link);
  await look(page);
  const secret = await page.locator('code').innerText();
  await roomInStep();
  await page.getByLabel('密码').fill(password);
  await page.getByLabel('动态码').fill(codeOf(secret, Date.now() - 30000));
  await submit(page, await page.locator('main button').innerText());
  await look(page);
  assert.equal(await headingOf(page), '设好了，请抄下恢复码');
  const codes = await page.locator('.codes code').allInnerTexts();
  assert.equal(codes.length, 10);
  for (const code of codes) assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){5}$/);
  await page.getByRole('link', { name: '抄好了，去登录' }).click();
  await page.waitForLoadState();
  return { secret, codes };
}

export async function signIn(page, name, code, word = password) {
  await page.goto('/desk/login');
  await page.getByLabel('名字').fill(name);
  await page.getByLabel('密码').fill(word);
  await page.getByLabel('动态码').fill(code);
  await submit(page, '登录');
}

// Somebody of that role, invited on the machine itself and signed in: { page, secret, codes }.
export async function comeIn(service, name, role, options = {}, look = async () => {}) {
  const page = await openPage(browser, service.desk, options);
  const { secret, codes } = await joinBy(page, await service.admin('invite', name, role), look);
  await signIn(page, name, codeOf(secret));
  return { page, secret, codes };
}
