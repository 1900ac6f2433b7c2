// One person, four ways in: question by question, all on one page, the API, the command line. All say the same.
import test from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { pointsOf, titleOf } from './html.mjs';
import { factsJson, listQuestions, post, walkScore } from './people.mjs';
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
  for (const [tool, result] of [['/renew', '/renew/list'], ['/why', '/why/result'], ['/calendar', '/calendar/result']]) {
    const start = await fetch(server.origin + tool);
    assert.equal(start.status, 200, tool);
    const end = await post(server.origin, result, []);
    assert.equal(end.status, 200, result);
    assert.equal(end.html.match(/<h1>/g)?.length, 1, result);
  }
});
