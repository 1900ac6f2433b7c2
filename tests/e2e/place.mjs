// Where things lie. What npm installs is kept in var/e2e, out of the sources.
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const installed = createRequire(join(root, 'var/e2e/package.json'));
export const isFull = process.env.JIFEN_E2E === 'full';
