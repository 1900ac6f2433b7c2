// A visitor asks for a call, as a browser without scripts does it.
import test from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kinds, plainQuestion, query, readingMs, startService } from './service.mjs';
import { messageTo } from './provider.mjs';
import { formOf, titleOf } from './html.mjs';

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const typed = { name: '王女士', phone: '138 0013-8000', slot: 'any', question: '换了单位，\n要重新交材料吗？', agreed: 'yes', answer: plainQuestion.answer };

async function post(origin, path, fields) {
  const response = await fetch(origin + path, { method: 'POST', body: new URLSearchParams(fields), headers: { Origin: origin } });
  return { status: response.status, html: await response.text() };
}

const hidden = (html) => Object.fromEntries(formOf(html).inputs.filter((i) => i.type === 'hidden').map((i) => [i.name, i.value]));

async function openForm(origin) {
  const html = await (await fetch(`${origin}/contact`)).text();
  await wait(readingMs(false));
  return hidden(html);
}

for (const kind of kinds) test(`a call is asked for without scripts, once, however often the button is pressed: ${kind}`, async (t) => {
  const service = await startService(kind, ['--connections-each', '0']);
  t.after(service.stop);
  const { origin, provider } = service;
  const sent = await post(origin, '/contact/code', { ...await openForm(origin), ...typed });
  assert.equal(titleOf(sent.html), '输入验证码 · 明白积分');
  assert.match(sent.html, /138\*\*\*\*8000/);
  const message = await messageTo(provider, '13800138000');
  assert.match(message.code, /^\d{6}$/);
  assert.ok(sent.html.includes(`>${message.tag}<`), 'the page names the message');
  const kept = hidden(sent.html);
  assert.equal(kept.name, typed.name);
  assert.equal(kept.question.replace(/\r\n/g, '\n'), typed.question);

  const wrong = await post(origin, '/contact', { ...kept, code: message.code === '111111' ? '222222' : '111111' });
  assert.match(titleOf(wrong.html), /^错误：/);
  assert.equal(hidden(wrong.html).name, typed.name, 'nothing typed is lost');
  const spelled = `${message.code.slice(0, 2)} ${message.code.slice(2, 4)}-${message.code.slice(4)}`;
  const all = await Promise.all(Array.from({ length: 100 }, () => post(origin, '/contact', { ...kept, code: spelled })));
  const done = all.filter((a) => titleOf(a.html) === '已经收到 · 明白积分');
  assert.equal(done.length, 100, all.map((a) => `${a.status} ${titleOf(a.html)}`).join('; '));
  const references = new Set(done.map((a) => /class="reference">(.*?)<\/strong>/.exec(a.html)[1]));
  assert.equal(references.size, 1);
  assert.deepEqual(query(kind, service.db, "SELECT count(*) FROM leads"), ['1']);
  assert.deepEqual(query(kind, service.db, "SELECT count(*) FROM hits WHERE kind = 'right'"), ['4'], 'one success, of four that are counted for');
  assert.equal(provider.sent.length, 1);
  assert.deepEqual(provider.wrong, []);
  assert.ok(!service.log().includes('13800138000') && !service.log().includes(message.code), 'the log names no one');
  if (kind === 'SQLite') {  // nor does the file, or what is about to be written into it
    const files = readdirSync(service.folder).filter((name) => name.startsWith('jifen.db'));
    const bytes = Buffer.concat(files.map((name) => readFileSync(join(service.folder, name))));
    assert.ok(bytes.includes([...references][0].replace(/<[^>]*>|-/g, '')), 'this is where it is written');
    for (const planted of ['13800138000', message.code, typed.name, '要重新交材料']) assert.ok(!bytes.includes(planted), planted);
  }
});

for (const kind of kinds) test(`a hundred presses at once send one message, from one form and from many: ${kind}`, async (t) => {
  const service = await startService(kind, ['--connections-each', '0']);
  t.after(service.stop);
  const { origin, provider } = service;
  const opened = await openForm(origin), forms = await Promise.all(Array.from({ length: 40 }, () => openForm(origin)));
  const titles = async (fields) => new Set((await Promise.all(fields.map((f) => post(origin, '/contact/code', f)))).map((p) => `${p.status} ${titleOf(p.html)}`));
  const one = await titles(Array(100).fill({ ...opened, ...typed }));
  assert.deepEqual([...one], ['200 输入验证码 · 明白积分']);
  const many = await titles(forms.map((f) => ({ ...f, ...typed, phone: '13900139000' })));
  assert.ok(many.has('200 输入验证码 · 明白积分'));
  await messageTo(provider, '13800138000');
  await messageTo(provider, '13900139000');
  await wait(1000);
  assert.deepEqual(provider.sent.map((m) => m.phone).sort(), ['13800138000', '13900139000']);
});

test('what is wrong with a form is said, and nothing of it is lost', async (t) => {
  const service = await startService();
  t.after(service.stop);
  const { origin, provider } = service;
  const opened = await openForm(origin);
  for (const [change, words] of [
    [{ phone: '12345' }, '输入 11 位手机号'],
    [{ name: '' }, '写一个称呼'],
    [{ agreed: '' }, '同意以后'],
    [{ answer: '3' }, '请回答这个小问题'],
    [{ flow: 'x' }, '这一页已经失效'],
    [{ question: '字'.repeat(501) }, '500 个字以内'],
  ]) {
    const { html } = await post(origin, '/contact/code', { ...opened, ...typed, ...change });
    assert.match(titleOf(html), /^错误：/);
    assert.ok(html.includes(words), words);
    assert.ok(change.name === '' || html.includes('王女士'));
  }
  const hostile = await post(origin, '/contact/code', { ...opened, ...typed, name: '"><script>1</script>', question: '</textarea><img src=x>', slot: '"x', phone: "'><b>", tag: '<i>' });
  assert.ok(!/<script>1|<img src=x|<b>|<i>/.test(hostile.html), 'what is typed is text');
  const trapped = await post(origin, '/contact/code', { ...opened, ...typed, company_url: 'http://x' });
  assert.match(titleOf(trapped.html), /输入验证码/);
  await wait(600);
  assert.equal(provider.asked, 0);
});

for (const kind of kinds) test(`what was asked for can be seen, called off and deleted by reference and code: ${kind}`, async (t) => {
  const service = await startService(kind);
  t.after(service.stop);
  const { origin, provider } = service;
  const asked = await post(origin, '/contact/code', { ...await openForm(origin), ...typed });
  const done = await post(origin, '/contact', { ...hidden(asked.html), code: (await messageTo(provider, '13800138000')).code });
  const reference = /class="reference">(.*?)<\/strong>/.exec(done.html)[1].replace(/<[^>]*>/g, '');

  const open = async (ref) => {
    const fields = hidden(await (await fetch(`${origin}/lead`)).text());
    await wait(readingMs(false));
    return post(origin, '/lead/code', { ...fields, ref, answer: plainQuestion.answer });
  };
  // too soon after the first message nothing goes out, and the page does not tell: nor does it for a reference of nobody's
  const [known, unknown, misspelled] = [await open(reference), await open('QQQQQQQQQQQQQ'), await open('QQQ')];
  const plain = (html) => html.replace(/name="(flow|ref|tag)" value="[^"]*"/g, '').replace(/<strong class="num">..</, '');
  assert.equal(plain(known.html), plain(unknown.html));
  assert.match(misspelled.html, /编号是 13 位/);
  await wait(300);
  assert.equal(provider.sent.length, 1);
  for (const code of ['123456', '000000']) {
    const answer = await post(origin, '/lead', { ...hidden(unknown.html), code });
    assert.match(answer.html, /验证码不对/);
  }
  const forged = await post(origin, '/lead/do', { ...hidden(known.html), grant: '0'.repeat(64), what: 'delete' });
  assert.match(forged.html, /请先用验证码打开/);
});

test('what goes wrong at the provider is never sent twice', async (t) => {
  const service = await startService();
  t.after(service.stop);
  const { origin, provider } = service;
  for (const [next, phone] of [['refuse', '13900000001'], ['hang up', '13911111111'], ['break', '13922222222']]) {
    provider.next = next;
    const before = provider.asked;
    await post(origin, '/contact/code', { ...await openForm(origin), ...typed, phone });
    await wait(3000);
    assert.equal(provider.asked, before + 1, next);
  }
  provider.next = 'accept';
  await post(origin, '/contact/code', { ...await openForm(origin), ...typed, phone: '13933333333' });
  await messageTo(provider, '13933333333');
  assert.equal(provider.sent.length, 1);
});

test('without a database the page says that no calls are offered', async (t) => {
  const { startServer } = await import('./server.mjs');
  const server = await startServer();
  t.after(server.stop);
  assert.match(await (await fetch(`${server.origin}/contact`)).text(), /这里没有开通回电/);
});
