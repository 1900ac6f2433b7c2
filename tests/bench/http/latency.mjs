// How long answers take at half the rate that saturates the server, by autocannon.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../e2e/place.mjs';
import { median } from './rate.mjs';

const autocannon = createRequire(join(root, 'var/bench/package.json'))('autocannon');

const connections = 8;
const seconds = 3;

async function measureOnce([server, path, more], ratePerSecond) {
  const url = `http://127.0.0.1:${server.port}${path}`;
  const result = await autocannon({ url, connections, duration: seconds, overallRate: Math.round(ratePerSecond), ...more });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${path}: ${result.non2xx} refused, ${result.errors} broken`);
  return { p50: result.latency.p50, p99: result.latency.p99 };
}

// Rounds of [server, path, more] in turns, all at one rate: for each the median p50 and p99, in whole milliseconds as autocannon
// has them.
export async function measureLatencies(subjects, ratePerSecond, rounds) {
  const seen = subjects.map(() => []);
  for (let i = 0; i < rounds; i++)
    for (const [at, subject] of subjects.entries()) seen[at].push(await measureOnce(subject, ratePerSecond));
  return seen.map((list) => ({ p50: median(list.map((r) => r.p50)), p99: median(list.map((r) => r.p99)) }));
}
