// What came out on paper, read back by Poppler.
import { execFileSync } from 'node:child_process';

const run = (program, args, pdf) => execFileSync(program, args, { input: pdf, encoding: 'utf8' });

// All that is printed, without blanks and line ends: where those fall is the layout's business.
export const textOf = (pdf) => run('pdftotext', ['-', '-'], pdf).replace(/\s/g, '');
export const sheetsOf = (pdf) => Number(run('pdfinfo', ['-'], pdf).match(/^Pages:\s+(\d+)/m)[1]);
