// Staff without a browser: joining, signing in.
import { formOf } from './html.mjs';
import { codeOf, roomInStep } from './totp.mjs';

const form = (origin) => ({ 'Content-Type': 'application/x-www-form-urlencoded', Origin: origin });

export function post(origin, path, fields, headers = {}) {
  return fetch(origin + path, { method: 'POST', redirect: 'manual', headers: { ...form(origin), ...headers }, body: new URLSearchParams(fields) });
}

// Joins by the link; what the phone knows from then on. Uses up the code of the step before.
export async function join(link, password) {
  const { origin, pathname } = new URL(link);
  const secret = /<code>([^<]*)<\/code>/.exec(await (await fetch(link)).text())[1];
  await roomInStep(10000);
  const answer = await post(origin, pathname, { password, code: codeOf(secret, Date.now() - 30000) });
  if (!/<ol class="codes">/.test(await answer.text())) throw new Error(`joining: ${answer.status}`);
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
