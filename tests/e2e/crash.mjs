// ./dev crash [KILLS]: the site and its sender are killed at random moments while 50 clients ask for calls, and started again. What a
// client was told must be there, once; no message may be sent twice.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from './caller.mjs';
import { startProvider } from './provider.mjs';
import { freePorts, programs } from './server.mjs';
import { makeDatabase, query, writeAccount } from './service.mjs';

const nKills = Number(process.argv[2] ?? 200), nClients = 50, kind = process.argv[3] ?? 'SQLite';
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

const provider = await startProvider();
const folder = mkdtempSync(join(tmpdir(), 'jifen-crash-'));
writeAccount(folder, provider);
const db = await makeDatabase(kind, folder);
const [port, adminPort, deskPort] = await freePorts(3);
const origin = `http://127.0.0.1:${port}`;
const told = [];
let isOver = false, nAsked = 0, said = '';

function start() {
  const child = spawn(programs.server, ['--listen', `127.0.0.1:${port}`, '--admin-listen', `127.0.0.1:${adminPort}`, '--desk-listen', `127.0.0.1:${deskPort}`,
    '--data', folder, '--db', db, '--sms-hour', '1000000', '--sms-day', '1000000', '--connections-each', '0'], { stdio: ['ignore', 'ignore', 'pipe'] });
  child.stderr.on('data', (bytes) => { said += String(bytes).split('\n').filter((l) => l.startsWith('jifen:') && !l.includes('http://')).join('\n'); });
  child.ended = new Promise((done) => child.once('exit', done));
  return child;
}

async function client() {
  while (!isOver) {
    const answer = await ask(origin, provider, nAsked++).catch(() => wait(50));  // the server was killed under it
    if (answer) told.push(answer);
  }
}

const clients = Array.from({ length: nClients }, client);
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
if (kind === 'SQLite') console.log(`integrity: ${query(kind, db, 'PRAGMA integrity_check')[0]}`);
console.log(`${kind}: ${nKills} kills, ${nClients} clients: ${told.length} told, ${kept.length} kept, ${nLost} lost, ${nDoubled} numbers twice; ` +
  `${provider.sent.length} messages, ${nTwice} twice, ${provider.wrong.length} wrong`);
if (said) console.log(said);
provider.stop();
rmSync(folder, { recursive: true });
process.exit(nLost + nDoubled + nTwice + provider.wrong.length > 0 || told.length === 0 ? 1 : 0);
