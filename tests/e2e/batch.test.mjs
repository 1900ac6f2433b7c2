// The same rows through the API and through the command: the same bytes come out, or the same words say why not.
import test from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { programs } from './server.mjs';
import { server } from './shared.mjs';
import { seeded } from './random.mjs';

const on = '2026-03-10';
const types = { ndjson: 'application/x-ndjson', csv: 'text/csv' };
const block = 256 << 10;

const inCode = (text, code) => execFileSync('iconv', ['-f', 'UTF-8', '-t', code], { input: text, maxBuffer: 1 << 30 });
const gb = (text) => inCode(text, 'GB18030');

// What the command says: { status, out, why }, why without the name of the program and file.
function byCommand(body, from, to) {
  const run = spawnSync(programs.jifen, ['batch', '-', '--from', from, '--to', to, '--on', on, '-j', '1'], { input: body, maxBuffer: 1 << 30 });
  const lines = run.stderr.toString('utf8').split('\n').filter((line) => line !== '' && !/read as GB18030/.test(line));
  return { status: run.status, out: run.stdout, lines };
}

function post(body, from, to, type = types[from]) {
  return fetch(`${server.origin}/api/v1/batch?on=${on}`, { method: 'POST', headers: { 'Content-Type': type, Accept: types[to] }, body });
}

async function problemOf(response) {
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  const problem = await response.json();
  assert.equal(problem.status, response.status);
  assert.equal(problem.title, 'the facts cannot be used');
  return problem;
}

// A refusal is that of the command: `jifen: -:LINE: why`.
async function expectSameRefusal(response, command, what) {
  assert.equal(response.status, 422, what);
  const problem = await problemOf(response);
  const place = problem.line === undefined ? '-:' : `-:${problem.line}:`;
  assert.deepEqual(command.lines, [`jifen: ${place} ${problem.detail}`], what);
  assert.equal(command.out.length, 0, what);
}

// Answers whether there were rows.
async function compare(body, from = 'csv', to = 'csv', what = String(body).slice(0, 200)) {
  const [response, command] = [await post(body, from, to), byCommand(body, from, to)];
  if (command.status === 2) {
    await expectSameRefusal(response, command, what);
    return false;
  }
  assert.ok([0, 3].includes(command.status), what);
  assert.equal(response.status, 200, what);
  assert.ok(Buffer.from(await response.arrayBuffer()).equals(command.out), what);
  return true;
}

async function expectRows(body, from, to, what) {
  assert.ok(await compare(body, from, to, what), what ?? String(body).slice(0, 200));
}

async function expectRefused(body, from, to, what) {
  assert.ok(!await compare(body, from, to, what), what ?? String(body).slice(0, 200));
}

// ---- what is answered ------------------------------------------------------------------------------------------------

const sheet = 'id,age,education,insurance_months,birth_date\n1,40,bachelor_with_degree,36..48,\n2,４０,bachelor/master,？,\n3,,none,0,1988年5月12日\n4,forty,none,0,\n';

test('a sheet in each form of text', async () => {
  const forms = {
    'as it is': sheet,
    'a mark': `\u{FEFF}${sheet}`,
    'CRLF': sheet.replaceAll('\n', '\r\n'),
    'CR': sheet.replaceAll('\n', '\r'),
    'a mark and CRLF': `\u{FEFF}${sheet.replaceAll('\n', '\r\n')}`,
    'no last line end': sheet.trimEnd(),
    'empty lines': sheet.replaceAll('\n', '\n\n'),
    'GB18030': gb(sheet),
    'GB18030 and CRLF': gb(sheet.replaceAll('\n', '\r\n')),
    'a header alone': 'id,age\n',
    'a header without line end': 'id,age',
    'quotes': 'id,age\n"a\nb, ""c""",40\n',
    'a quote that is not closed': 'id,age\n1,"40\n2,40\n',
    'NUL': 'id,age\n1,4\0\n2,40\n',
    'too few cells': 'id,age\n1\n2,40,1\n',
    'letters that mean nothing': Buffer.from('id,age\n\xff\xff,40\n2,40\n', 'latin1'),
    'GB18030 cut off': Buffer.concat([gb('id,age\n张,40\n李,四'), Buffer.from([0x81])]),
    'columns nobody filled': 'id,age,education\n,,\n',
  };
  for (const [what, body] of Object.entries(forms))
    for (const to of ['csv', 'ndjson']) await expectRows(body, 'csv', to, what);
});

test('GB18030 whatever the Content-Type says of it', async () => {
  const body = gb('id,age,birth_date\n张三,40,1988年5月12日\n');
  const { out } = byCommand(body, 'csv', 'csv');
  assert.match(out.toString('utf8'), /张三/);
  for (const charset of ['', '; charset=utf-8', '; charset=GB18030', '; charset=gbk', '; charset="gb2312"']) {
    const response = await post(body, 'csv', 'csv', `text/csv${charset}`);
    assert.equal(response.status, 200, charset);
    assert.ok(Buffer.from(await response.arrayBuffer()).equals(out), charset);
  }
  for (const type of ['text/csv; charset=utf-16', 'application/x-ndjson; charset=gb18030'])
    assert.equal((await post(body, 'csv', 'csv', type)).status, 415, type);
});

// Which code a text is in is decided by the block that has its first letters beyond ASCII.
test('letters over the borders between blocks', async () => {
  const long = (n) => `id,age\n${`${'x'.repeat(50000)},40\n`.repeat(6)}`.slice(0, n);
  for (const shift of [0, 1, 2, 3]) {
    await expectRows(gb(`${long(block - shift)}张三李四,40\n`), 'csv', 'csv', `GB18030, ${shift} before the border`);
    await expectRows(`${long(block - shift)}张三李四,40\n`, 'csv', 'csv', `UTF-8, ${shift} before the border`);
  }
  await expectRows(`${long(block - 4)},40\n`, 'csv', 'csv', 'one whole block');
  await expectRows(gb(`id,age\n${`${'张三李'.repeat(11111)},40\n`.repeat(8)}`), 'csv', 'csv', 'much');
});

test('NDJSON', async () => {
  const rows = ['{"id": 1, "age": 40}\n{"id": 2.50, "agee": 40}\n\n{"id": "x", "age": 40\n{"age": 41, "on": "2026-03-11"}', '{}', ' \n\n[]\n', '{"id":1}\r\n'];
  for (const body of rows) for (const to of ['csv', 'ndjson']) await expectRows(body, 'ndjson', to);
  await expectRows(Buffer.concat([Buffer.from('{"id": "'), gb('张三'), Buffer.from('"}\n{"id": 2}\n')]), 'ndjson', 'csv', 'NDJSON is UTF-8');
});

// ---- what is refused -------------------------------------------------------------------------------------------------

test('a header that is no use is refused with the words of the command', async () => {
  const utf16 = inCode('id,age\n1,40\n', 'UTF-16');
  for (const body of ['', '\n\n', '\u{FEFF}', 'id,age,age\n1,40,40\n', 'x,x\n', 'id,,age\n', 'id;age\n1;40\n', 'name,city\na,b\n', 'id,a"b\n', '"id',
    'id,age\0\n', gb('姓名,年龄\n张三,40\n'), utf16, Buffer.from('\xff\xfe', 'latin1'), Buffer.from('id,\xff\n', 'latin1')])
    for (const to of ['csv', 'ndjson']) await expectRefused(body, 'csv', to);
  for (const body of ['', '\n \n']) await expectRefused(body, 'ndjson', 'ndjson');
});

// The command names such a column on standard error and goes on. A program has no standard error to read.
test('a column that no law knows is refused with its name and line', async () => {
  const columns = [['id,edukation\n1,none\n', 'edukation', 1, /'education'/], ['\n\r\nid,age,备注\n1,40,x\n', '备注', 3, /没有这一项/],
    [gb('id,age,备注\n1,40,x\n'), '备注', 1, /没有这一项/], ['id,insurance_month,agee\n', 'insurance_month', 1, /'insurance_months'/]];
  for (const [body, field, line, why] of columns) {
    const response = await post(body, 'csv', 'csv');
    assert.equal(response.status, 422);
    const problem = await problemOf(response);
    assert.deepEqual([problem.field, problem.line], [field, line]);
    assert.match(problem.detail, new RegExp(`^fact '${field}': expected `));
    assert.match(problem.detail, why);
    const command = byCommand(body, 'csv', 'csv');
    assert.equal(command.status, 0);
    assert.match(command.lines[0], new RegExp(`column '${field}' is not known and is ignored`));
  }
});

// ---- anything --------------------------------------------------------------------------------------------------------

// A sheet with a few of its bytes changed, doubled or left out.
function spoil(bytes, random) {
  const all = [...bytes];
  for (let n = random.below(4); n >= 0; n--) {
    const at = random.below(all.length);
    const put = [[], [random.below(256)], [all[at], all[at]], [0x22], [0x2c], [0x0d], [0x0a]];
    all.splice(at, 1, ...random.pick(put));
  }
  return Buffer.from(all);
}

const isOfUnknownColumn = (command) => command.lines.some((line) => /is not known and is ignored/.test(line));

test('300 spoilt sheets come to the same', async () => {
  const random = seeded(20260310);
  const whole = [Buffer.from(sheet), gb(sheet), Buffer.from('{"id": 1, "age": 40}\n{"id": "张三", "age": "x"}\n')];
  for (let i = 0; i < 300; i++) {
    const from = i % 3 === 2 ? 'ndjson' : 'csv';
    const body = spoil(whole[i % 3], random);
    const to = random.pick(['csv', 'ndjson']);
    if (isOfUnknownColumn(byCommand(body, from, to))) assert.equal((await post(body, from, to)).status, 422);
    else await compare(body, from, to, `sheet ${i}: ${body.toString('latin1')}`);
  }
});
