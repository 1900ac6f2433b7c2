// What a visitor can do around a request: send the answers along, see and take along all that is kept, correct it, take it back, have it
// deleted, and go on later while no message can be sent. With scripts and without.
import test from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPage } from './browser.mjs';
import { pageProblems } from './checks.mjs';
import { messageTo } from './provider.mjs';
import { kinds, plainQuestion, query, readingMs, startService } from './service.mjs';
import { startServer } from './server.mjs';
import { browser } from './shared.mjs';

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const phones = ['13800138000', '13911112222'];
const planted = { name: '王女士', question: '换了单位怎么办', answer: 'bachelor_with_degree', district: '310104' };

// By keys: without scripts a browser cannot tell whether a button still moves under a pointer.
async function submit(page, name) {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.getByRole('button', { name, exact: true }).press('Enter')]);
}

// Looking for what is wrong needs scripts of the tests' own; the pages do not know which database is behind them.
async function check(page, hasScripts) {
  if (!hasScripts || page.isSeen) return;
  assert.deepEqual(await pageProblems(page, [375]), []);
  assert.deepEqual(page.troubles, []);
}

// Read the form, answer what it asks of a browser without scripts, and have the message sent.
async function askForCode(page, hasScripts) {
  const question = page.getByLabel(plainQuestion.question);
  assert.equal(await question.count(), hasScripts ? 0 : 1, 'with scripts no question is shown');
  if (!hasScripts) await question.fill(plainQuestion.answer);
  await wait(readingMs(hasScripts));
  await submit(page, '发验证码');
}

async function enterCode(page, service, phone, n, button) {
  await page.getByLabel('验证码').fill((await messageTo(service.provider, phone, n)).code);
  await submit(page, button);
}

async function fillContact(page, phone) {
  await page.getByLabel('怎么称呼您').fill(planted.name);
  await page.getByLabel('手机号', { exact: true }).fill(phone);
  await page.getByLabel('想问什么').fill(planted.question);
  assert.equal(await page.getByLabel('在哪个区').inputValue(), '', 'nobody has to say');
  await page.getByLabel('在哪个区').selectOption(planted.district);
  await page.locator('#agreed').press('Space');
}

// From a result to a request with the answers: its reference.
async function askWithAnswers(page, service, hasScripts) {
  await page.goto('/score/all');
  await page.fill('#birth_date', '1986-3-10');
  await page.selectOption('#education', planted.answer);
  await Promise.all([page.waitForNavigation(), page.locator('button[value=result]').click({ force: true })]);
  assert.equal(await page.locator('input[type=tel], input[name=phone]').count(), 0, 'no phone beside a result');
  await check(page, hasScripts);
  await submit(page, '请顾问回电');
  assert.doesNotMatch(await page.content(), /\b1986\b/, 'the day of birth stays where it was');
  assert.match(await page.locator('details dl').innerText(), /周岁/);
  assert.equal(await page.locator('input[type=checkbox]:checked').count(), 0);
  await check(page, hasScripts);
  await fillContact(page, phones[0]);
  await page.locator('#with').press('Space');
  await page.getByLabel('手机号', { exact: true }).fill('12');
  await askForCode(page, hasScripts);
  assert.match(await page.title(), /^错误：/);
  assert.ok(await page.locator('#with').isChecked(), 'an error loses nothing');
  assert.equal(await page.getByLabel('在哪个区').inputValue(), planted.district);
  await check(page, hasScripts);
  await page.getByLabel('手机号', { exact: true }).fill(phones[0]);
  await submit(page, '发验证码');
  await enterCode(page, service, phones[0], 1, '请顾问回电');
  await check(page, hasScripts);
  return (await page.locator('.reference').innerText()).trim();
}

async function askPlainly(page, service, hasScripts, phone) {
  await page.goto('/contact');
  await fillContact(page, phone);
  await askForCode(page, hasScripts);
  await enterCode(page, service, phone, 1, '请顾问回电');
}

async function openOwn(page, service, hasScripts, reference, n) {
  query(service.kind, service.db, 'DELETE FROM hits');  // as if the messages before had been yesterday's
  await page.goto('/privacy/center');
  await check(page, hasScripts);
  await page.getByText('有编号：查看和管理').click({ force: true });
  await page.waitForLoadState();
  await check(page, hasScripts);
  await page.getByLabel('编号').fill(reference);
  await askForCode(page, hasScripts);
  await check(page, hasScripts);
  await enterCode(page, service, phones[0], n, '查看');
  await check(page, hasScripts);
}

async function download(page, name) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click({ force: true })]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

async function checkExports(page) {
  const json = await download(page, '存成 JSON，供程序读取');
  assert.equal(json.name, '我的回电.json');
  const all = JSON.parse(json.text);
  assert.equal(all.name, planted.name);
  assert.equal(all.phone, phones[0]);
  assert.equal(all.question, planted.question);
  assert.equal(all.district, '徐汇区');
  assert.equal(all.state, 'waiting');
  const facts = new URLSearchParams(all.answers_form);
  assert.equal(facts.get('education'), planted.answer);
  assert.ok(facts.has('age') && !facts.has('birth_date'));
  assert.deepEqual(all.consents.map((c) => [c.purpose, c.receiver, c.withdrawn_at]), [['answers', '明白服务站', null], ['call', '明白服务站', null]]);
  assert.deepEqual(all.events.map((e) => e.kind), ['came']);
  assert.ok(Math.abs(Date.parse(all.made_at) - Date.now()) < 120000);
  const html = await download(page, '存成网页');
  assert.equal(html.name, '我的回电.html');
  for (const text of [planted.name, phones[0], planted.question, '徐汇区', '周岁', '明白服务站']) assert.ok(html.text.includes(text), text);
  assert.doesNotMatch(html.text, /src=|href=|<script|<form/);
}

async function checkCorrection(page, hasScripts) {
  await page.getByText('更正称呼、时间、区和问题').press('Enter');
  await check(page, hasScripts);
  await page.getByLabel('怎么称呼您').fill('');
  await submit(page, '保存更正');
  assert.match(await page.title(), /^错误：/);
  await check(page, hasScripts);
  await page.getByLabel('怎么称呼您').fill('李先生');
  assert.equal(await page.getByLabel('在哪个区').inputValue(), planted.district, 'an error loses nothing');
  await page.getByLabel('在哪个区').selectOption('不说');
  await submit(page, '保存更正');
  assert.match(await page.locator('main').innerText(), /已经更正。[\s\S]*李先生[\s\S]*没有说[\s\S]*您更正了资料/);
}

async function checkWithdrawal(page, hasScripts) {
  await submit(page, '撤回');
  const text = await page.locator('main').innerText();
  assert.match(text, /答案也删掉了/);
  assert.doesNotMatch(text, /一起发给顾问的算分答案/);
  await check(page, hasScripts);
  await submit(page, '撤回，不用打了');
  assert.match(await page.locator('main').innerText(), /您取消了/);
}

async function checkDeletion(page, service, hasScripts, n) {
  query(service.kind, service.db, 'DELETE FROM hits');
  await page.goto('/privacy/number');
  await check(page, hasScripts);
  await page.getByLabel('手机号', { exact: true }).fill(phones[0]);
  await askForCode(page, hasScripts);
  await check(page, hasScripts);
  await enterCode(page, service, phones[0], n, '全部删掉');
  await check(page, hasScripts);
  assert.equal(await page.locator('h1').innerText(), '已经删掉');
  assert.deepEqual(query(service.kind, service.db, 'SELECT count(*) FROM leads'), ['1'], 'that of the other number stays');
}

function checkNothingPlain(service) {
  assert.ok(![...phones, planted.name, planted.question].some((text) => service.log().includes(text)), 'the log names no one');
  if (service.kind !== 'SQLite') return;
  const files = readdirSync(service.folder).filter((name) => name.startsWith('jifen.db'));
  const bytes = Buffer.concat(files.map((name) => readFileSync(join(service.folder, name))));
  assert.ok(bytes.includes('withdrawn'), 'this is where it is written');
  for (const text of [...phones, ...Object.values(planted), '徐汇区']) assert.ok(!bytes.includes(text), text);
}

for (const kind of kinds) for (const hasScripts of [true, false]) {
  const name = hasScripts ? 'with scripts' : 'without scripts';
  test(`what is kept is the visitor's own, ${name}: ${kind}`, async (t) => {
    const service = { ...await startService(kind), kind };
    t.after(service.stop);
    const page = await openPage(browser, service.origin, { javaScriptEnabled: hasScripts, acceptDownloads: true });
    page.isSeen = kind !== 'SQLite';
    const reference = await askWithAnswers(page, service, hasScripts);
    await askPlainly(page, service, hasScripts, phones[1]);
    await openOwn(page, service, hasScripts, reference, 2);
    await checkExports(page);
    await checkCorrection(page, hasScripts);
    await checkWithdrawal(page, hasScripts);
    checkNothingPlain(service);
    await checkDeletion(page, service, hasScripts, 3);
    assert.match(await service.admin('audit-verify'), /^[1-9]\d* rows, all whole$/);
    await page.context().close();
  });

  test(`while nothing can be sent, what was filled in is kept for who wants it, ${name}: ${kind}`, async (t) => {
    const service = { ...await startService(kind, ['--sms-hour', '1']), kind };
    t.after(service.stop);
    const page = await openPage(browser, service.origin, { javaScriptEnabled: hasScripts });
    page.isSeen = kind !== 'SQLite';
    await askPlainly(page, service, hasScripts, phones[1]);
    await page.goto('/contact');
    await fillContact(page, phones[0]);
    await askForCode(page, hasScripts);
    assert.equal(await page.locator('h1').innerText(), '现在发不了短信');
    await check(page, hasScripts);
    await submit(page, '保存');
    assert.deepEqual(query(kind, service.db, 'SELECT count(*) FROM drafts'), ['0'], 'what is not agreed to is not kept');
    await check(page, hasScripts);
    await page.locator('#keep').press('Space');
    await submit(page, '保存');
    await check(page, hasScripts);
    await page.getByText('打开接着填的页面').click({ force: true });
    await page.waitForLoadState();
    await check(page, hasScripts);
    const link = page.url();
    await submit(page, '接着填');
    assert.equal(await page.getByLabel('手机号', { exact: true }).inputValue(), phones[0]);
    assert.equal(await page.getByLabel('在哪个区').inputValue(), planted.district);
    assert.equal(await page.locator('input[type=checkbox]:checked').count(), 0);
    await check(page, hasScripts);
    assert.deepEqual(query(kind, service.db, 'SELECT count(*) FROM drafts'), ['0']);
    await page.goto(link);
    await submit(page, '接着填');
    assert.equal(await page.locator('h1').innerText(), '已经没有了');
    await check(page, hasScripts);
    await page.context().close();
  });
}

test('a page of a number says the same whether the number is known', async (t) => {
  const service = { ...await startService(), kind: 'SQLite' };
  t.after(service.stop);
  const page = await openPage(browser, service.origin);
  await askPlainly(page, service, true, phones[1]);
  const texts = [];
  for (const phone of [phones[1], phones[0]]) {
    query('SQLite', service.db, 'DELETE FROM hits');
    await page.goto('/privacy/number');
    await page.getByLabel('手机号', { exact: true }).fill(phone);
    await askForCode(page, true);
    texts.push((await page.locator('main').innerText()).replace(/\d{3}\*{4}\d{4}|序号是 \S+?。/g, ''));
  }
  assert.equal(texts[0], texts[1]);
  await messageTo(service.provider, phones[0]);  // and one is sent either way
  await page.context().close();
});

test('a list of questions that cannot be read is refused before a port is opened', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'jifen-questions-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const flags = ['--data', folder, '--db', join(folder, 'jifen.db'), '--questions', '/dev/null'];
  await assert.rejects(startServer(flags), /expected a question, found none/);
});
