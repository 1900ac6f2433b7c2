// From a visitor's wish to a finished call: the visitor and a consultant, each in a browser of their own.
import test from 'node:test';
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { openPage } from './browser.mjs';
import { pageProblems } from './checks.mjs';
import { messageTo } from './provider.mjs';
import { kinds, startService } from './service.mjs';
import { browser } from './shared.mjs';

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const password = '十二个字的密码要够长才行';

// RFC 6238, as the program on a phone does it.
function codeOf(secret, at = Date.now()) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/\s/g, '')].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30000)));
  const hash = createHmac('sha1', key).update(step).digest();
  const from = hash[19] & 15;
  return String((hash.readUInt32BE(from) & 0x7fffffff) % 1000000).padStart(6, '0');
}

async function submit(page, name) {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.getByRole('button', { name, exact: true }).click()]);
}

// Looking for what is wrong needs scripts of the tests' own.
async function check(page, options = {}) {
  if (options.javaScriptEnabled === false) return;
  assert.deepEqual(await pageProblems(page), []);
  assert.deepEqual(page.troubles, []);
}

async function ask(service, options) {
  const page = await openPage(browser, service.origin, options);
  await page.goto('/contact');
  await check(page, options);
  await page.getByLabel('怎么称呼您').fill('王女士');
  await page.getByLabel('手机号', { exact: true }).fill('138 0013 8000');
  await page.getByLabel('想问什么').fill('换了单位怎么办');
  await page.getByRole('checkbox').check({ force: true });  // without scripts nobody can tell whether it moves
  await wait(2050);
  await submit(page, '发验证码');
  await check(page, options);
  await page.getByLabel('验证码').fill((await messageTo(service.provider, '13800138000')).code);
  await submit(page, '请顾问回电');
  await check(page, options);
  assert.equal(await page.locator('h1').innerText(), '已经收到，会给您打电话');
  await page.context().close();
}

async function join(service) {
  const page = await openPage(browser, service.desk);
  await page.goto(await service.admin('invite', 'anna', 'consultant'));
  await check(page);
  const secret = await page.locator('code').innerText();
  if (Date.now() % 30000 > 24000) await wait(30000 - (Date.now() % 30000));  // so that no step ends while they are used
  await page.getByLabel('密码').fill(password);
  await page.getByLabel('动态码').fill(codeOf(secret, Date.now() - 30000));
  await submit(page, '加入');
  await check(page);
  for (const [at, heading] of [[Date.now() - 30000, '登录'], [Date.now(), '待回电']]) {  // a code is good once
    await page.getByLabel('名字').fill('anna');
    await page.getByLabel('密码').fill(password);
    await page.getByLabel('动态码').fill(codeOf(secret, at));
    await submit(page, '登录');
    assert.equal(await page.locator('h1').innerText(), heading);
  }
  return page;
}

for (const kind of kinds) for (const options of [{}, { javaScriptEnabled: false }]) {
  const name = options.javaScriptEnabled === false ? 'without scripts' : 'with scripts';
  test(`a visitor asks, a consultant calls, ${name}: ${kind}`, async (t) => {
    const service = await startService(kind);
    t.after(service.stop);
    await ask(service, options);
    const page = await join(service);
    await check(page);
    assert.match(await page.locator('.tasks').innerText(), /王女士 还没人接\s+138\*\*\*\*8000/);
    await page.locator('.tasks a').click();
    await page.waitForLoadState();
    await check(page);
    assert.ok(!(await page.content()).includes('13800138000'), 'the number is not shown before it is somebody\'s');
    await submit(page, '由我来打');
    assert.ok((await page.content()).includes('13800138000'));
    await submit(page, '保存');
    assert.match(await page.title(), /^错误：/);
    await check(page);
    // by keys alone: the first outcome has the focus
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.type('已说明要带哪些材料');
    await page.keyboard.press('Tab');
    await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')]);
    assert.match(await page.locator('main').innerText(), /没有人在等电话/);
    await submit(page, '退出');
    await page.goto('/desk');
    assert.equal(await page.locator('h1').innerText(), '登录');
    assert.ok(!service.log().includes('13800138000'));
    assert.match(await service.admin('audit-verify'), /^[1-9]\d* rows, all whole$/);
  });
}

test('a browser with scripts works for its message, and without scripts less is sent', async (t) => {
  const service = await startService();
  t.after(service.stop);
  const { createHash } = await import('node:crypto');
  for (const [options, phone] of [[{}, '13800138001'], [{ javaScriptEnabled: false }, '13900138002']]) {
    const page = await openPage(browser, service.origin, options);
    await page.goto('/contact');
    await page.getByLabel('怎么称呼您').fill('王女士');
    await page.getByLabel('手机号', { exact: true }).fill(phone);
    await page.getByRole('checkbox').check({ force: true });
    await wait(2050);
    await submit(page, '发验证码');
    const [flow, work] = [await page.locator('input[name=flow]').first().inputValue(), await page.locator('input[name=work]').first().inputValue()];
    if (options.javaScriptEnabled === false) assert.equal(work, '');
    else assert.match(createHash('sha256').update(`${flow.slice(0, 32)}:${work}`).digest('hex'), /^0000/);
    await page.getByText('没有收到').click();
    await submit(page, '再发一次');
    assert.equal(await page.locator('h1').innerText(), options.javaScriptEnabled === false ? '现在发不了短信' : '输入验证码');
    assert.deepEqual(page.troubles, []);
    await page.context().close();
  }
});

test('too little work is not enough', async (t) => {
  const service = await startService();
  t.after(service.stop);
  const form = async () => Object.fromEntries([...(await (await fetch(`${service.origin}/contact`)).text()).matchAll(/name="(flow)" value="([^"]*)"/g)].map(([, k, v]) => [k, v]));
  const opened = await form();
  await wait(2050);
  const answer = await fetch(`${service.origin}/contact/code`, { method: 'POST', headers: { Origin: service.origin },
    body: new URLSearchParams({ ...opened, name: '王', phone: '13800138003', agreed: 'yes', work: '1' }) });
  assert.match(await answer.text(), /浏览器还没有准备好/);
  assert.equal(service.provider.asked, 0);
});

test('nobody who is not signed in sees the desk, and visitors cannot reach it', async (t) => {
  const service = await startService();
  t.after(service.stop);
  for (const path of ['/desk', '/desk/login', '/desk/lead/0123456789ABC', '/desk/join/x']) {
    assert.equal((await fetch(service.origin + path)).status, 404, path);
  }
  assert.equal((await fetch(`${service.desk}/score`)).status, 404);
  for (const path of ['/desk', '/desk/lead/0123456789ABC']) {
    const answer = await fetch(service.desk + path, { redirect: 'manual' });
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/desk/login'], path);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
  }
});
