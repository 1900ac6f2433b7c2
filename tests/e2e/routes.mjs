// The pages that can be had by an address, as the server itself lists them: its table of routes, and its sitemap.
import { execFileSync } from 'node:child_process';
import { programs } from './server.mjs';

export function listRoutes() {
  const lines = execFileSync(programs.server, ['--routes'], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [method, path, title, kind] = line.split('\t');
    return { method, path, title, kind };
  });
}

async function sitemapPaths(origin) {
  const answer = await fetch(`${origin}/sitemap.xml`);
  if (answer.status === 404) return [];
  const text = await answer.text();
  return [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => new URL(address, origin).pathname);
}

export async function listPages(origin) {
  const rows = listRoutes().filter((r) => r.method === 'GET' && r.kind !== 'data' && !r.path.endsWith('*'));
  return [...new Set([...rows.map((r) => r.path), ...await sitemapPaths(origin)])];
}
