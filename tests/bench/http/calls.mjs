// ./dev bench calls: how many requests for calls are taken a second, each with its code, its message and its transactions on the disk.
import { ask } from '../../e2e/caller.mjs';
import { kinds, startService } from '../../e2e/service.mjs';

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const seconds = Number(process.argv[2] ?? 60), nClients = 900;
const warmUpMs = 6000;

async function measure(kind) {
  const service = await startService(kind, ['--sms-hour', '1000000', '--sms-day', '1000000', '--connections', '4096', '--connections-each', '0']);
  const times = [];
  let isOver = false, isMeasured = false, nAsked = 0, nRefused = 0;
  const client = async (i) => {
    await wait(i * 4);
    while (!isOver) {
      const answer = await ask(service.origin, service.provider, nAsked++).catch(() => null);
      if (answer === null) nRefused++;
      else if (isMeasured) times.push(answer.ms);
    }
  };
  const clients = Array.from({ length: nClients }, (_, i) => client(i));
  await wait(warmUpMs);
  isMeasured = true;
  await wait(seconds * 1000);
  isMeasured = false;
  isOver = true;
  const n = times.length;
  await Promise.all(clients);
  times.sort((a, b) => a - b);
  console.log(`${kind}: ${(n / seconds).toFixed(0)} requests taken a second for ${seconds} s; the last answer p50 ${times[n >> 1]?.toFixed(0)} ms, ` +
    `p99 ${times[Math.floor(n * 0.99)]?.toFixed(0)} ms; ${nRefused} refused`);
  await service.stop();
}

for (const kind of kinds) await measure(kind);
