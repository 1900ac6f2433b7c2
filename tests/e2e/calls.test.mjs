// What a consultant and a supervisor do with requests: by keys alone, again later, with answers gone over, together, for a colleague, never.
import test from 'node:test';
import assert from 'node:assert/strict';
import { openPage } from './browser.mjs';
import { messageTo } from './provider.mjs';
import { kinds, query, startService } from './service.mjs';
import { browser } from './shared.mjs';
import { ask, check, comeIn, submit, wait } from './staff.mjs';

const noScripts = { javaScriptEnabled: false };

// Every key counts, a letter as one.
function keysOf(page) {
  const count = { n: 0 };
  count.press = async (...keys) => { for (const key of keys) { count.n++; await page.keyboard.press(key); } };
  count.go = async (key) => {
    await page.locator('a:focus, button:focus, input:focus').waitFor();  // a browser gives it a moment after the page is there
    await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), count.press(key)]);
  };
  return count;
}

// The limits of what goes to one number are not what is tried here: let time pass over them.
const letADayPass = (kind, service) => query(kind, service.db, 'UPDATE hits SET at_ms = at_ms - 90000000');

const numbers = (kind, service, text) => query(kind, service.db, text).map(Number);

const waiting = async (page) => page.locator('.tasks > li').count();

async function open(page, name) {
  await page.goto('/desk');
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.locator('.task', { hasText: name }).first().click()]);
}

for (const kind of kinds) for (const options of [{}, noScripts]) {
  const how = options.javaScriptEnabled === false ? 'without scripts' : 'with scripts';
  test(`from the queue to a saved outcome in at most 12 keys, ${how}: ${kind}`, async (t) => {
    const service = await startService(kind);
    t.after(service.stop);
    await ask(service, noScripts, '13800138000');
    await ask(service, noScripts, '13900139000');
    const { page } = await comeIn(service, 'anna', 'consultant', options);
    await page.goto('/desk');
    const keys = keysOf(page);
    await keys.go('Enter');  // what is to be done first
    await keys.go('Enter');  // 由我来打
    assert.match(await page.locator('dl').first().innerText(), /13800138000/);
    await page.locator('input:focus').waitFor();
    await keys.press('Space');
    await keys.go('Enter');
    assert.ok(keys.n <= 12, `${keys.n} keys`);
    assert.match(await page.getByRole('status').innerText(), /记下了/);
    assert.equal(await waiting(page), 1);

    const again = keysOf(page);
    await again.go('Enter');
    await again.go('Enter');
    await page.locator('input:focus').waitFor();
    await again.press('Space', 'ArrowDown', 'Tab', 'ArrowDown', 'Tab', 'Tab', 'Tab');  // 没人接，再打; 下个工作日上午; past the time and the note
    await again.go('Enter');
    assert.ok(again.n <= 12, `${again.n} keys`);
    assert.match(await page.getByRole('status').innerText(), /记下了，2\d{3}年.* 10:00 再打/);
    assert.match(await page.locator('.tasks').innerText(), /打过，要再打/);
    assert.deepEqual(numbers(kind, service, "SELECT count(*) FROM audit WHERE action = 'number_shown'"), [2]);
    assert.deepEqual(numbers(kind, service, 'SELECT sum(n) FROM promises'), [2]);
  });
}

for (const kind of kinds) test(`answers are gone over at the desk, and both versions stay: ${kind}`, async (t) => {
  const service = await startService(kind);
  t.after(service.stop);
  await ask(service, noScripts);
  const { page } = await comeIn(service, 'anna', 'consultant');
  await open(page, '王女士');
  await check(page);
  await submit(page, '由我来打');
  await page.getByRole('link', { name: '边问边填' }).click();
  await check(page);
  await submit(page, '保存，重新算');
  assert.match(await page.title(), /^错误：/);
  assert.match(await page.getByRole('alert').innerText(), /至少填一样/);
  assert.equal(await page.locator('#birth_date').count(), 0, 'years of age are asked for, not the day of birth');
  await page.locator('#age').fill('36');
  await page.locator('#education').selectOption('bachelor_with_degree');
  await submit(page, '保存，重新算');
  assert.match(page.url(), /#facts$/);
  await check(page);
  const said = await page.locator('#facts').innerText();
  assert.match(said, /周岁\s+3\d/);
  assert.match(said, /本科，毕业证和学士学位都有/);
  await page.getByRole('link', { name: '核对答案，重新算' }).click();
  await check(page);
  await page.locator('#age').fill('abc');
  await submit(page, '保存，重新算');
  assert.match(await page.title(), /^错误：/);
  await page.locator('#age').fill('40');
  await submit(page, '保存，重新算');
  assert.match(await page.locator('#facts').innerText(), /周岁\s+40/);
  assert.deepEqual(numbers(kind, service, 'SELECT seq FROM reviews ORDER BY seq'), [1, 2]);
  assert.deepEqual(numbers(kind, service, "SELECT count(*) FROM audit WHERE action = 'reviewed'"), [2]);
  assert.match(await service.admin('audit-verify'), /^[1-9]\d* rows, all whole$/);
});

for (const kind of kinds) test(`paused, given, merged, stopped, lifted: ${kind}`, async (t) => {
  const service = await startService(kind);
  t.after(service.stop);
  await ask(service, noScripts, '13800138000', '第一个问题');
  letADayPass(kind, service);
  await ask(service, noScripts, '13800138000', '第二个问题');
  const { page: anna } = await comeIn(service, 'anna', 'consultant');
  await open(anna, '王女士');
  await check(anna);
  assert.match(await anna.locator('.note').innerText(), /同一个号码还有别的请求[^]*第二个问题/);
  await submit(anna, '由我来打');
  await check(anna);
  await submit(anna, '合在一起');
  assert.match(await anna.locator('dl').first().innerText(), /第一个问题/);
  await anna.getByText('合进来的请求').click();
  assert.match(await anna.locator('main').innerText(), /第二个问题/);
  await check(anna);

  letADayPass(kind, service);
  const visitor = await openPage(browser, service.origin);
  const nSent = service.provider.sent.length;
  await visitor.goto('/lead');
  await visitor.getByLabel('编号').fill(query(kind, service.db, "SELECT ref FROM leads WHERE state = 'merged'")[0]);
  await wait(2050);
  await submit(visitor, '发验证码');
  await visitor.getByLabel('验证码').fill((await messageTo(service.provider, '13800138000', nSent + 1)).code);
  await submit(visitor, '查看');
  assert.match(await visitor.locator('main').innerText(), /和您的另一个请求合在一起了/);
  assert.doesNotMatch(await visitor.content(), /anna/, 'who of the staff it was is not the visitor\'s');
  await visitor.context().close();

  await anna.getByText('对方要等一等').click();
  await anna.locator('#until').fill('14点');
  await submit(anna, '先停一停');
  assert.match(await anna.getByRole('alert').innerText(), /写一句为什么等/);
  await anna.locator('#reason').fill('对方在等单位盖章');
  await anna.locator('#until').fill('看情况');
  await submit(anna, '先停一停');
  assert.match(await anna.getByRole('alert').innerText(), /时间没看懂/);
  await check(anna);
  await anna.locator('#until').fill('');
  await submit(anna, '先停一停');
  assert.match(await anna.getByRole('status').innerText(), /接着办。/);
  await check(anna);
  await open(anna, '先停着');
  await submit(anna, '现在接着办');
  await anna.locator('summary', { hasText: '经过' }).click();
  assert.match(await anna.locator('main').innerText(), /先停一停（anna）\s+对方在等单位盖章/);

  const { page: bert } = await comeIn(service, 'bert', 'consultant');
  assert.equal(await waiting(bert), 0);  // what another has is not shown to a consultant
  await anna.reload();
  await anna.getByText('转给同事').first().click();
  assert.match(await anna.locator('#to').textContent(), /bert（全市，手上 0 个）/);
  await submit(anna, '转给这位');
  assert.equal(await waiting(anna), 0);
  await open(bert, '王女士');
  await bert.getByLabel('对方要求别再打').check();
  await submit(bert, '保存');
  assert.equal(await waiting(bert), 0);

  const { page: vera } = await comeIn(service, 'vera', 'supervisor');
  await check(vera);
  await vera.getByRole('link', { name: '别再打的号码' }).click();
  await check(vera);
  await submit(vera, '解除');
  assert.match(await vera.title(), /^错误：/);
  await check(vera);
  await vera.getByLabel('手机号').fill('13800138000');
  await vera.getByLabel('本人来说，又愿意接电话').check();
  await submit(vera, '解除');
  assert.match(await vera.getByRole('status').innerText(), /解除了/);
  assert.deepEqual(numbers(kind, service, "SELECT count(*) FROM hits WHERE kind = 'stop'"), [0]);
  assert.equal((await anna.goto('/desk/stops')).status(), 404);  // not for consultants
  await ask(service, noScripts, '13900139000', '第三个问题');
  await vera.goto('/desk?of=free');
  assert.equal(await waiting(vera), 1);
  await open(vera, '王女士');
  await vera.getByText('转给同事').first().click();
  await vera.locator('#to').selectOption({ index: 1 });
  await submit(vera, '转给这位');
  await vera.goto('/desk?of=all');
  assert.match(await vera.locator('.tasks').innerText(), /(anna|bert)在办/);
  assert.ok(!service.log().includes('13800138000'));
  assert.match(await service.admin('audit-verify'), /^[1-9]\d* rows, all whole$/);
});

for (const kind of kinds) test(`how often the first call came in time is told from ten on: ${kind}`, async (t) => {
  const service = await startService(kind);
  t.after(service.stop);
  const tell = async (query) => (await (await fetch(`${service.origin}/about/service${query}`)).text());
  assert.match(await tell(''), /还不到 10 个，先不公布/);
  const now = new Date(Date.now() + 8 * 3600000), month = 12 * now.getUTCFullYear() + now.getUTCMonth();
  query(kind, service.db, `INSERT INTO promises (month, n, n_kept) VALUES (${month - 2}, 9, 8), (${month - 1}, 1, 1), (${month}, 50, 50)`);
  const told = await tell('?v=care');  // the other page is kept until tomorrow
  assert.match(told, /<td class="num">10<\/td><td class="num">9<\/td><td class="num">90%<\/td>/);
  assert.ok(!told.includes('>50<'), 'a month that is not over is not told');
  const page = await openPage(browser, service.origin);
  await page.goto('/about/service?v=care');
  await check(page);
  await page.context().close();
});
