// What whoever runs the site watches: how many calls are open, and how much of the budget for SMS is used.
import test from 'node:test';
import assert from 'node:assert/strict';
import { ask } from './caller.mjs';
import { kinds, startService } from './service.mjs';

async function readFigures(service) {
  const text = await (await fetch(`${service.adminOrigin}/metrics`)).text();
  return Object.fromEntries(text.split('\n').filter((l) => l && !l.startsWith('#')).map((l) => [l.slice(0, l.lastIndexOf(' ')), Number(l.slice(l.lastIndexOf(' ')))]));
}

for (const kind of kinds) test(`a request for a call is in the figures, and nobody's number: ${kind}`, async (t) => {
  const service = await startService(kind, ['--sms-hour', '5']);
  t.after(service.stop);
  const before = await readFigures(service);
  assert.equal(before.jifen_database_up, 1);
  assert.equal(before['jifen_sms_used{window="hour"}'], 0);
  assert.equal(before['jifen_sms_most{window="hour"}'], 5);
  const told = await ask(service.origin, service.provider, 7);
  assert.ok(told);
  const after = await readFigures(service);
  assert.equal(after['jifen_sms_used{window="hour"}'], 1);
  assert.equal(after['jifen_sms{state="sent"}'], 1);
  assert.deepEqual(['open', 'unowned', 'late'].map((which) => after[`jifen_calls{which="${which}"}`]), [1, 1, 0]);
  assert.ok(!Object.keys(after).some((name) => name.includes(told.phone)));
});
