// What whoever runs the site does on the machine itself: copies of the data and the way back, deleting what is over, other keys; and
// what visitors see while the disk is full or the database away.
import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ask, hidden, phoneOf } from './caller.mjs';
import { failures } from './log.mjs';
import { bytesOf, planted } from './planted.mjs';
import { kinds, makeDatabase, plainQuestion, query, readingMs, startService, writeQuestions } from './service.mjs';
import { freePorts, programs, startServer } from './server.mjs';
import { titleOf } from './html.mjs';

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const admin = (folder, db, ...words) => spawnSync(programs.server, ['admin', ...words, '--data', folder, '--db', db], { encoding: 'utf8' });

async function folderFor(t) {
  const folder = mkdtempSync(join(tmpdir(), 'jifen-admin-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

// What was done on the machine itself, as the audit has it.
const deeds = (kind, db) => query(kind, db, "SELECT action || ' ' || reason FROM audit WHERE role = 'machine' ORDER BY seq").map((one) => one.trim());

const pathIn = (folder) => join(folder, readdirSync(folder).find((name) => /\.(db|dump)$/.test(name)));
const countIn = (said, table) => Number(new RegExp(`^  ${table} (\\d+)$`, 'm').exec(said)[1]);

// Most of the time is waiting, for visitors who type: several go on at once.
describe('on the machine itself', { concurrency: 4 }, () => {
  for (const kind of kinds) test(`a backup made under load is restored whole, and nothing else is: ${kind}`, async (t) => {
    const service = await startService(kind, ['--sms-hour', '1000000', '--sms-day', '1000000', '--connections-each', '0']);
    t.after(service.stop);
    const folder = await folderFor(t);
    let isOver = false, next = 0;
    const told = [];
    const clients = Array.from({ length: 20 }, async () => {
      while (!isOver) {
        const answer = await ask(service.origin, service.provider, next++);
        if (answer) told.push({ ...answer, at: Date.now() });
      }
    });
    while (told.length < 10) await wait(20);
    const begunAt = Date.now();
    const before = told.filter((one) => one.at < begunAt).length;
    const made = await service.admin('backup', folder);
    isOver = true;
    await Promise.all(clients);
    const n = countIn(made, 'leads');
    assert.ok(n >= before && n <= told.length, `${before} <= ${n} <= ${told.length}`);
    assert.match(made, /root\.key/);

    const file = pathIn(folder);
    assert.equal(statSync(file).mode & 0o077, 0);
    assert.deepEqual(readdirSync(folder).filter((name) => name.includes('part')), []);
    const bytes = Buffer.concat([bytesOf(file), ...readdirSync(folder).map((name) => readFileSync(join(folder, name)))]);
    assert.ok(told.slice(0, before).every((one) => bytes.includes(one.reference)), 'this is where it is written');
    for (const one of planted(told, service.provider)) assert.ok(!bytes.includes(one), one);
    for (const line of readFileSync(join(service.folder, 'root.key'), 'utf8').trim().split('\n')) assert.ok(!bytes.includes(line.split(' ').at(-1)), 'a key');

    const db = await makeDatabase(kind, folder);
    const back = admin(service.folder, db, 'restore', file);
    assert.equal(back.status, 0, back.stderr);
    assert.equal(countIn(back.stdout, 'leads'), n);
    assert.match(back.stdout, /sealed values, all open; 0 of them with an older key\n {2}the audit has \d+ rows, all whole/);
    const references = new Set(query(kind, db, 'SELECT ref FROM leads'));
    for (const one of told.filter((each) => each.at < begunAt)) assert.ok(references.has(one.reference));
    assert.equal(admin(service.folder, db, 'check').status, 0);
    assert.deepEqual(deeds(kind, db), ['restored'], 'the backup was made before it was told');
    assert.deepEqual(deeds(kind, service.db), ['backed_up']);

    const again = admin(service.folder, db, 'restore', file);
    assert.deepEqual([again.status, again.stderr], [2, 'jifen: --db is not empty: a backup is restored into an empty place\n']);
    const other = await folderFor(t);
    const nowhere = kind === 'SQLite' ? join(other, 'x.db') : await makeDatabase(kind, other);
    assert.match(admin(other, nowhere, 'restore', file).stderr, /root\.key is not there/);
    assert.equal(existsSync(join(other, 'root.key')), false, 'no key is made to restore with');
    assert.equal(admin(other, kind === 'SQLite' ? join(other, 'own.db') : await makeDatabase(kind, other), 'invite', 'anna', 'admin').status, 0);
    assert.match(admin(other, nowhere, 'restore', file).stderr, /the backup belongs to keys [0-9a-f]{16}; those of DATA\/root\.key are [0-9a-f]{16}/);
    assert.match(admin(other, db, 'check').stderr, /the database belongs to other keys/);

    const whole = readFileSync(file);
    const cuts = [1, 2, 512, 4095, 4096, ...Array.from({ length: 10 }, () => 1 + Math.floor(Math.random() * 4096))];
    for (const cut of cuts) {
      truncateSync(file, whole.length - cut);
      const refused = admin(service.folder, nowhere, 'restore', file);
      assert.deepEqual([refused.status, /is not whole/.test(refused.stderr)], [2, true], `${cut}: ${refused.stderr}`);
      writeFileSync(file, whole);
    }
    writeFileSync(file, whole.map((byte, at) => (at === whole.length >> 1 ? byte ^ 1 : byte)));
    assert.match(admin(service.folder, nowhere, 'restore', file).stderr, /is not what was written/);
    if (kind === 'SQLite') assert.deepEqual(readdirSync(other).filter((name) => name.startsWith('x.db')), []);
    else assert.deepEqual(query(kind, nowhere, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"), ['0']);
  });

  test('a backup stays 35 days, and is written over by none', async (t) => {
    const folder = await folderFor(t), db = join(folder, 'jifen.db'), copies = join(folder, 'copies');
    assert.equal(admin(folder, db, 'invite', 'anna', 'admin').status, 0);
    assert.match(admin(folder, join(folder, 'none.db'), 'backup', copies).stderr, /there is no .*none\.db/);
    assert.equal(admin(folder, db, 'backup', copies).status, 0);
    const [data, text] = readdirSync(copies).sort();
    const day = 86400000, made = readFileSync(join(copies, text), 'utf8');
    const old = (days) => {
      for (const [name, from] of [[`jifen-old-${days}.db`, data], [`jifen-old-${days}.manifest`, text]]) copyFileSync(join(copies, from), join(copies, name));
      writeFileSync(join(copies, `jifen-old-${days}.manifest`), made.replace(/^made \d+$/m, `made ${Date.now() - days * day}`));
    };
    for (const days of [34, 36]) old(days);
    writeFileSync(join(copies, 'jifen-else.txt'), 'x');
    utimesSync(join(copies, 'jifen-else.txt'), 1, 1);
    await wait(1100);
    const second = admin(folder, db, 'backup', copies);
    assert.match(second.stdout, /^1 older than 35 days removed$/m);
    const left = readdirSync(copies).sort();
    assert.equal(left.length, 7, left.join(' '));
    assert.ok(left.includes('jifen-old-34.db') && !left.includes('jifen-old-36.db') && left.includes('jifen-else.txt'));
    // two in one second: the second one is refused, and the first one stays as it is
    const both = await Promise.all([1, 2, 3, 4].map(() => promisify(execFile)(programs.server, ['admin', 'backup', copies, '--data', folder, '--db', db]).then(() => 'made', (error) => error.stderr)));
    assert.ok(both.every((one) => one === 'made' || /is there already|File exists/.test(one)), both.join());
    for (const name of readdirSync(copies).filter((each) => /^jifen-2.*db$/.test(each))) {
      const back = admin(folder, join(folder, `of-${name}`), 'restore', join(copies, name));
      assert.equal(back.status, 0, back.stderr);
    }
  });

  test('what is over is deleted when it is asked for, and counted', async (t) => {
    const service = await startService();
    t.after(service.stop);
    assert.ok(await ask(service.origin, service.provider, 1));
    const longAgo = Date.now() - 200 * 86400000;
    execFileSync('sqlite3', [service.db, `PRAGMA foreign_keys = ON; UPDATE leads SET state = 'closed', closed_ms = ${longAgo}; UPDATE codes SET made_ms = ${longAgo}; UPDATE hits SET at_ms = ${longAgo};`]);
    const said = await service.admin('purge');
    assert.match(said, /^codes 1$/m);
    assert.match(said, /^requests 1$/m);
    assert.match(said, /^counts [1-9]\d*$/m);
    assert.match(said, /^wishes for no calls 0$/m);
    assert.match(await service.admin('purge'), /^requests 0$/m);
    assert.deepEqual(query('SQLite', service.db, 'SELECT count(*) FROM events'), ['0']);
    assert.deepEqual(deeds('SQLite', service.db), ['purged', 'purged']);
  });

  for (const kind of kinds) test(`one value that is spoilt is named, and holds up nothing else: ${kind}`, async (t) => {
    const service = await startService(kind);
    t.after(() => service.stop());
    const told = [await ask(service.origin, service.provider, 1), await ask(service.origin, service.provider, 2)];
    const spoilt = told[0].reference;
    query(kind, service.db, `UPDATE leads SET name_sealed = ${kind === 'SQLite' ? "x'00'" : "'\\x00'"} WHERE ref = '${spoilt}'`);
    await service.restart();
    const count = (text) => Number(query(kind, service.db, `SELECT count(*) FROM ${text}`)[0]);
    for (let i = 0; i < 200 && (count("audit WHERE action = 'unreadable'") < 1 || count('checkpoints') < 1); i++) await wait(100);
    assert.equal(count("audit WHERE action = 'unreadable' AND reason = 'leads.name'"), 1);
    assert.ok(count('checkpoints') > 0, 'the audit is followed');
    await wait(500);
    assert.match(service.log(), new RegExp(`a value of leads\\.name does not open, of ${spoilt}`));
    await assert.rejects(service.admin('check'), new RegExp(`leads\\.name does not open, of ${spoilt}`));
    assert.ok(await ask(service.origin, service.provider, 3));
    assert.match(await service.admin('audit-verify'), /rows, all whole$/);
  });

  for (const kind of kinds) test(`what was agreed to is known when all else is gone, also from the files: ${kind}`, async (t) => {
    const service = await startService(kind);
    t.after(() => service.stop());
    const { reference } = await ask(service.origin, service.provider, 1);
    const files = () => Buffer.concat([service.db, `${service.db}-wal`].filter(existsSync).map((name) => readFileSync(name)));
    if (kind === 'SQLite') assert.ok(files().includes(reference), 'this is where it is written');
    query(kind, service.db, `${kind === 'SQLite' ? 'PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; ' : ''}UPDATE leads SET state = 'closed', closed_ms = 1`);
    assert.match(await service.admin('purge'), /^requests 1$/m);
    if (kind === 'SQLite') {
      for (let i = 0; i < 250 && files().includes(reference); i++) await wait(100);
      assert.ok(!files().includes(reference), 'the sender empties the log');
    }
    const day = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);
    assert.match(await service.admin('receipts', reference.toLowerCase()), new RegExp(`^call, 明白服务站: given ${day}, words [0-9a-f]{64}$`, 'm'));
    await assert.rejects(service.admin('receipts', 'QQQQQQQQQQQQQ'), /there is no receipt/);
  });

  for (const kind of kinds) test(`keys are changed while calls are asked for: ${kind}`, async (t) => {
    let service = await startService(kind, ['--sms-hour', '1000000', '--sms-day', '1000000', '--connections-each', '0']);
    t.after(() => service.stop());
    const { provider, folder } = service;
    let next = 0;
    const lines = () => readFileSync(join(folder, 'root.key'), 'utf8').trim().split('\n').map((line) => line.replace(/ ?[0-9a-f]{64}$/, ''));
    const someAsk = async () => assert.ok((await Promise.all(Array.from({ length: 5 }, () => ask(service.origin, provider, next++)))).every(Boolean));
    await someAsk();
    await assert.rejects(service.admin('rotate-keys', 'use'), /no new key waits/);
    await assert.rejects(service.admin('rotate-keys', 'drop'), /there is no older key/);
    for (const [step, shows] of [['new', ['fields 1', 'next 2']], ['use', ['fields 1', 'fields 2']]]) {
      const asking = someAsk();
      await service.admin('rotate-keys', step);
      await asking;
      assert.deepEqual(lines().slice(2), shows);
      await service.restart();
    }
    await assert.rejects(service.admin('rotate-keys', 'drop'), /sealed with another key/);
    const asking = someAsk();
    assert.match(await service.admin('rotate-keys', 'seal'), /^[1-9]\d* values sealed anew/);
    await asking;
    assert.match(await service.admin('rotate-keys', 'seal'), /^0 values/);
    await service.admin('rotate-keys', 'drop');
    assert.deepEqual(lines(), ['indexes', 'signing', 'fields 2']);
    await service.restart();
    await someAsk();  // what was sealed long ago is not looked at by these; all of it is below
    const checked = await service.admin('check');
    assert.match(checked, /sealed values, all open; 0 of them with an older key/);
    assert.equal(countIn(checked, 'leads'), 25);
    assert.deepEqual(deeds(kind, service.db), ['new', 'use', 'seal', 'seal', 'drop'].map((step) => `keys_changed ${step}`), 'none that was refused');
  });

  test('the audit is held against signed lines, and a file without any proves nothing', async (t) => {
    const folder = await folderFor(t);
    const lines = join(folder, 'checkpoints');
    const service = await startService('SQLite', ['--checkpoints', lines]);
    t.after(service.stop);
    await service.admin('invite', 'anna', 'consultant');
    for (let tries = 0; tries < 600 && !existsSync(lines); tries++) await wait(50);
    assert.match(await service.admin('audit-verify', lines), /^1 rows, all whole$/);
    const empty = join(folder, 'empty');
    writeFileSync(empty, '');
    for (const path of [empty, folder]) {
      const refused = admin(service.folder, service.db, 'audit-verify', path);
      assert.deepEqual([refused.status, /expected signed lines, found none/.test(refused.stderr)], [2, true], refused.stderr);
    }
  });

  test('a server with other keys does not start', async (t) => {
    const service = await startService();
    t.after(service.stop);
    const other = await folderFor(t);
    const started = spawnSync(programs.server, ['--listen', '127.0.0.1:1', '--data', other, '--db', service.db], { encoding: 'utf8', timeout: 10000 });
    assert.equal(started.status, 2);
    assert.match(started.stderr, /the database belongs to other keys than those of DATA\/root\.key/);
  });

  test('to try it out alone SMS are printed, and never in production', async (t) => {
    const folder = await folderFor(t), db = join(folder, 'jifen.db');
    const server = await startServer(['--data', folder, '--questions', writeQuestions(folder), '--db', db, '--desk-listen', `127.0.0.1:${(await freePorts(1))[0]}`, '--sms-print', 'yes']);
    t.after(server.stop);
    const printed = { to: (phone) => { const found = new RegExp(`To ${phone}, code: (\\d{6})`).exec(server.log()); return found && { code: found[1] }; } };
    const answer = await ask(server.origin, printed, 7);
    assert.equal(answer.phone, phoneOf(7));
    assert.match(server.log(), /SMS are not sent here/);
    const who = ['--production', 'yes', '--operator-name', 'x', '--operator-contact', 'y', '--address', 'https://www.example.cn'];
    const refused = spawnSync(programs.server, [...who, '--sms-print', 'yes'], { encoding: 'utf8' });
    assert.deepEqual([refused.status, refused.stderr], [2, 'jifen: --sms-print must not be yes in production: visitors would wait for codes\n']);
  });

  // ---- trouble

  // Forms that were opened a while ago, so that nobody has to wait for each.
  async function openForms(origin, n) {
    const forms = await Promise.all(Array.from({ length: n }, async () => hidden(await (await fetch(`${origin}/contact`)).text())));
    await wait(readingMs(false));
    return forms;
  }

  async function send(origin, form, phone) {
    const answer = await fetch(`${origin}/contact/code`, { method: 'POST', headers: { Origin: origin }, body: new URLSearchParams({ ...form, name: '王女士', phone, agreed: 'yes', answer: plainQuestion.answer }) });
    return { status: answer.status, html: await answer.text(), headers: answer.headers };
  }

  test('with a full disk what needs to be written waits, what is read goes on, and all of it when there is room again', async (t) => {
    const service = await startService();
    t.after(service.stop);
    const room = (limit) => execFileSync('prlimit', ['--pid', String(service.pid), `--fsize=${limit}:`]);
    const forms = await openForms(service.origin, 60);
    const statuses = [];
    room(statSync(`${service.db}-wal`).size + 60000);
    for (let i = 1; i < forms.length && statuses.at(-1) !== 503; i++) statuses.push((await send(service.origin, forms[i], phoneOf(i))).status);
    assert.equal(statuses[0], 200);
    assert.equal(statuses.at(-1), 503, statuses.join(' '));
    const refused = await send(service.origin, forms[0], '13900000099');
    assert.equal(refused.status, 503);
    assert.match(titleOf(refused.html), /明白积分/);
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
    for (const path of ['/', '/score', '/contact', '/rules']) assert.equal((await fetch(service.origin + path)).status, 200, path);
    room('unlimited');
    assert.equal((await send(service.origin, forms[0], '13900000099')).status, 200);
    assert.deepEqual(query('SQLite', service.db, 'PRAGMA integrity_check'), ['ok']);
    assert.match(await service.admin('check'), /the audit has \d+ rows, all whole/);
    // why stands in the log, a line for each of them, and nothing of what was typed
    const failed = failures(service.log());
    assert.equal(failed.length, 2, JSON.stringify(failed));
    for (const { why } of failed) assert.match(why, /^the database, .*(full|disk|I\/O)/);
    const typed = [...forms.map((_, i) => ({ phone: phoneOf(i) })), { phone: '13900000099' }];
    for (const one of planted(typed, service.provider)) assert.ok(!service.log().includes(one), one);
  });

  for (const kind of kinds.filter((one) => one === 'PostgreSQL')) test('a database that goes away is found again', async (t) => {
    const service = await startService(kind);
    t.after(service.stop);
    const cut = () => query(kind, service.db, 'SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()');
    const forms = await openForms(service.origin, 30);
    const asDesk = async () => (await fetch(`${service.desk}/desk`, { redirect: 'manual', headers: { Cookie: `__Host-s=${'x'.repeat(43)}` } })).status;
    for (let i = 0; i < 5; i++) {
      const while_ = forms.slice(6 * i, 6 * i + 3).map((form, j) => send(service.origin, form, phoneOf(6 * i + j)));
      cut();
      assert.ok((await Promise.all(while_)).every(({ status }) => status === 200 || status === 503));
      const asked = [await asDesk(), await asDesk()];
      assert.ok([303, 503].includes(asked[0]) && asked[1] === 303, asked.join(' '));
      const later = [];
      for (let j = 3; j < 6; j++) later.push((await send(service.origin, forms[6 * i + j], phoneOf(6 * i + j))).status);
      assert.ok(later.every((status) => status === 200 || status === 503) && later[2] === 200, later.join(' '));
    }
    for (const { why } of failures(service.log())) assert.match(why, /^the database, /);
    for (const one of planted(forms.map((_, i) => ({ phone: phoneOf(i) })), service.provider)) assert.ok(!service.log().includes(one), one);
    assert.match(await service.admin('check'), /the audit has \d+ rows, all whole/);
  });
});
