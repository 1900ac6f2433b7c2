// Staff without a browser: the codes of the program on their phone, joining, signing in.
import { createHmac } from 'node:crypto';
import { formOf } from './html.mjs';

const form = (origin) => ({ 'Content-Type': 'application/x-www-form-urlencoded', Origin: origin });
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

// RFC 6238, as the program on a phone does it.
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

export function post(origin, path, fields, headers = {}) {
  return fetch(origin + path, { method: 'POST', redirect: 'manual', headers: { ...form(origin), ...headers }, body: new URLSearchParams(fields) });
}

// Joins by the link; what the phone knows from then on. Uses up the code of the step before.
export async function join(link, password) {
  const { origin, pathname } = new URL(link);
  const secret = /<code>([^<]*)<\/code>/.exec(await (await fetch(link)).text())[1];
  if (Date.now() % 30000 > 20000) await wait(30000 - (Date.now() % 30000));  // so that no step ends while they are used
  const answer = await post(origin, pathname, { password, code: codeOf(secret, Date.now() - 30000) });
  if (answer.status !== 303) throw new Error(`joining: ${answer.status}`);
  return secret;
}

// The answer to a try, and the cookie of a session when there is one: '__Host-s=…'.
export async function signIn(origin, name, password, code) {
  const answer = await post(origin, '/desk/login', { name, password, code });
  return { answer, cookie: /^[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] };
}

// What the forms of a session carry.
export async function wordOf(origin, cookie) {
  const html = await (await fetch(`${origin}/desk`, { headers: { Cookie: cookie } })).text();
  return formOf(html).inputs.find((i) => i.name === 'word').value;
}
