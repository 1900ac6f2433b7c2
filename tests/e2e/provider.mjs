// An SMS provider on the loopback that works as Aliyun's interface does: it checks the signature by node's own ciphers, and can fail,
// be slow or hang up. What it accepted is in `sent`,
// the newest to a number is to(phone).
import { createServer } from 'node:http';
import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';

export const account = { id: 'testId', secret: 'testSecret', sign: '明白积分', template: 'SMS_1', remindTemplate: 'SMS_2' };

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const escape = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

// The signature as the provider's documents describe it, from the request alone.
function isSigned(request, url, body) {
  const match = /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(request.headers.authorization ?? '');
  if (!match || match[1] !== account.id || request.headers['x-acs-content-sha256'] !== sha256(body)) return false;
  const names = match[2].split(';');
  const query = [...url.searchParams].map(([k, v]) => [escape(k), escape(v)]).sort(([a], [b]) => (a < b ? -1 : 1)).map((p) => p.join('=')).join('&');
  const headers = names.map((n) => `${n}:${request.headers[n]}\n`).join('');
  const canonical = ['POST', '/', query, headers, match[2], sha256(body)].join('\n');
  return createHmac('sha256', account.secret).update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`).digest('hex') === match[3];
}

// next: what it does with the requests that come: 'accept', 'refuse', 'break' (500), 'hang up', 'hang up at once'
export async function startProvider() {
  const seen = new Set();
  const newest = new Map();
  const provider = { sent: [], asked: 0, wrong: [], next: 'accept', to: (phone) => newest.get(phone) };
  const handle = (request, response, body) => {
    const url = new URL(request.url, 'http://127.0.0.1');
    const answer = (status, json) => { response.writeHead(status, { 'Content-Type': 'application/json' }); response.end(JSON.stringify(json)); };
    provider.asked++;
    if (!isSigned(request, url, body)) { provider.wrong.push(request.url); return answer(400, { Code: 'SignatureDoesNotMatch' }); }
    const nonce = request.headers['x-acs-signature-nonce'];
    if (seen.has(nonce)) { provider.wrong.push('a nonce twice'); return answer(400, { Code: 'SignatureNonceUsed' }); }
    seen.add(nonce);
    if (provider.next === 'break') return answer(500, { Code: 'InternalError' });
    if (provider.next === 'refuse') return answer(200, { Code: 'isv.BUSINESS_LIMIT_CONTROL' });
    if (provider.next === 'hang up') return request.socket.destroy();
    const params = JSON.parse(url.searchParams.get('TemplateParam'));
    const message = { phone: url.searchParams.get('PhoneNumbers'), ...params };
    provider.sent.push(message);
    newest.set(message.phone, message);
    return answer(200, { Code: 'OK', BizId: `b${provider.sent.length}` });
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (bytes) => { body += bytes; });
    request.on('end', () => handle(request, response, body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  provider.address = `http://127.0.0.1:${server.address().port}`;
  provider.stop = () => { server.closeAllConnections(); server.close(); };
  return provider;
}

// The newest message to a number, once it is there.
export async function messageTo(provider, phone, n = 1) {
  for (let tries = 0; tries < 200; tries++) {
    const all = provider.sent.filter((m) => m.phone === phone);
    if (all.length >= n) return all.at(-1);
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error(`no message to ${phone}; asked ${provider.asked}, wrong ${provider.wrong}`);
}
