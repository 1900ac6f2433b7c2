// All tests from outside, several files at once, as ./dev e2e runs them: most of their time they wait, for a message, for a form
// that must not be too quick, for the next step of a clock.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { root } from './place.mjs';
import report from './report.mjs';

const AT_ONCE = 4;
const longest = ['visitor', 'calls', 'desk', 'contact', 'pages', 'print'];  // they begin first, so that none is waited for at the end

const folder = join(root, 'tests/e2e');
const rank = (file) => (longest.indexOf(file.replace('.test.mjs', '')) + 1 || longest.length + 1);
const files = readdirSync(folder).filter((file) => file.endsWith('.test.mjs')).sort((a, b) => rank(a) - rank(b));

for await (const text of report(run({ files: files.map((file) => join(folder, file)), concurrency: AT_ONCE }))) process.stdout.write(text);
