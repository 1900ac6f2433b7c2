// How long answers take at half the rate that saturates the server, by autocannon.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../e2e/place.mjs';

const autocannon = createRequire(join(root, 'var/bench/package.json'))('autocannon');

// { p50, p99 } in milliseconds.
export async function measureLatency(server, path, ratePerSecond, more = {}) {
  const result = await autocannon({
    url: `http://127.0.0.1:${server.port}${path}`, connections: 8, duration: 5, overallRate: Math.round(ratePerSecond), ...more,
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${path}: ${result.non2xx} refused, ${result.errors} broken`);
  return { p50: result.latency.p50, p99: result.latency.p99 };
}
