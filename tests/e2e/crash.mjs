// ./dev crash [KILLS]: the site and its sender are killed at random moments while 50 clients ask for calls, and started again. What a
// client was told must be there, once; no message may be sent twice. Backups are made meanwhile, some of them killed too; every one that
// was finished is restored into an empty place, holds what had been told before it was begun, and shows nothing that was typed.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from './caller.mjs';
import { startProvider } from './provider.mjs';
import { freePorts, programs } from './server.mjs';
import { bytesOf, planted } from './planted.mjs';
import { makeDatabase, query, writeAccount, writeQuestions } from './service.mjs';

const nKills = Number(process.argv[2] ?? 200), nClients = 50, kind = process.argv[3] ?? 'SQLite';
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

const provider = await startProvider();
const folder = mkdtempSync(join(tmpdir(), 'jifen-crash-'));
const copies = join(folder, 'copies');
mkdirSync(copies);
writeAccount(folder, provider);
const db = await makeDatabase(kind, folder);
const [port, adminPort, deskPort] = await freePorts(3);
const origin = `http://127.0.0.1:${port}`;
const told = [];
let isOver = false, nAsked = 0, said = '';

function start() {
  const child = spawn(programs.server, ['--listen', `127.0.0.1:${port}`, '--admin-listen', `127.0.0.1:${adminPort}`, '--desk-listen', `127.0.0.1:${deskPort}`,
    '--data', folder, '--db', db, '--questions', writeQuestions(folder), '--sms-hour', '1000000', '--sms-day', '1000000', '--connections-each', '0'], { stdio: ['ignore', 'ignore', 'pipe'] });
  child.stderr.on('data', (bytes) => { said += String(bytes).split('\n').filter((l) => l.startsWith('jifen:') && !l.includes('http://')).join('\n'); });
  child.ended = new Promise((done) => child.once('exit', done));
  return child;
}

const admin = (...words) => [programs.server, ['admin', ...words, '--data', folder]];

// Those that were finished, with how many had been told when each was begun.
const backups = [], wrong = [];
let nCutShort = 0;

async function backUp() {
  while (told.length === 0 && !isOver) await wait(50);
  while (!isOver) {
    const nTold = told.length;
    const child = spawn(...admin('backup', copies, '--db', db), { stdio: ['ignore', 'pipe', 'pipe'] });
    let words = '', trouble = '';
    child.stdout.on('data', (bytes) => { words += bytes; });
    child.stderr.on('data', (bytes) => { trouble += bytes; });
    const ended = new Promise((done) => child.once('close', done));
    if (Math.random() < 0.3) setTimeout(() => child.kill('SIGKILL'), Math.random() * 200);
    const status = await ended;
    const file = /^(.*): \d+ bytes$/m.exec(words)?.[1];
    if (status === 0) backups.push({ file, nTold });
    else if (status === null) nCutShort++;
    else wrong.push(trouble);
    await wait(1000 + Math.random() * 2000);
  }
}

// What is wrong with a backup; '' when nothing is.
async function tryBackup({ file, nTold }, i) {
  const place = join(folder, `back${i}`);
  mkdirSync(place);
  const target = await makeDatabase(kind, place);
  const back = spawnSync(...admin('restore', file, '--db', target), { encoding: 'utf8' });
  if (back.status !== 0) return back.stderr;
  const refs = new Set(query(kind, target, 'SELECT ref FROM leads'));
  const missing = told.slice(0, nTold).filter((one) => !refs.has(one.reference)).length;
  rmSync(place, { recursive: true });
  return missing ? `${missing} of ${nTold} are missing\n` : '';
}

// Cut by 1 to 4,096 bytes: how many of these are taken all the same.
async function countCutsTaken(file) {
  const whole = readFileSync(file);
  const place = join(folder, 'cut');
  mkdirSync(place);
  const target = await makeDatabase(kind, place);
  let n = 0;
  for (let cut = 1; cut <= 4096; cut += cut < 64 || cut > 4032 ? 1 : 61) {
    truncateSync(file, whole.length - cut);
    n += spawnSync(...admin('restore', file, '--db', target)).status === 0 ? 1 : 0;
    writeFileSync(file, whole);
  }
  return n;
}

async function client() {
  while (!isOver) {
    const answer = await ask(origin, provider, nAsked++).catch(() => wait(50));  // the server was killed under it
    if (answer) told.push(answer);
  }
}

const clients = [...Array.from({ length: nClients }, client), backUp()];
for (let i = 0; i < nKills; i++) {
  const child = start();
  await wait(300 + Math.random() * 4000);
  child.kill('SIGKILL');
  await child.ended;
}
const last = start();
await wait(6000);
isOver = true;
await Promise.all(clients);
last.kill('SIGTERM');
await last.ended;

const kept = query(kind, db, 'SELECT ref FROM leads').filter(Boolean);
const nTimes = (list, key) => list.reduce((map, one) => map.set(key(one), (map.get(key(one)) ?? 0) + 1), new Map());
const keptTimes = nTimes(kept, (ref) => ref);
const nLost = told.filter((t) => keptTimes.get(t.reference) !== 1).length;
const nDoubled = Number(query(kind, db, 'SELECT count(*) FROM (SELECT phone_index FROM leads GROUP BY phone_index HAVING count(*) > 1) x')[0]);
const nTwice = [...nTimes(provider.sent, (m) => `${m.phone} ${m.code} ${m.tag}`).values()].filter((n) => n > 1).length;
for (const [i, one] of backups.entries()) wrong.push(await tryBackup(one, i));
const bytes = Buffer.concat(readdirSync(copies).filter((name) => /\.(db|dump)$/.test(name)).map((name) => bytesOf(join(copies, name))));
const nPlain = planted(told, provider).filter((text) => bytes.includes(text)).length;
const nCutsTaken = await countCutsTaken(backups.at(-1).file);
const nWrong = wrong.filter(Boolean).length;
console.log(`${kind}: ${backups.length} backups made under load, ${nCutShort} cut short, ${nWrong} not restored whole; ${nPlain} planted texts found, ${nCutsTaken} cut files taken`);
process.stdout.write(wrong.join(''));
if (kind === 'SQLite') console.log(`integrity: ${query(kind, db, 'PRAGMA integrity_check')[0]}`);
console.log(`${kind}: ${nKills} kills, ${nClients} clients: ${told.length} told, ${kept.length} kept, ${nLost} lost, ${nDoubled} numbers twice; ` +
  `${provider.sent.length} messages, ${nTwice} twice, ${provider.wrong.length} wrong`);
if (said) console.log(said);
provider.stop();
rmSync(folder, { recursive: true });
process.exit(nLost + nDoubled + nTwice + provider.wrong.length + nWrong + nPlain + nCutsTaken > 0 || told.length === 0 ? 1 : 0);
