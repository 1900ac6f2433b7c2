// One person, four ways in: question by question, all on one page, the API, the command line. All say the same.
import test from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { formOf, pointsOf, titleOf } from './html.mjs';
import { factsJson, listQuestions, post, walkScore, walkTool } from './people.mjs';
import { isFull } from './place.mjs';
import { seeded } from './random.mjs';
import { programs } from './server.mjs';
import { server } from './shared.mjs';

const people = isFull ? 500 : 30;
const questions = await listQuestions(server.origin);

async function byApi(facts) {
  const headers = { 'Content-Type': 'application/json' };
  const answered = await fetch(`${server.origin}/api/v1/assess`, { method: 'POST', headers, body: facts });
  return { status: answered.status, text: await answered.text() };
}

function byCommand(facts) {
  const done = spawnSync(programs.jifen, ['assess', '--format', 'json'], { input: facts, encoding: 'utf8' });
  return { status: done.status, text: done.stdout };
}

// The API writes a number that is certain alone, one that is not as [least, most].
function bounds(value) {
  return Array.isArray(value) ? value : [value, value];
}

async function checkPerson(seed) {
  const walked = await walkScore(server.origin, seeded(seed), questions);
  const facts = factsJson(walked.given, questions);
  const api = await byApi(facts);
  const command = byCommand(facts);
  const atOnce = await post(server.origin, '/score/result', walked.given);
  if (walked.isRefused) {
    assert.deepEqual([api.status, command.status], [422, 2], facts);
    assert.match(titleOf(atOnce.html), /^错误：/);
    return false;
  }
  assert.equal(api.status, 200, `${facts}\n${api.text}`);
  assert.equal(api.text, command.text, facts);
  const points = JSON.parse(api.text).points;
  for (const [name, value] of Object.entries(walked.points)) assert.deepEqual(value, bounds(points[name]), `${name} of ${facts}`);
  assert.deepEqual(pointsOf(atOnce.html), walked.points, facts);
  assert.ok('total' in walked.points);
  return true;
}

test(`${people} people get the same points in four ways`, async () => {
  let answered = 0;
  for (let seed = 1; seed <= people; seed++) answered += await checkPerson(seed);
  assert.ok(answered >= people / 2, `only ${answered} of ${people} gave answers that hold together`);
});

test('each tool leads to its result without scripts', async () => {
  for (const [tool, result] of [['/renew', '/renew/list'], ['/why', '/why/result'], ['/checkup', '/checkup/result'],
    ['/calendar', '/calendar/result']]) {
    const start = await fetch(server.origin + tool);
    assert.equal(start.status, 200, tool);
    const end = await post(server.origin, result, []);
    assert.equal(end.status, 200, result);
    assert.equal(end.html.match(/<h1>/g)?.length, 1, result);
  }
});

// ---- why -------------------------------------------------------------------------------------------------------------

const mostQuestions = 6;
const ways = formOf(await (await fetch(`${server.origin}/why`)).text()).inputs.filter((i) => i.type === 'radio');

test('the first question of /why is how the points were reached', () => assert.ok(ways.length >= 4));

for (const way of ways) {
  test(`at most ${mostQuestions} questions to the causes, by ${way.value}`, async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const { screens, html } = await walkTool(server.origin, '/why', [[way.name, way.value]], seeded(seed), questions);
      assert.ok(screens <= mostQuestions, `${screens} questions, seed ${seed}`);
      assert.match(html, /<section class="(?:reasons|conditions|summary)/);
    }
  });
}

test('every reason says where to look, what to do, when, and where it stands', async () => {
  const answers = [['permit_expiry', '2026-6-30'], ['permit_renewed_on', 'none'], ['insured_now', 'false'], ['paid_months_12', '3'],
    ['iit_now', 'undeclared'], ['route:', 'by_education']];
  const { html } = await post(server.origin, '/why/result', answers);
  const reasons = html.match(/<section class="reasons">[\s\S]*?<\/section>/g).join('').split('<li ').slice(1);
  assert.ok(reasons.length >= 3);
  for (const reason of reasons) {
    assert.match(reason, /class="tag tag-(?:ok|bad)"/);
    assert.match(reason, /<dt>怎么查<\/dt><dd>[^<]{8,}/);
    assert.match(reason, /<dt>怎么办<\/dt><dd>[^<]{8,}/);
    if (reason.includes('tag-ok')) assert.match(reason, /<dt>最早<\/dt><dd>[^<]{6,}/);
    assert.match(reason, /依据：[^<]+，\d+年\d+月\d+日核对过/);
  }
});

test('what a route supposes is said, and gives way to an answer', async () => {
  const supposed = await post(server.origin, '/why/result', [['route:', 'by_education']]);
  assert.match(supposed.html, /先这样设想[\s\S]*不超过 43/);
  assert.doesNotMatch(supposed.html, /data-least/);
  const answered = await post(server.origin, '/why/result', [['route:', 'by_education'], ['age', '50']]);
  assert.doesNotMatch(answered.html, /不超过 43/);
  const asked = await post(server.origin, '/why', [['route:', 'no_such_route'], ['ask', 'route:'], ['go', 'next']]);
  assert.match(titleOf(asked.html), /^错误：/);
});

test('what a route leaves out is asked when asked for', async () => {
  const fields = [['permit_expiry', '2027-6-30'], ['insured_now', 'true'], ['paid_months_12', '12'], ['iit_now', 'matched'], ['route:', 'by_education']];
  const result = await post(server.origin, '/why', fields);
  assert.match(result.html, /再答几个/);
  const more = await post(server.origin, '/why', [...fields, ['more:', 'yes']]);
  assert.equal(formOf(more.html).inputs.find((i) => i.name === 'ask').value, 'employer_eligible');
  const back = await post(server.origin, '/why', [['route:', 'by_title'], ['ask', 'permit_expiry'], ['go', 'back']]);
  assert.match(back.html, /value="by_title" checked/);
});

// ---- the check-up ----------------------------------------------------------------------------------------------------

const codesOf = (html, pattern) => [...html.matchAll(pattern)].flatMap(([part]) => [...part.matchAll(/<li data-rule-id="([a-z_0-9]+)"/g)].map((m) => m[1]));
const wrongOf = (html) => [...html.matchAll(/<li data-rule-id="([a-z_0-9]+)"><div class="line-head">[^✓？]*?✕/g)].map((m) => m[1]);

test('the check-up and /why say the same of the same person', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const { html, fields } = await walkTool(server.origin, '/checkup', null, seeded(seed), questions);
    const why = (await post(server.origin, '/why/result', fields)).html;
    const checkup = (await post(server.origin, '/checkup/result', fields)).html;
    const list = /<section class="conditions">[\s\S]*?<\/section>/;
    assert.equal(list.exec(checkup)[0], list.exec(why)[0], `seed ${seed}`);
    assert.equal(list.exec(html)[0], list.exec(checkup)[0], `seed ${seed}`);
    const reasons = codesOf(why, /<section class="reasons">[\s\S]*?<\/section>/g);
    const first = [...why.matchAll(/<div class="box" data-rule-id="([a-z_0-9]+)"/g)].map((m) => m[1]);
    for (const code of wrongOf(checkup)) assert.ok([...reasons, ...first].includes(code), `${code}, seed ${seed}`);
  }
});

// ---- the same points elsewhere ---------------------------------------------------------------------------------------

test('every line of points says why it may be another one elsewhere, and nothing leads there by itself', async () => {
  const result = (await post(server.origin, '/score/result', [['birth_date', '1990-5-1'], ['education', 'master'], ['insurance_months', '70']])).html;
  const anchors = [...result.matchAll(/href="\/score\/differs#([a-z_0-9]+)"/g)].map((m) => m[1]);
  assert.ok(anchors.length >= 3);
  assert.match(result, /href="\/score\/differs"/);
  const page = await (await fetch(`${server.origin}/score/differs`)).text();
  for (const name of [...anchors, ...Object.keys(pointsOf(result))].filter((name) => !['total', 'credential', 'enterprise'].includes(name)))
    assert.match(page, new RegExp(`<section id="${name}">[\\s\\S]*?<dt>[^<]+</dt><dd>[^<]+`), name);
  assert.doesNotMatch(page, /(?:href|src|action)="(?:https?:)?\/\//);
});
