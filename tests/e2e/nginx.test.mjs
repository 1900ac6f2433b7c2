// docs/nginx.conf as it stands, but for ports, paths and the name: HTTP/2, headers, limits, and what is shown when the
// server behind it is gone. Skips nothing: nginx-light and openssl have to be there.
import { test, describe, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { spawn, execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { connect as connectHttp2 } from 'node:http2';
import { request as requestHttp } from 'node:http';
import { connect as connectTls } from 'node:tls';
import { gunzipSync } from 'node:zlib';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts } from './server.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const build = join(root, process.env.JIFEN_BUILD ?? 'build');
const folder = mkdtempSync(join(tmpdir(), 'jifen-nginx-'));
const name = 'localhost';
const desk = 'desk.localhost';
const ports = {};
const children = {};
let certificate;

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

function makeCertificate() {
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
    '-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name},DNS:${desk}`,
    '-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')], { stdio: 'ignore' });
  certificate = readFileSync(join(folder, 'fullchain.pem'));
}

// Each replacement has to find what it replaces: the document and the test do not drift apart.
function adapt(text) {
  const swaps = [
    [/^ *listen \[::\]:.*\n/gm, ''],
    [/listen 443 /g, `listen 127.0.0.1:${ports.tls} `],
    [/listen 80;/g, `listen 127.0.0.1:${ports.plain};`],
    [/server 127\.0\.0\.1:8080;/g, `server 127.0.0.1:${ports.site};`],
    [/server 127\.0\.0\.1:8082;/g, `server 127.0.0.1:${ports.desk};`],
    [/\/etc\/letsencrypt\/live\/(www|desk)\.example\.cn\//g, `${folder}/`],
    [/\/var\/log\/nginx\//g, `${folder}/`],
    [/www\.example\.cn/g, name],
    [/desk\.example\.cn/g, desk],
  ];
  return swaps.reduce((all, [from, to]) => {
    assert.match(all, from);
    return all.replace(from, to);
  }, text);
}

function startNginx() {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`);
  writeFileSync(join(folder, 'jifen.conf'), adapt(readFileSync(join(root, 'docs/nginx.conf'), 'utf8')));
  writeFileSync(join(folder, 'nginx.conf'), `${process.getuid() === 0 ? 'user root;' : ''} worker_processes 1; daemon off; pid ${folder}/pid;
    error_log ${folder}/error.log; events { worker_connections 512; }
    http { access_log ${folder}/access.log; ${temporary.join(' ')} include ${folder}/jifen.conf; }`);
  children.nginx = spawn('/usr/sbin/nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'inherit'] });
}

function startSite() {
  children.site = spawn(join(build, 'jifen-server'),
    ['--listen', `127.0.0.1:${ports.site}`, '--admin-listen', `127.0.0.1:${ports.admin}`, '--desk-listen', `127.0.0.1:${ports.desk}`,
      '--data', folder, '--db', join(folder, 'jifen.db')], { stdio: 'ignore' });
}

async function stop(child) {
  if (child?.pid === undefined) return;  // it could not be started, which failed before
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

// One request over HTTP/2. { status, headers, body }
async function ask(path, { method = 'GET', headers = {}, body, session, host = name } = {}) {
  const own = session ?? connectHttp2(`https://${host}:${ports.tls}`, { ca: certificate, lookup: (_, options, done) =>
    (options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4)) });
  own.on('error', () => {});
  const stream = own.request({ ':method': method, ':path': path, ...headers });
  const parts = [];
  let answered = {};
  stream.on('response', (all) => { answered = all; });
  stream.on('data', (part) => parts.push(part));
  stream.on('error', () => {});
  stream.end(body);
  await new Promise((done) => { stream.on('close', done); });
  if (!session) own.close();
  return { status: answered[':status'], headers: answered, body: Buffer.concat(parts) };
}

function dial(options = {}) {
  return connectTls({ port: ports.tls, host: '127.0.0.1', servername: name, ca: certificate, ALPNProtocols: ['http/1.1'], ...options });
}

async function untilUp() {
  for (let tries = 0; tries < 400; tries++) {
    const answer = await ask('/').catch(() => ({}));
    if (answer.status === 200) return;
    await pause(25);
  }
  throw new Error(`nginx does not answer: ${readFileSync(join(folder, 'error.log'), 'utf8')}`);
}

function checkHeaders(headers) {
  assert.equal(headers['strict-transport-security'], 'max-age=63072000; includeSubDomains');
  assert.equal(headers.server, 'nginx');
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.match(headers['content-security-policy'], /default-src 'none'.*frame-ancestors 'none'/);
}

function checkProblem(answer, status) {
  assert.equal(answer.status, status);
  assert.equal(answer.headers['content-type'], 'application/problem+json');
  assert.equal(JSON.parse(answer.body).status, status);
  checkHeaders(answer.headers);
}

describe('nginx as documented', () => {
  before(async () => {
    [ports.tls, ports.plain, ports.site, ports.admin, ports.desk] = await freePorts(5);
    makeCertificate();
    startSite();
    startNginx();
    await untilUp();
  });

  after(async () => {
    await Promise.all(Object.values(children).map(stop));
    rmSync(folder, { recursive: true });
  });

  test('a page over HTTP/2', async () => {
    const { status, headers, body } = await ask('/');
    assert.equal(status, 200);
    assert.match(body.toString(), /<title>[^<]*明白积分<\/title>/);
    checkHeaders(headers);
    assert.match(headers['content-security-policy'], /default-src 'none'/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
  });

  test('a page that was compressed on the way is known again', async () => {
    const found = '/search?q=%E7%A7%AF%E5%88%86';
    const once = await ask(found, { headers: { 'accept-encoding': 'gzip' } });
    assert.equal(once.headers['content-encoding'], 'gzip');
    assert.match(gunzipSync(once.body).toString(), /明白积分/);
    assert.match(once.headers.etag, /^W\//);
    const again = await ask(found, { headers: { 'if-none-match': once.headers.etag } });
    assert.equal(again.status, 304);
    assert.equal(again.body.length, 0);
  });

  test('a page as the server compressed it is known again', async () => {
    const headers = { 'accept-encoding': 'gzip' };
    const once = await ask('/', { headers });
    assert.equal(once.headers['content-encoding'], 'gzip');
    assert.match(gunzipSync(once.body).toString(), /明白积分/);
    assert.match(once.headers.etag, /^"/);
    const again = await ask('/', { headers: { ...headers, 'if-none-match': once.headers.etag } });
    assert.equal(again.status, 304);
    assert.equal(again.body.length, 0);
  });

  test('a style sheet as the server compressed it', async () => {
    const page = (await ask('/')).body.toString();
    const path = /href="(\/static\/site\.[0-9a-f]+\.css)"/.exec(page)[1];
    const { status, headers } = await ask(path, { headers: { 'accept-encoding': 'br, gzip' } });
    assert.equal(status, 200);
    assert.equal(headers['content-encoding'], 'br');
    assert.match(headers['cache-control'], /immutable/);
  });

  test('one person', async () => {
    const { status, headers, body } = await ask('/api/v1/assess', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"age": 40}' });
    assert.equal(status, 200);
    assert.equal(headers['cache-control'], 'no-store');
    assert.ok(JSON.parse(body).points);
  });

  test('many people, up to 5 MB', async () => {
    const row = `${JSON.stringify({ age: 40, id: 'x'.repeat(4000) })}\n`;
    const n = Math.floor((5 << 20) / row.length);
    const headers = { 'content-type': 'application/x-ndjson' };
    const { status, body } = await ask('/api/v1/batch', { method: 'POST', headers, body: row.repeat(n) });
    assert.equal(status, 200);
    assert.equal(body.toString().trimEnd().split('\n').length, n);
    checkProblem(await ask('/api/v1/batch', { method: 'POST', headers, body: 'x'.repeat((5 << 20) + 1) }), 413);
  });

  test('64 KB everywhere else', async () => {
    const body = `a=${'x'.repeat(64 << 10)}`;
    const page = await ask('/score', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body });
    assert.equal(page.status, 413);
    assert.match(page.body.toString(), /内容太多/);
    checkHeaders(page.headers);
    checkProblem(await ask('/api/v1/assess', { method: 'POST', headers: { 'content-type': 'application/json' }, body }), 413);
  });

  test('16 KB of headers', async () => {
    const fields = (n) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`x-${i}`, 'y'.repeat(1000)]));
    assert.equal((await ask('/', { headers: fields(8) })).status, 200);
    assert.notEqual((await ask('/', { headers: fields(20) })).status, 200);
    assert.notEqual((await ask(`/?${'a'.repeat(20000)}`)).status, 200);
  });

  test('a header that never ends', async () => {
    const socket = dial();
    await once(socket, 'secureConnect');
    const begun = performance.now();
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
    socket.resume();
    await once(socket, 'close');
    const took = performance.now() - begun;
    assert.ok(took > 8000 && took < 14000, `${took} ms`);
  });

  test('64 at once from one address', async () => {
    const sockets = Array.from({ length: 64 }, () => dial());
    await Promise.all(sockets.map((socket) => once(socket, 'secureConnect')));
    for (const socket of sockets) {
      socket.on('error', () => {});
      socket.write('POST /score HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\na=');
    }
    await pause(300);
    const page = await ask('/');
    assert.equal(page.status, 429);
    assert.equal(page.headers['retry-after'], '10');
    checkHeaders(page.headers);
    checkProblem(await ask('/api/v1/policies'), 429);
    for (const socket of sockets) socket.destroy();
    await pause(300);
    assert.equal((await ask('/')).status, 200);
  });

  test('figures and health are not for strangers', async () => {
    assert.equal((await ask('/metrics')).status, 404);
    assert.equal((await ask('/healthz')).status, 404);
  });

  test('plain HTTP leads to the right name', async () => {
    const asked = requestHttp({ port: ports.plain, host: '127.0.0.1', path: '/score?v=care', headers: { Host: name } });
    asked.end();
    const [answer] = await once(asked, 'response');
    answer.resume();
    assert.equal(answer.statusCode, 301);
    assert.equal(answer.headers.location, `https://${name}/score?v=care`);
  });

  test('a program that asks over plain HTTP is not led on', async () => {
    const asked = requestHttp({ port: ports.plain, host: '127.0.0.1', path: '/api/v1/policies', headers: { Host: name } });
    asked.end();
    const [answer] = await once(asked, 'response');
    answer.resume();
    assert.equal(answer.statusCode, 403);
    assert.equal(answer.headers.location, undefined);
  });

  test('only ciphers of today, each with keys of its own for a connection', async () => {
    const outcome = async (options) => {
      const socket = dial({ maxVersion: 'TLSv1.2', ...options });
      const result = await Promise.race([once(socket, 'secureConnect').then(() => socket.getCipher().name, () => 'refused'), once(socket, 'close').then(() => 'refused')]);
      socket.destroy();
      return result;
    };
    for (const weak of ['ECDHE-ECDSA-AES128-SHA', 'ECDHE-ECDSA-AES256-SHA384', 'AES128-GCM-SHA256', 'AES256-SHA', 'NULL-SHA256:@SECLEVEL=0'])
      assert.equal(await outcome({ ciphers: weak }), 'refused', weak);
    assert.match(await outcome({}), /^ECDHE-ECDSA-(AES(128|256)-GCM|CHACHA20)/);
    const newest = dial();
    await once(newest, 'secureConnect');
    assert.equal(newest.getProtocol(), 'TLSv1.3');
    newest.destroy();
  });

  test('staff have a name of their own, and nothing else is under it', async () => {
    const login = await ask('/desk/login', { host: desk });
    assert.equal(login.status, 200);
    assert.match(login.body.toString(), /<h1>登录<\/h1>/);
    checkHeaders(login.headers);
    assert.equal((await ask('/score', { host: desk })).status, 404);
    assert.equal((await ask('/desk/login')).status, 404);
  });

  test('another name and old TLS are refused', async () => {
    for (const options of [{ servername: 'other.example' }, { servername: '' }, { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }]) {
      const socket = dial({ ...options, rejectUnauthorized: false });
      const outcome = await Promise.race([once(socket, 'secureConnect').then(() => 'connected', () => 'refused'), once(socket, 'close').then(() => 'refused')]);
      socket.destroy();
      assert.equal(outcome, 'refused');
    }
  });

  test('nothing about visitors is written down', () => {
    assert.equal(readFileSync(join(folder, 'access.log'), 'utf8'), '');
  });

  test('a calm page while the server is away', async () => {
    await stop(children.site);
    delete children.site;
    const page = await ask('/');
    assert.equal(page.status, 503);
    assert.match(page.body.toString(), /正在维护/);
    assert.equal(page.headers['retry-after'], '30');
    assert.equal(page.headers['cache-control'], 'no-store');
    checkHeaders(page.headers);
    checkProblem(await ask('/api/v1/policies'), 503);
  });
});
