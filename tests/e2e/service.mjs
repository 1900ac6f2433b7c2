// A jifen-server that takes requests for calls: with a provider of SMS, a folder for its keys, and a database of its own.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { account, startProvider } from './provider.mjs';
import { freePorts, programs, startServer } from './server.mjs';
import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

// The databases to try things on: a file, and where there is a PostgreSQL (`./dev e2e` starts one) that.
export const kinds = ['SQLite', ...(process.env.JIFEN_TEST_POSTGRES ? ['PostgreSQL'] : [])];

let nDatabases = 0;

// Without scripts a form is read for five seconds, and has a plain question; with them two seconds are enough.
export const plainQuestion = { question: '一加一是几？', answer: '2' };
export const readingMs = (hasScripts) => (hasScripts ? 2050 : 5050);

// The first cell of each row that comes back.
export function query(kind, db, text) {
  if (kind === 'SQLite') return execFileSync('sqlite3', ['-cmd', '.timeout 10000', db, text], { encoding: 'utf8' }).trim().split('\n');
  return execFileSync('psql', ['-At', db, '-c', text], { encoding: 'utf8' }).trim().split('\n');
}

export function writeAccount(folder, provider) {
  writeFileSync(join(folder, 'sms.account'),
    `provider aliyun\nid ${account.id}\nsecret ${account.secret}\nsign ${account.sign}\ncode_template ${account.template}\nremind_template ${account.remindTemplate}\nserver ${provider.address}\n`,
    { mode: 0o600 });
}

// What --questions takes.
export function writeQuestions(folder) {
  const path = join(folder, 'questions.txt');
  writeFileSync(path, `# 只有一个\n${plainQuestion.question} | ${plainQuestion.answer}\n`);
  return path;
}

// An empty database of that kind: what --db takes.
export async function makeDatabase(kind, folder) {
  if (kind === 'SQLite') return join(folder, 'jifen.db');
  const name = `e2e_${process.pid}_${nDatabases++}`;
  const at = new URLSearchParams(process.env.JIFEN_TEST_POSTGRES);
  await promisify(execFile)('createdb', ['-h', at.get('host'), '-U', at.get('user'), name]);
  return `postgres:///${name}?${process.env.JIFEN_TEST_POSTGRES}`;
}

// address: where the sender looks for the provider, when it is not this one. { ...server, provider, folder, desk,
// admin(...words), adminOrigin, restart, stop }; restart: on other ports
export async function startService(kind = 'SQLite', more = [], address = undefined) {
  const provider = await startProvider();
  const folder = mkdtempSync(join(tmpdir(), 'jifen-service-'));
  writeAccount(folder, address === undefined ? provider : { address });
  const [deskPort] = await freePorts(1);
  const db = await makeDatabase(kind, folder);
  const where = ['--data', folder, '--questions', writeQuestions(folder), '--db', db, '--desk-listen', `127.0.0.1:${deskPort}`];
  const start = () => startServer([...where, '--operator-name', '明白服务站', '--operator-contact', '021-12345678', '--sms-provider', '某某短信', '--reminders', 'yes', ...more]);
  let server = await start();
  const admin = async (...words) => (await promisify(execFile)(programs.server, ['admin', ...words, ...where])).stdout.trim();
  const restart = async () => {
    await server.stop();
    server = await start();
    Object.assign(service, server, { admin, adminOrigin: server.admin, stop });
  };
  const stop = async () => {
    const status = await server.stop();
    provider.stop();
    rmSync(folder, { recursive: true });
    return status;
  };
  const service = { ...server, db, desk: `http://127.0.0.1:${deskPort}`, provider, folder, admin, adminOrigin: server.admin, restart, stop };
  return service;
}
