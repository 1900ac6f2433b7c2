// RFC 6238, as the program on a phone does it.
import { createHmac } from 'node:crypto';

export function codeOf(secret, at = Date.now()) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/\s/g, '')].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30000)));
  const hash = createHmac('sha1', key).update(step).digest();
  const from = hash[19] & 15;
  return String((hash.readUInt32BE(from) & 0x7fffffff) % 1000000).padStart(6, '0');
}
