// What docs/security.md promises and no other test looks at: processes, cookies, signing in, the provider, reports of browsers, the log.
import test from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { openPage } from './browser.mjs';
import { formOf } from './html.mjs';
import { failures } from './log.mjs';
import { planted } from './planted.mjs';
import { account, messageTo } from './provider.mjs';
import { listPages, listRoutes } from './routes.mjs';
import { programs, startServer } from './server.mjs';
import { kinds, plainQuestion, query, readingMs, startService } from './service.mjs';
import { browser, server } from './shared.mjs';
import { join, post, signIn, wordOf } from './signing.mjs';
import { codeOf } from './totp.mjs';
import { exchange, request } from './wire.mjs';

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const longPassword = '  积分 Aa1!-很长的密码 '.repeat(7);  // 119 letters, blanks at both ends

async function until(what, tries = 200) {
  for (; tries > 0; tries--, await wait(25)) if (await what()) return;
  throw new Error('it does not happen');
}

// A form as a visitor has it, opened long enough ago to be a person's.
async function openForm(origin) {
  const html = await (await fetch(`${origin}/contact`)).text();
  return Object.fromEntries(formOf(html).inputs.filter((i) => i.type === 'hidden').map((i) => [i.name, i.value]));
}

const wish = (phone) => ({ name: '王', phone, slot: 'any', question: '', agreed: 'yes', answer: plainQuestion.answer });
const children = (pid) => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
const childOf = async (pid) => { await until(() => children(pid).length === 1); return Number(children(pid)[0]); };

// ---- processes -------------------------------------------------------------------------------------------------------

test('the site and its sender gain no rights and leave no memory behind', async (t) => {
  const service = await startService();
  t.after(service.stop);
  const sender = await childOf(service.pid);
  for (const pid of [service.pid, sender]) {
    assert.match(readFileSync(`/proc/${pid}/status`, 'utf8'), /^NoNewPrivs:\t1$/m);
    assert.match(readFileSync(`/proc/${pid}/limits`, 'utf8'), /^Max core file size +[01] +[01] +bytes/m);
  }
});

test('a sender that ends is started again, and what waits is sent', async (t) => {
  const service = await startService();
  t.after(service.stop);
  process.kill(await childOf(service.pid), 'SIGKILL');
  const opened = await openForm(service.origin);
  await wait(readingMs(false));
  await post(service.origin, '/contact/code', { ...opened, ...wish('13800138000') });
  assert.match((await messageTo(service.provider, '13800138000')).code, /^\d{6}$/);
  assert.match(service.log(), /jifen: the sender has ended and is started again/);
});

// ---- cookies and sessions --------------------------------------------------------------------------------------------

test('visitors get no cookie', async () => {
  for (const path of await listPages(server.origin)) {
    const answer = await fetch(server.origin + path);
    assert.equal(answer.headers.get('set-cookie'), null, path);
    assert.equal(answer.headers.get('access-control-allow-origin'), null, path);
  }
});

for (const kind of kinds) test(`signing in and out, by a long password as it was typed: ${kind}`, async (t) => {
  const service = await startService(kind);
  t.after(service.stop);
  const origin = service.desk;
  assert.equal(query(kind, service.db, 'SELECT count(*) FROM staff')[0], '0', 'nobody is there by default');
  const secret = await join(await service.admin('invite', 'anna', 'consultant'), longPassword);
  const code = () => codeOf(secret);
  for (const near of [longPassword.trim(), longPassword.slice(0, -1), longPassword.toLowerCase(), `${longPassword} `]) {
    const { answer, cookie } = await signIn(origin, 'anna', near, code());
    assert.equal(answer.status, 200);
    assert.equal(cookie, undefined);
  }
  const { answer, cookie } = await signIn(origin, 'anna', longPassword, code());
  assert.equal(answer.status, 303);
  assert.match(answer.headers.get('set-cookie'), /^__Host-s=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/);
  const see = (given) => fetch(`${origin}/desk`, { redirect: 'manual', headers: { Cookie: given } });
  const page = await see(cookie);
  assert.equal(page.status, 200);
  assert.equal(page.headers.get('cache-control'), 'no-store');
  assert.ok(!(await page.text()).includes(cookie.split('=')[1]), 'the cookie is in no page');
  assert.equal((await see('__Host-s=chosen-by-somebody-else')).status, 303);

  // a form without this session's word, from another site, or by GET, does nothing
  const word = await wordOf(origin, cookie);
  assert.equal((await post(origin, '/desk/logout', {}, { Cookie: cookie })).status, 403);
  assert.equal((await post(origin, '/desk/logout', { word: 'x'.repeat(64) }, { Cookie: cookie })).status, 403);
  assert.equal((await post(origin, '/desk/logout', { word }, { Cookie: cookie, 'Sec-Fetch-Site': 'cross-site' })).status, 403);
  assert.equal((await fetch(`${origin}/desk/logout?word=${word}`, { headers: { Cookie: cookie } })).status, 405);
  assert.equal((await see(cookie)).status, 200);

  // once more, as it was typed: another cookie for the same session
  query(kind, service.db, 'UPDATE sessions SET fresh_ms = 0');
  const again = (proof) => post(origin, '/desk/me/codes', { word, proof }, { Cookie: cookie });
  assert.match(await (await again(longPassword.trim())).text(), /请再确认一次是您/);
  const proven = await again(longPassword);
  assert.match(await proven.text(), /新的恢复码/);
  const renewed = proven.headers.get('set-cookie').split(';')[0];
  assert.equal((await see(cookie)).status, 303, 'the old one is good no more');

  const left = await post(origin, '/desk/logout', { word }, { Cookie: renewed });
  assert.equal(left.status, 303);
  assert.match(left.headers.get('set-cookie'), /^__Host-s=; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=0$/);
  assert.equal(left.headers.get('clear-site-data'), '"cache", "storage"');
  assert.equal((await see(renewed)).status, 303, 'the session is over, whoever still has the cookie');
  assert.match(query(kind, service.db, 'SELECT password FROM staff')[0], /^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
  const acts = query(kind, service.db, "SELECT action || ' ' || result FROM audit ORDER BY seq");
  assert.ok(acts.includes('sign_in wrong') && acts.includes('sign_in done') && acts.includes('sign_out done'), acts.join(', '));
});

test('a password has a field that hides it, and that may be filled and pasted into', async (t) => {
  const service = await startService();
  t.after(service.stop);
  const link = await service.admin('invite', 'anna', 'consultant');
  for (const [address, fills] of [[link, 'new-password'], [`${service.desk}/desk/login`, 'current-password']]) {
    const page = await openPage(browser, service.desk);
    await page.goto(address);
    const field = page.getByLabel('密码');
    assert.equal(await field.getAttribute('type'), 'password');
    assert.equal(await field.getAttribute('autocomplete'), fills);
    for (const stops of ['maxlength', 'pattern', 'onpaste', 'readonly']) assert.equal(await field.getAttribute(stops), null);
    assert.equal(await field.inputValue(), '');
    const asked = await page.locator('form input:not([type=hidden])').evaluateAll((all) => all.map((i) => i.name));
    assert.deepEqual(asked.filter((one) => one !== 'name'), ['password', 'code'], 'no hints, no questions');
    await page.context().close();
  }
});

// A wrong password of somebody's, and any of nobody's: the same words, and the same work.
test('who works here cannot be found out by signing in', async (t) => {
  const service = await startService();
  t.after(service.stop);
  await join(await service.admin('invite', 'anna', 'consultant'), longPassword);
  const times = { anna: [], bert: [] };
  const pages = new Set();
  for (let i = 0; i < 4; i++) for (const name of ['anna', 'bert']) {
    const begun = performance.now();
    const { answer } = await signIn(service.desk, name, 'wrong wrong wrong', '123456');
    pages.add(`${answer.status} ${await answer.text()}`);
    times[name].push(performance.now() - begun);
  }
  assert.equal(pages.size, 1);
  const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
  const ratio = median(times.anna) / median(times.bert);
  assert.ok(ratio > 0.4 && ratio < 2.5, `${ratio}: ${times.anna} / ${times.bert}`);
});

// ---- addresses -------------------------------------------------------------------------------------------------------

// 20 an hour from one address without scripts, of numbers that have nothing to do with each other.
async function countTaken(origin, addressOf, n) {
  const forms = await Promise.all(Array.from({ length: n }, () => openForm(origin)));
  await wait(readingMs(false));
  let taken = 0;
  for (const [i, opened] of forms.entries()) {
    const answer = await post(origin, '/contact/code', { ...opened, ...wish(`13${i % 10}${String(1000 + i * 37).padStart(4, '0')}0001`) }, { 'X-Forwarded-For': addressOf(i) });
    taken += /输入验证码/.test(await answer.text());
  }
  return taken;
}

test('whose address it is only the server in front says', async (t) => {
  const behind = await startService();
  t.after(behind.stop);
  assert.equal(await countTaken(behind.origin, (i) => `10.1.1.${i}, 203.0.113.7`, 22), 20);
  assert.equal(await countTaken(behind.origin, (i) => `10.1.1.${i}, 203.0.113.8`, 2), 2);
  const alone = await startService('SQLite', ['--proxy', '10.9.9.9']);
  t.after(alone.stop);
  assert.equal(await countTaken(alone.origin, (i) => `203.0.113.${i}`, 22), 20);
});

// ---- the provider ----------------------------------------------------------------------------------------------------

// Tries to send one message to a server; what the sender wrote down about it.
async function sendBy(t, address) {
  const service = await startService('SQLite', [], address);
  t.after(service.stop);
  const opened = await openForm(service.origin);
  await wait(readingMs(false));
  await post(service.origin, '/contact/code', { ...opened, ...wish('13800138000') });
  const state = () => query('SQLite', service.db, "SELECT state || ' ' || coalesce(why, '') FROM messages")[0];
  await until(() => /^(failed|unknown|sent)/.test(state()), 800);
  return state();
}

test('a provider whose certificate nobody vouches for is told nothing', async (t) => {
  const folder = mkdtempSync(joinPath(tmpdir(), 'jifen-tls-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => joinPath(folder, name));
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
    '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert], { stdio: 'ignore' });
  let asked = 0;
  const provider = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) => { asked++; response.end('{"Code":"OK"}'); });
  provider.listen(0, '127.0.0.1');
  await once(provider, 'listening');
  t.after(() => provider.close());
  assert.match(await sendBy(t, `https://127.0.0.1:${provider.address().port}`), /^failed unsent/);
  assert.equal(asked, 0);
});

test('a provider that leads elsewhere is not followed', async (t) => {
  let followed = 0;
  const other = createServer((_, response) => { followed++; response.end('{"Code":"OK"}'); }).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const provider = createServer((_, response) => { response.writeHead(307, { Location: `http://127.0.0.1:${other.address().port}/` }); response.end(); });
  provider.listen(0, '127.0.0.1');
  await once(provider, 'listening');
  t.after(() => { other.close(); provider.close(); });
  assert.match(await sendBy(t, `http://127.0.0.1:${provider.address().port}`), /^(failed|unknown)/);
  assert.equal(followed, 0);
});

test('a provider is not asked over a network without encryption, nor by an account that others can read', async (t) => {
  const folder = mkdtempSync(joinPath(tmpdir(), 'jifen-account-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const run = (address, mode) => {
    const file = joinPath(folder, 'sms.account');
    rmSync(file, { force: true });
    writeFileSync(file, `provider aliyun\nid ${account.id}\nsecret ${account.secret}\nsign ${account.sign}\ncode_template ${account.template}\nserver ${address}\n`, { mode });
    return spawnSync(programs.server, ['--sender', '--data', folder, '--db', joinPath(folder, 'jifen.db')], { encoding: 'utf8', timeout: 20000 });
  };
  for (const address of ['http://dysmsapi.aliyuncs.com', 'http://127.0.0.1.evil.example', 'ftp://127.0.0.1:21']) {
    const { status, stderr } = run(address, 0o600);
    assert.equal(status, 2, address);
    assert.match(stderr, /expected a server of https:\/\//);
  }
  const { status, stderr } = run('https://127.0.0.1:1', 0o644);
  assert.equal(status, 2);
  assert.match(stderr, /only its owner can read/);
  assert.ok(!stderr.includes(account.secret));
});

// ---- what browsers report --------------------------------------------------------------------------------------------

test('what breaks the content policy of a page is reported, and stands in the log', async () => {
  const own = await startServer();
  const page = await openPage(browser, own.origin);
  await page.goto('/score');
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('img'), { src: 'http://127.0.0.1:1/x.png?secret-to-find' })));
  await until(() => /"route":"\/csp-report","status":204,[^}]*"note":"img-src"/.test(own.log()));
  assert.doesNotMatch(own.log(), /to-find/);
  await page.context().close();
  await own.stop();
});

test('of a report the log holds the part of the policy and nothing else', async () => {
  const own = await startServer();
  const send = async (body) => (await fetch(`${own.origin}/csp-report`, { method: 'POST', body, headers: { 'Content-Type': 'application/csp-report' } })).status;
  const report = (part) => JSON.stringify({ 'csp-report': { 'document-uri': 'https://to-find/?a', 'effective-directive': part } });
  assert.equal(await send(report('script-src-elem')), 204);
  assert.equal(await send(report('to-find","status":500')), 204);
  for (const broken of ['', '{', '[]', '{}', '{"csp-report":[]}', '{"csp-report":{}}', '{"csp-report":{"effective-directive":1}}']) assert.equal(await send(broken), 400, broken);
  assert.equal(await send(' '.repeat((8 << 10) + 1)), 413);
  await own.stop();
  const notes = own.log().split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line).note).filter(Boolean);
  assert.deepEqual(notes, ['script-src-elem', 'another']);
  assert.doesNotMatch(own.log(), /to-find/);
});

// ---- what is not there, and the log -----------------------------------------------------------------------------------

test('files of the machine, lists of files and other people\'s tools are not there', async () => {
  for (const path of ['/.git/HEAD', '/.git/config', '/.svn/entries', '/.env', '/jifen.db', '/root.key', '/static', '/static/', '/a/', '/rules/',
    '/server-status', '/debug', '/phpinfo.php', '/admin', '/docs/', '/src/', '/static/site.css', '/index.html.bak']) {
    const answer = await fetch(server.origin + path, { redirect: 'manual' });
    const text = await answer.text();
    assert.ok(answer.status === 404 || (answer.status === 200 && ['/a/', '/rules/'].includes(path)), `${path}: ${answer.status}`);
    assert.doesNotMatch(text, /Index of|\[core\]|SQLite format/);
  }
});

test('a line of the log is one JSON object, with its time, whatever was asked for', async () => {
  const own = await startServer();
  for (const path of ['/%0a{"time":1}', '/score?a=%0d%0a%22', '/"}', '/%1b[31m', '/%e2%80%a8', '/a/%00'])
    await exchange(own.port, request(`GET ${path} HTTP/1.1`, { 'User-Agent': '"}\t{"', Referer: '{"a' }), 1500);
  await own.stop();
  const lines = own.log().trimEnd().split('\n').filter((line) => !line.startsWith('jifen: '));
  assert.ok(lines.length >= 6);
  const known = new Set(listRoutes().map((r) => r.path).concat('-'));
  for (const line of lines) {
    const { time, method, route, status } = JSON.parse(line);
    assert.ok(Math.abs(time - Date.now() / 1000) < 60 && known.has(route), line);
    assert.ok(['GET', 'HEAD', 'POST', '-'].includes(method) && status >= 200, line);
  }
});

test('what a limit refuses is told once, and a form no person sent is noted, both without what was in it', async (t) => {
  const service = await startService();
  t.after(service.stop);
  const send = (fields) => post(service.origin, '/contact/code', { ...wish('13800138000'), ...fields });
  const [opened, other] = [await openForm(service.origin), await openForm(service.origin)];
  await send({ flow: 'x'.repeat(opened.flow.length) });
  await send(opened);
  await wait(readingMs(false));
  await send({ ...opened, company_url: 'http://to-find.example' });
  for (const form of [opened, opened, opened, other, other]) await send(form);
  const acts = query('SQLite', service.db, "SELECT reason || ' ' || result || ' ' || length(object) || ' ' || length(address) FROM audit WHERE action = 'limit' ORDER BY seq");
  assert.deepEqual(acts, ['send_phone refused 0 0'], 'once; of a number nothing is written, nor from where');
  await until(() => /"note":"trap"/.test(service.log()));
  const notes = service.log().split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line)).filter(({ note }) => note);
  assert.deepEqual(notes.map(({ route, note }) => `${route} ${note}`), ['forged form', 'hurried form', 'trap'].map((note) => `/contact/code ${note}`));
  for (const told of [...planted([{ phone: '13800138000' }], service.provider), 'to-find']) assert.ok(!service.log().includes(told), told);
});

test('a database that is not there is said calmly, and nothing is let through', async (t) => {
  const service = await startService();
  t.after(service.stop);
  const opened = await openForm(service.origin);
  await wait(readingMs(false));
  query('SQLite', service.db, 'ALTER TABLE hits RENAME TO gone');
  const answer = await post(service.origin, '/contact/code', { ...opened, ...wish('13800138000') });
  const text = await answer.text();
  assert.ok(answer.status >= 500, `${answer.status}`);
  assert.match(text, /<h1>/);
  assert.doesNotMatch(text, /SQL|hits|sqlite|no such table|\.c:\d/i);
  const signed = await signIn(service.desk, 'anna', 'a password of somebody', '123456');
  assert.ok(signed.answer.status >= 500 && signed.cookie === undefined);
  assert.equal((await fetch(`${service.origin}/score`)).status, 200, 'what needs no database goes on');
  await wait(500);
  assert.equal(service.provider.asked, 0);
  // the log says why, once for each, and nothing of whom
  const failed = failures(service.log());
  assert.deepEqual(failed.map(({ route }) => route), ['/contact/code', '/desk/login']);
  for (const { why } of failed) assert.match(why, /^the database, .*no such table: hits$/);
  for (const told of planted([{ phone: '13800138000' }], service.provider)) assert.ok(!service.log().includes(told), told);
});
