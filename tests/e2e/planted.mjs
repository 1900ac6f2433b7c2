import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

// All that stands in a backup; what pg_dump packs is unpacked, bytes are hex there.
export const bytesOf = (file) => (file.endsWith('.dump') ? execFileSync('pg_restore', ['--file=-', file], { maxBuffer: 1 << 28 }) : readFileSync(file));

// What visitors typed and were sent, in every form in which it could lie in a file: none of it may.
export function planted(told, provider) {
  const texts = ['王女士'];
  for (const { phone } of told) texts.push(phone);
  for (const { phone, code } of provider.sent) texts.push(phone, `${code}\n`);
  return [...new Set(texts)].flatMap((text) => [text, Buffer.from(text).toString('hex'), Buffer.from(text).toString('base64').replace(/=+$/, '').slice(0, -1)]);
}
