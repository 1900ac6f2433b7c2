// Who looks after a district gets the requests from there; where nobody does, whoever has least.
import test from 'node:test';
import assert from 'node:assert/strict';
import { pageProblems } from './checks.mjs';
import { kinds, query, startService } from './service.mjs';
import { ask, comeIn, wait } from './staff.mjs';

async function look(page) {
  if (page.isPlain) return;
  assert.deepEqual(await pageProblems(page, [320, 1280]), []);
  assert.deepEqual(page.troubles, []);
}

// By keys: without scripts a browser cannot tell whether a button still moves under a pointer.
async function press(page, button) {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), button.press('Enter')]);
}

async function lookAfter(page, name, ...areas) {
  await page.goto('/desk/team');
  const line = page.locator('.lines > li', { hasText: name });
  await line.locator('summary').press('Enter');
  await look(page);
  for (const area of areas) await line.getByLabel(area).press('Space');
  await press(page, line.getByRole('button', { name: '改负责的区' }));
  assert.match(await line.innerText(), new RegExp(`，顾问，负责${areas.join('、')}\n`));
  await look(page);
}

// As if all had waited for days: nobody waits five minutes of work for it here.
async function ownersOf(kind, service, n) {
  query(kind, service.db, "UPDATE leads SET free_ms = free_ms - 864000000 WHERE state = 'waiting'");
  const owners = () => query(kind, service.db, 'SELECT name FROM leads JOIN staff ON staff.id = owner ORDER BY leads.made_ms');
  for (let i = 0; i < 60 && (owners().length < n || owners()[0] === ''); i++) await wait(500);
  return owners();
}

for (const kind of kinds) for (const options of [{}, { javaScriptEnabled: false }]) {
  const name = options.javaScriptEnabled === false ? 'without scripts' : 'with scripts';
  test(`requests go to who looks after their district, ${name}: ${kind}`, async (t) => {
    const service = await startService(kind);
    t.after(service.stop);
    const { page: sara } = await comeIn(service, 'sara', 'supervisor', options);
    const { page: bert } = await comeIn(service, 'bert', 'consultant', options);
    await comeIn(service, 'carl', 'consultant', options);
    for (const page of [sara, bert]) page.isPlain = options.javaScriptEnabled === false;
    await lookAfter(sara, 'bert', '徐汇区', '浦东新区');
    await lookAfter(sara, 'carl', '静安区');

    await ask(service, options, '13800138000', '第一个问题', '310104');
    assert.deepEqual(await ownersOf(kind, service, 1), ['bert']);
    await ask(service, options, '13911112222', '第二个问题', '310115');
    assert.deepEqual(await ownersOf(kind, service, 2), ['bert', 'bert'], 'though the other has none');
    await ask(service, options, '13733334444', '第三个问题', '310151');
    assert.deepEqual(await ownersOf(kind, service, 3), ['bert', 'bert', 'carl'], 'nobody looks after it: who has least');

    await bert.goto('/desk');
    assert.match(await bert.locator('.tasks').innerText(), /都可以，徐汇区，最晚 [^]*都可以，浦东新区，最晚 /);
    await look(bert);
    await bert.locator('.task').first().press('Enter');
    await bert.waitForURL('**/desk/lead/*');
    assert.match(await bert.locator('dl').first().innerText(), /在哪个区\s+徐汇区/);
    await bert.locator('summary', { hasText: '转给同事' }).press('Enter');
    assert.match(await bert.locator('#to').innerText(), /carl（静安区，手上 1 个）/);
    await look(bert);
    await press(bert, bert.getByRole('button', { name: '转给这位' }));  // by hand it goes to anybody
    assert.deepEqual((await ownersOf(kind, service, 3)).filter((who) => who === 'carl').length, 2);
    const plain = query(kind, service.db, "SELECT count(*) FROM audit WHERE reason = '310104 310115'");
    assert.deepEqual(plain, ['1']);
    assert.match(await service.admin('audit-verify'), /^[1-9]\d* rows, all whole$/);
  });
}
