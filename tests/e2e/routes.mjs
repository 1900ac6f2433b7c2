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
  const rows = listRoutes().filter((r) => r.method === 'GET' && !['data', 'desk'].includes(r.kind) && !r.path.endsWith('*'));
  return [...new Set([...rows.map((r) => r.path), ...await sitemapPaths(origin)])];
}

// The fixed addresses, and of each family such as /rules/* those three pages that differ most: the two longest, the shortest.
// { few, others }
export async function splitPages(origin) {
  const fixed = new Set(listRoutes().map((r) => r.path));
  const paths = await listPages(origin);
  const families = new Map();
  for (const path of paths.filter((p) => !fixed.has(p))) {
    const family = path.slice(0, path.indexOf('/', 1));
    const { length } = await (await fetch(origin + path)).text();
    families.set(family, [...families.get(family) ?? [], { path, length }]);
  }
  const chosen = [...families.values()].flatMap((pages) => {
    pages.sort((a, b) => b.length - a.length);
    return [...pages.slice(0, 2), ...pages.slice(2).slice(-1)].map((p) => p.path);
  });
  const few = paths.filter((p) => fixed.has(p) || chosen.includes(p));
  return { few, others: paths.filter((p) => !few.includes(p)) };
}
