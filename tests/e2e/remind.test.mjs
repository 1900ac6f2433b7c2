// Reminders by SMS: asked for from the days of an answer, sent once, ended by a link or by the number.
import test from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { openPage } from './browser.mjs';
import { pageProblems } from './checks.mjs';
import { root } from './place.mjs';
import { messageTo } from './provider.mjs';
import { programs } from './server.mjs';
import { kinds, plainQuestion, query, readingMs, startService } from './service.mjs';
import { browser } from './shared.mjs';

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const dayAfter = (n) => new Date(Date.now() + 8 * 3600000 + n * 86400000).toISOString().slice(0, 10);
const phone = '13800138000';

// The text as the operator has it filed, with its places filled in.
const template = /\n>\s*(您订的提醒[^\n]*)\n/.exec(readFileSync(join(root, 'docs/operations.md'), 'utf8'))[1];
const textOf = (message) => template.replace('${days}', message.days).replace('${stop}', message.stop);

async function submit(page, name) {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.getByRole('button', { name, exact: true }).click()]);
}

async function check(page, options) {
  if (options.javaScriptEnabled === false) return;
  assert.deepEqual(await pageProblems(page), []);
  assert.deepEqual(page.troubles, []);
}

// As long as a form has to be looked at, and its plain question where there is one.
async function beRead(page, options) {
  const hasScripts = options.javaScriptEnabled !== false;
  if (!hasScripts) await page.getByLabel(plainQuestion.question).fill(plainQuestion.answer);
  await wait(readingMs(hasScripts));
}

// Through /calendar with a permit that ends in so many days and no changes.
async function openDays(page, ahead) {
  await page.goto('/calendar');
  await page.locator('#permit_expiry').fill(dayAfter(ahead));
  await submit(page, '继续');
  await page.locator('input[name=changes][value=none]').check({ force: true });
  await submit(page, '继续');
  await page.locator('ol.timeline').waitFor({ timeout: 2000 });
}

async function order(service, options, number = phone) {
  const page = await openPage(browser, service.origin, options);
  await openDays(page, 45);
  await submit(page, '到日子前发短信提醒');
  assert.equal(await page.locator('h1').innerText(), '到日子前，短信提醒您');
  await check(page, options);
  assert.equal(await page.locator('input:checked').count(), 0, 'nobody chooses or agrees for the visitor');
  await page.getByLabel('手机号', { exact: true }).fill(number);
  await beRead(page, options);
  await submit(page, '发验证码');
  assert.match(await page.title(), /^错误：/);
  assert.equal(await page.getByLabel('手机号', { exact: true }).inputValue(), number, 'nothing typed is lost');
  await check(page, options);
  await page.getByLabel(/^居住证到期/).check({ force: true });
  await page.locator('#agreed').check({ force: true });
  await submit(page, '发验证码');
  await check(page, options);
  await page.getByLabel('验证码').fill((await messageTo(service.provider, number)).code);
  await submit(page, '订提醒');
  assert.equal(await page.locator('h1').innerText(), '提醒订好了');
  await check(page, options);
  await page.reload();  // pressed twice, in effect
  assert.equal(await page.locator('h1').innerText(), '提醒订好了');
  return page;
}

// As if the day had come, long after the code.
function makeDue(kind, service, where) {
  const now = Date.now();
  query(kind, service.db, 'DELETE FROM hits');
  query(kind, service.db, `UPDATE reminders SET from_ms = ${now - 1000}, to_ms = ${now + 3600000} WHERE ${where}`);
}

const count = (kind, service, where) => Number(query(kind, service.db, `SELECT count(*) FROM reminders WHERE ${where}`)[0]);

async function reminderTo(provider, number) {
  for (let tries = 0; tries < 600; tries++) {
    const found = provider.sent.filter((m) => m.phone === number && m.days !== undefined);
    if (found.length > 0) return found;
    await wait(25);
  }
  throw new Error(`no reminder to ${number}`);
}

for (const kind of kinds) for (const options of [{}, { javaScriptEnabled: false }]) {
  const name = options.javaScriptEnabled === false ? 'without scripts' : 'with scripts';
  test(`a reminder is asked for, comes once, and is ended by its link, ${name}: ${kind}`, async (t) => {
    const service = await startService(kind);
    t.after(service.stop);
    const page = await order(service, options);
    const nAsked = count(kind, service, "state = 'waiting'");
    assert.equal(nAsked, 3);
    makeDue(kind, service, `ahead = 7 AND kind = 'permit_expires'`);
    const [message] = await reminderTo(service.provider, phone);
    assert.equal(message.days, '7');
    const text = textOf(message);
    assert.match(text, /^您订的提醒：还有 7 天，请看 \S+\/calendar 。不想收了：\S+\/remind\/stop\/[0-9A-Z]{26} $/);
    assert.ok(!/孩子|入学|积分|签注|居住证/.test(text), 'whoever sees the lock screen learns nothing');

    await page.goto(`/remind/stop/${message.stop}`);
    await check(page, options);
    assert.equal(count(kind, service, "state = 'waiting'"), nAsked - 1, 'to look at it ends nothing');
    await submit(page, '停止提醒');
    assert.equal(await page.locator('h1').innerText(), '已经停止');
    await check(page, options);
    assert.equal(count(kind, service, "state = 'waiting' OR phone_sealed IS NOT NULL"), 0);
    assert.equal((await reminderTo(service.provider, phone)).length, 1);
    await page.goto(`/remind/stop/${message.stop.slice(0, -1)}`);
    assert.equal(await page.locator('h1').innerText(), '停止短信提醒');
    assert.ok(!service.log().includes(phone) && !service.log().includes(message.stop));
    assert.match(await service.admin('audit-verify'), /^[1-9]\d* rows, all whole$/);
    await page.context().close();
  });
}

test('who lost the message ends them by number and code; another number gets no code', async (t) => {
  const service = await startService();
  t.after(service.stop);
  const page = await order(service, {});
  query('SQLite', service.db, 'DELETE FROM hits');  // time has passed
  for (const [number, gets] of [['13911111111', false], [phone, true]]) {
    const nBefore = service.provider.sent.length;
    await page.goto('/remind/off');
    await check(page, {});
    await page.getByLabel('手机号', { exact: true }).fill(number);
    await wait(readingMs(true));
    await submit(page, '发验证码');
    assert.equal(await page.locator('h1').innerText(), '输入验证码');
    await check(page, {});
    const code = gets ? (await messageTo(service.provider, number, 2)).code : '123456';
    await page.getByLabel('验证码').fill(code);
    await submit(page, '停止提醒');
    assert.equal(await page.locator('h1').innerText(), gets ? '已经停止' : '输入验证码');
    assert.equal(service.provider.sent.length, nBefore + gets);
  }
  assert.equal(count('SQLite', service, "state = 'waiting'"), 0);
  await page.context().close();
});

for (const kind of kinds) test(`the server is killed again and again while reminders are due: each comes at most once: ${kind}`, async (t) => {
  const service = await startService(kind);
  t.after(service.stop);
  const numbers = Array.from({ length: 4 }, (_, i) => `1370000000${i}`);
  for (const number of numbers) {
    const page = await order(service, { javaScriptEnabled: false }, number);
    await page.context().close();
  }
  // another pair of site and sender beside, killed at any moment
  const where = ['--listen', '127.0.0.1:0', '--data', service.folder, '--db', service.db, '--reminders', 'yes', '--sender'];
  makeDue(kind, service, `kind = 'permit_expires' AND ahead = 7`);
  for (let i = 0; i < 12; i++) {
    const child = spawn(programs.server, where.slice(2), { stdio: 'ignore' });
    await wait(100 + 60 * i);
    child.kill('SIGKILL');
    await new Promise((done) => child.once('exit', done));
  }
  await wait(12000);  // the one that lives looks every ten seconds
  const sent = service.provider.sent.filter((m) => m.days !== undefined);
  assert.ok(sent.length > 0);
  for (const number of numbers) assert.ok(sent.filter((m) => m.phone === number).length <= 1, number);
  assert.equal(count(kind, service, "state = 'waiting' AND kind = 'permit_expires' AND ahead = 7"), 0);
});

test('where no reminders are offered, none are', async (t) => {
  const service = await startService('SQLite', ['--reminders', 'no']);
  t.after(service.stop);
  const page = await openPage(browser, service.origin);
  await openDays(page, 45);
  assert.equal(await page.getByText('到日子前发短信提醒').count(), 0);
  await page.goto('/remind');
  assert.equal(await page.locator('h1').innerText(), '这里没有开通短信提醒');
  await check(page, {});
  await page.context().close();
});
