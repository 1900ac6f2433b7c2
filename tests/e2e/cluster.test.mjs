// Three servers, each with a folder and a sender of its own, on one PostgreSQL behind nginx as documented. One of them is killed and
// started again while visitors ask for calls; sessions and limits hold wherever the next request goes. `./dev e2e --full`: for longer.
import { describe, test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, hidden, phoneOf } from './caller.mjs';
import { formOf, titleOf } from './html.mjs';
import { root } from './place.mjs';
import { startProvider } from './provider.mjs';
import { freePorts, programs } from './server.mjs';
import { kinds, makeDatabase, plainQuestion, query, readingMs, writeAccount, writeQuestions } from './service.mjs';
import { codeOf, roomInStep } from './totp.mjs';

const nServers = 3, nClients = 24, nKills = process.env.JIFEN_E2E === 'full' ? 12 : 1, betweenMs = 2500;
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

for (const kind of kinds.filter((one) => one === 'PostgreSQL')) describe('three servers on one database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jifen-cluster-'));
  const servers = [];
  let provider, db, nginx, origin;

  function start(server) {
    server.child = spawn(programs.server, ['--listen', `127.0.0.1:${server.port}`, '--admin-listen', `127.0.0.1:${server.adminPort}`,
      '--desk-listen', `127.0.0.1:${server.deskPort}`, '--data', server.folder, '--questions', writeQuestions(server.folder), '--db', db, '--sms-hour', '1000000', '--sms-day', '1000000'], { stdio: 'ignore' });
  }

  async function untilAnswers(address) {
    for (let tries = 0; tries < 400; tries++) {
      if (await fetch(address).then((r) => r.ok, () => false)) return;
      await wait(25);
    }
    throw new Error(`${address} does not answer`);
  }

  async function makeServer(i) {
    const [port, adminPort, deskPort] = await freePorts(3);
    const own = join(folder, `server${i}`);
    mkdirSync(own, { mode: 0o700 });
    writeAccount(own, provider);
    if (i > 0) copyFileSync(join(servers[0].folder, 'root.key'), join(own, 'root.key'));
    servers.push({ folder: own, port, adminPort, deskPort, origin: `http://127.0.0.1:${port}`, desk: `http://127.0.0.1:${deskPort}` });
    start(servers[i]);
    await untilAnswers(`http://127.0.0.1:${adminPort}/healthz`);
  }

  // Visitors have addresses of their own here, which nginx is told; else as docs/nginx.conf has it.
  async function startNginx() {
    const [port] = await freePorts(1);
    let upstream = readFileSync(join(root, 'docs/nginx-upstream.conf'), 'utf8');
    servers.forEach((server, i) => {
      const documented = `10.0.0.1${i + 1}:8080`;
      assert.ok(upstream.includes(documented), documented);
      upstream = upstream.replace(documented, `127.0.0.1:${server.port}`);
    });
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${folder}/${one};`);
    writeFileSync(join(folder, 'nginx.conf'), `${process.getuid() === 0 ? 'user root;' : ''} worker_processes 1; daemon off; pid ${folder}/pid;
      error_log ${folder}/error.log; events { worker_connections 512; }
      http { access_log off; ${temporary.join(' ')} ${upstream}
        server { listen 127.0.0.1:${port}; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $http_host;
          proxy_set_header X-Forwarded-For $http_x_forwarded_for; proxy_connect_timeout 2s; location / { proxy_pass http://jifen; } } }`);
    nginx = spawn('/usr/sbin/nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'inherit'] });
    origin = `http://127.0.0.1:${port}`;
    await untilAnswers(`${origin}/`);
  }

  before(async () => {
    provider = await startProvider();
    db = await makeDatabase(kind, folder);
    for (let i = 0; i < nServers; i++) await makeServer(i);
    await startNginx();
  });

  after(async () => {
    for (const child of [nginx, ...servers.map((server) => server.child)]) {
      if (!child || child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    provider.stop();
    rmSync(folder, { recursive: true });
  });

  test('one is killed while visitors ask: nothing that was promised is lost, and nothing happens twice', async () => {
    const told = [];
    let isOver = false, next = 0;
    const clients = Array.from({ length: nClients }, async () => {
      while (!isOver) {
        const answer = await ask(origin, provider, next++).catch(() => wait(50));
        if (answer) told.push(answer);
      }
    });
    for (let i = 0; i < nKills; i++) {
      await wait(betweenMs);
      const server = servers[i % nServers];
      server.child.kill('SIGKILL');
      await once(server.child, 'exit');
      await wait(500);
      start(server);
    }
    await wait(betweenMs);
    isOver = true;
    await Promise.all(clients);
    const kept = query(kind, db, 'SELECT ref FROM leads');
    const times = (list) => list.reduce((map, one) => map.set(one, (map.get(one) ?? 0) + 1), new Map());
    const keptTimes = times(kept);
    assert.ok(told.length > nClients / 2, `${told.length} told`);
    assert.deepEqual(told.filter((one) => keptTimes.get(one.reference) !== 1), []);
    assert.deepEqual([...times(query(kind, db, "SELECT encode(phone_index, 'hex') FROM leads")).values()].filter((n) => n > 1), []);
    assert.deepEqual([...times(provider.sent.map((m) => `${m.phone} ${m.code} ${m.tag}`))].filter(([, n]) => n > 1), []);
    assert.deepEqual(provider.wrong, []);
    const checked = spawnSync(programs.server, ['admin', 'check', '--data', servers[1].folder, '--db', db], { encoding: 'utf8' });
    assert.equal(checked.status, 0, checked.stderr);
  });

  const openForms = async (at, n) => Promise.all(Array.from({ length: n }, async () => hidden(await (await fetch(`${at}/contact`)).text())));
  const send = async (at, form, phone, address) => (await fetch(`${at}/contact/code`, { method: 'POST', headers: { Origin: at, 'X-Forwarded-For': address },
    body: new URLSearchParams({ ...form, name: '王女士', phone, agreed: 'yes', answer: plainQuestion.answer }) })).text();

  // Without scripts 20 an hour leave for one address, and one for a number. A form of one server is good at every other.
  test('limits are counted over all of them', async () => {
    const forms = await openForms(servers[0].origin, 24);
    const at = (i) => servers[i % nServers].origin;
    const number = (i) => phoneOf(50000 + 97 * i);
    await wait(readingMs(false));
    const before = provider.sent.length;
    for (let i = 0; i < 20; i++) assert.equal(titleOf(await send(at(i), forms[i], number(i), '10.9.9.9')), '输入验证码 · 明白积分', `${i}`);
    assert.notEqual(titleOf(await send(at(20), forms[21], number(21), '10.9.9.9')), '输入验证码 · 明白积分');
    await send(at(1), forms[22], number(0), '10.9.9.8');  // this number has had its message, from another server
    for (let tries = 0; tries < 100 && provider.sent.length < before + 20; tries++) await wait(25);
    await wait(700);
    assert.equal(provider.sent.length, before + 20);
  });

  test('who signed in at one desk is known at the others', async () => {
    const words = ['admin', 'invite', 'anna', 'consultant', '--data', servers[0].folder, '--db', db, '--desk-listen', `127.0.0.1:${servers[0].deskPort}`];
    const link = spawnSync(programs.server, words, { encoding: 'utf8' }).stdout.trim();
    const password = '十二个字的密码要够长才行';
    const page = await (await fetch(link)).text();
    const secret = /<code[^>]*>(.*?)<\/code>/s.exec(page)[1].replace(/<[^>]*>/g, '');
    await roomInStep();
    const post = (address, fields, cookie) => fetch(address, { method: 'POST', redirect: 'manual', headers: { Origin: new URL(address).origin, ...(cookie && { Cookie: cookie }) }, body: new URLSearchParams(fields) });
    const named = (html, value) => Object.fromEntries(formOf(html).inputs.map((i) => [i.name, i.type === 'hidden' ? i.value : value[i.name]]).filter(([, v]) => v !== undefined));
    await post(link.replace(`:${servers[0].deskPort}`, `:${servers[1].deskPort}`), named(page, { password, code: codeOf(secret, Date.now() - 30000) }));
    const signed = await post(`${servers[0].desk}/desk/login`, { name: 'anna', password, code: codeOf(secret) });
    assert.equal(signed.status, 303, await signed.text());
    const cookie = signed.headers.get('set-cookie').split(';')[0];
    const see = async (server) => (await fetch(`${server.desk}/desk`, { redirect: 'manual', headers: { Cookie: cookie } }));
    for (const server of servers) assert.match(await (await see(server)).text(), /待回电/);
    // a code of the phone is good once, wherever it is tried again
    assert.notEqual((await post(`${servers[1].desk}/desk/login`, { name: 'anna', password, code: codeOf(secret) })).status, 303);
    const form = hidden(await (await see(servers[2])).text());
    assert.equal((await post(`${servers[2].desk}/desk/logout`, form, cookie)).status, 303);
    for (const server of servers) assert.equal((await see(server)).status, 303);
  });
});
