// One server and one browser for all tests that leave both as they were.
import { after } from 'node:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from './browser.mjs';
import { startServer } from './server.mjs';

const data = mkdtempSync(join(tmpdir(), 'jifen-data-'));
export const server = await startServer(['--data', data]);
export const browser = await launch();

after(async () => {
  await browser.close();
  await server.stop();
  rmSync(data, { recursive: true });
});
