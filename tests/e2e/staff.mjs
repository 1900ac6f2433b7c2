// What visitors and staff do in their browsers to come to the desk: ask for a call, join, sign in.
import assert from 'node:assert/strict';
import { openPage } from './browser.mjs';
import { pageProblems } from './checks.mjs';
import { messageTo } from './provider.mjs';
import { browser } from './shared.mjs';
import { codeOf } from './totp.mjs';

export const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const password = '十二个字的密码要够长才行';

export async function submit(page, name) {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.getByRole('button', { name, exact: true }).click()]);
}

// Looking for what is wrong needs scripts of the tests' own.
export async function check(page, options = {}) {
  if (options.javaScriptEnabled === false) return;
  assert.deepEqual(await pageProblems(page), []);
  assert.deepEqual(page.troubles, []);
}

export async function ask(service, options = {}, phone = '13800138000', question = '换了单位怎么办') {
  const page = await openPage(browser, service.origin, options);
  await page.goto('/contact');
  await check(page, options);
  await page.getByLabel('怎么称呼您').fill('王女士');
  await page.getByLabel('手机号', { exact: true }).fill(phone.replace(/^(...)(....)/, '$1 $2 '));
  await page.getByLabel('想问什么').fill(question);
  await page.getByRole('checkbox').press('Space');  // without scripts nobody can tell whether it moves under a pointer
  assert.ok(await page.getByRole('checkbox').isChecked());
  const before = service.provider.sent.filter((m) => m.phone === phone).length;
  await wait(2050);
  await submit(page, '发验证码');
  await check(page, options);
  await page.getByLabel('验证码').fill((await messageTo(service.provider, phone, before + 1)).code);
  await submit(page, '请顾问回电');
  await check(page, options);
  assert.equal(await page.locator('h1').innerText(), '已经收到，会给您打电话');
  await page.context().close();
}

export async function join(service, name = 'anna', role = 'consultant', options = {}) {
  const page = await openPage(browser, service.desk, options);
  await page.goto(await service.admin('invite', name, role));
  await check(page, options);
  const secret = await page.locator('code').innerText();
  if (Date.now() % 30000 > 24000) await wait(30000 - (Date.now() % 30000));  // so that no step ends while they are used
  await page.getByLabel('密码').fill(password);
  await page.getByLabel('动态码').fill(codeOf(secret, Date.now() - 30000));
  await submit(page, '加入');
  await check(page, options);
  for (const [at, heading] of [[Date.now() - 30000, '登录'], [Date.now(), '待回电']]) {  // a code is good once
    await page.getByLabel('名字').fill(name);
    await page.getByLabel('密码').fill(password);
    await page.getByLabel('动态码').fill(codeOf(secret, at));
    await submit(page, '登录');
    assert.equal(await page.locator('h1').innerText(), heading);
  }
  return page;
}
