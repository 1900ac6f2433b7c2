// From a visitor's wish to a finished call: the visitor and a consultant, each in a browser of their own.
import test from 'node:test';
import assert from 'node:assert/strict';
import { openPage } from './browser.mjs';
import { kinds, plainQuestion, readingMs, startService } from './service.mjs';
import { browser } from './shared.mjs';
import { ask, check, comeIn, headingOf, signIn, submit, wait } from './staff.mjs';
import { codeOf, nextStep } from './totp.mjs';

// Also by codes that are good no more, or not yet.
async function comeInAtLast(service) {
  const { page, secret } = await comeIn(service, 'anna', 'consultant', {}, check);
  assert.equal(await headingOf(page), '待回电');
  await submit(page, '退出');
  await signIn(page, 'anna', codeOf(secret));  // a code is good once
  assert.equal(await headingOf(page), '登录');
  await check(page);
  await signIn(page, 'anna', codeOf(secret, Date.now() + 30000));  // of a phone whose clock is fast
  assert.equal(await headingOf(page), '登录');
  await nextStep();
  await signIn(page, 'anna', codeOf(secret));
  assert.match(await page.locator('main').innerText(), /之后有 2 次失败/);
  await check(page);
  await page.goto('/desk');
  return page;
}


for (const kind of kinds) for (const options of [{}, { javaScriptEnabled: false }]) {
  const name = options.javaScriptEnabled === false ? 'without scripts' : 'with scripts';
  test(`a visitor asks, a consultant calls, ${name}: ${kind}`, async (t) => {
    const service = await startService(kind);
    t.after(service.stop);
    await ask(service, options);
    const page = await comeInAtLast(service);
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

test('a browser with scripts works for its message, and a second one within a minute is not sent', async (t) => {
  const service = await startService();
  t.after(service.stop);
  const { createHash } = await import('node:crypto');
  for (const [options, phone] of [[{}, '13800138001'], [{ javaScriptEnabled: false }, '13900138002']]) {
    const page = await openPage(browser, service.origin, options);
    await page.goto('/contact');
    await page.getByLabel('怎么称呼您').fill('王女士');
    await page.getByLabel('手机号', { exact: true }).fill(phone);
    await page.getByRole('checkbox').check({ force: true });
    if (options.javaScriptEnabled === false) await page.getByLabel(plainQuestion.question).fill(plainQuestion.answer);
    await wait(readingMs(options.javaScriptEnabled !== false));
    await submit(page, '发验证码');
    const [flow, work] = [await page.locator('input[name=flow]').first().inputValue(), await page.locator('input[name=work]').first().inputValue()];
    if (options.javaScriptEnabled === false) assert.equal(work, '');
    else assert.match(createHash('sha256').update(`${flow.slice(0, 32)}:${work}`).digest('hex'), /^0000/);
    await page.getByText('没有收到').click();
    await submit(page, '再发一次');
    assert.equal(await page.locator('h1').innerText(), '输入验证码');
    await wait(500);
    assert.equal(service.provider.sent.filter((m) => m.phone === phone).length, 1);
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
