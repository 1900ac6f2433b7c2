// RFC 6238, as the program on a phone does it.
import { createHmac } from 'node:crypto';

const STEP_MS = 30000;
const leftMs = () => STEP_MS - (Date.now() % STEP_MS);

// Until the next code holds. A timer may end before its time, so the clock is looked at again.
export async function nextStep() {
  const end = Date.now() + leftMs();
  while (Date.now() < end) await new Promise((done) => setTimeout(done, end - Date.now() + 1));
}

// So that no code ends while it is used.
export async function roomInStep(ms = 6000) {
  if (leftMs() < ms) await nextStep();
}

export function codeOf(secret, at = Date.now()) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/\s/g, '')].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / STEP_MS)));
  const hash = createHmac('sha1', key).update(step).digest();
  const from = hash[19] & 15;
  return String((hash.readUInt32BE(from) & 0x7fffffff) % 1000000).padStart(6, '0');
}
