// Staff by the door they all use: a link, a password, and codes as a program on a phone makes them.
import { createHmac } from 'node:crypto';
import { openPage } from './browser.mjs';
import { browser } from './shared.mjs';

const password = '十二个字的密码要够长才行';
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

// RFC 6238
function codeOf(secret, at) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/\s/g, '')].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('');
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30000)));
  const hash = createHmac('sha1', Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)))).update(step).digest();
  return String((hash.readUInt32BE(hash[19] & 15) & 0x7fffffff) % 1000000).padStart(6, '0');
}

export async function submit(page, name) {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.getByRole('button', { name, exact: true }).click()]);
}

// A page on which somebody new of that role is signed in.
export async function signIn(service, name, role, options = {}) {
  const page = await openPage(browser, service.desk, options);
  await page.goto(await service.admin('invite', name, role));
  const secret = await page.locator('code').innerText();
  if (Date.now() % 30000 > 20000) await wait(30000 - (Date.now() % 30000));  // so that no step ends while they are used
  await page.getByLabel('密码').fill(password);
  await page.getByLabel('动态码').fill(codeOf(secret, Date.now() - 30000));
  await submit(page, '加入');
  await page.getByLabel('名字').fill(name);
  await page.getByLabel('密码').fill(password);
  await page.getByLabel('动态码').fill(codeOf(secret, Date.now()));
  await submit(page, '登录');
  return page;
}
