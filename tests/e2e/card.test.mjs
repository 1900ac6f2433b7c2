// A consultant's card: written by them, agreed to by a supervisor, seen and scanned by a visitor.
import test from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { openPage } from './browser.mjs';
import { pageProblems } from './checks.mjs';
import { kinds, query, startService } from './service.mjs';
import { browser } from './shared.mjs';
import { comeIn, submit } from './staff.mjs';

const link = 'https://u.wechat.com/MJx_9-aZ?s=2';
const day = (n) => new Date(Date.now() + 8 * 3600000 + n * 86400000).toISOString().slice(0, 10);
const typed = { name: '王老师', firm: '明白服务站', licence: '', languages: '普通话、上海话', hours: '工作日 9:00 到 18:00', wechat: 'mingbai_wang', link, until: day(30) };

async function check(page) {
  assert.deepEqual(await pageProblems(page), []);
  assert.deepEqual(page.troubles, []);
}

async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) await page.locator(`#${name}`).fill(value);
  await submit(page, '交给主管看');
}

for (const kind of kinds) test(`a card is asked for, agreed to, scanned, and over on its day: ${kind}`, async (t) => {
  const service = await startService(kind);
  t.after(service.stop);
  const visitor = await openPage(browser, service.origin);
  await visitor.goto('/consultants');
  assert.match(await visitor.locator('main').innerText(), /现在没有可以加微信的顾问/);
  await check(visitor);

  const { page: anna } = await comeIn(service, 'anna', 'consultant');
  await anna.goto('/desk');
  await anna.getByText('我的名片').click();
  await anna.waitForLoadState();
  await check(anna);
  await fill(anna, { ...typed, link: 'https://u.wechat.com.example.cn/x', wechat: '13800138000' });
  assert.match(await anna.title(), /^错误：/);
  assert.equal(await anna.locator('#name').inputValue(), typed.name, 'nothing typed is lost');
  await check(anna);
  await fill(anna, typed);
  assert.match(await anna.locator('main').innerText(), /在等主管同意/);
  assert.equal((await anna.goto('/desk/cards')).status(), 404, 'a consultant does not decide');
  await visitor.reload();
  assert.equal(await visitor.locator('img.qr').count(), 0, 'not before somebody agreed');

  const { page: boss } = await comeIn(service, 'boss', 'supervisor');
  await boss.goto('/desk/cards');
  await check(boss);
  await submit(boss, '同意公开');
  assert.match(await boss.locator('main').innerText(), /没有人在等/);

  await visitor.goto('/consultants');
  await check(visitor);
  const image = visitor.locator('img.qr');
  assert.equal(await image.getAttribute('alt'), '王老师的微信二维码，微信号 mingbai_wang');
  assert.ok(await image.evaluate((img) => img.complete && img.naturalWidth > 0));
  for (const colorScheme of ['light', 'dark']) {
    await visitor.emulateMedia({ colorScheme });
    const path = join(service.folder, `${colorScheme}.png`);
    await image.screenshot({ path });
    assert.equal(execFileSync('zbarimg', ['--quiet', '--raw', path], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim(), link, colorScheme);
  }
  const plain = await fetch(`${service.origin}${await image.getAttribute('src')}`);
  assert.deepEqual([plain.headers.get('content-type'), plain.headers.get('cache-control')], ['image/svg+xml', 'no-store']);
  assert.ok(!/href="tel:/.test(await visitor.content()), 'nobody is called from here');
  await visitor.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: service.origin });
  await visitor.getByRole('button', { name: /复制微信号/ }).click();
  await visitor.getByText('复制好了。').waitFor();
  assert.equal(await visitor.evaluate(() => navigator.clipboard.readText()), typed.wechat);

  const without = await openPage(browser, service.origin, { javaScriptEnabled: false });
  await without.goto('/consultants');
  assert.equal(await without.locator('[data-copies]').isVisible(), false);
  assert.ok(await without.getByText(typed.wechat, { exact: true }).isVisible());

  query(kind, service.db, 'UPDATE cards SET until = until - 31');  // as if its last day had been yesterday
  await visitor.reload();
  assert.equal(await visitor.locator('img.qr').count(), 0);
  assert.equal((await fetch(plain.url)).status, 404);
  for (const page of [visitor, anna, boss, without]) await page.context().close();
});
