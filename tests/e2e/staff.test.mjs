// Who works here: let in, looked after, turned away; each in a browser of their own.
import test from 'node:test';
import assert from 'node:assert/strict';
import { openPage } from './browser.mjs';
import { pageProblems } from './checks.mjs';
import { kinds, query, startService } from './service.mjs';
import { browser } from './shared.mjs';
import { comeIn, headingOf, joinBy, password, signIn, submit } from './staff.mjs';
import { codeOf } from './totp.mjs';

async function look(page) {
  if (page.isPlain) return;
  assert.deepEqual(await pageProblems(page, [320, 1280]), []);
  assert.deepEqual(page.troubles, []);
}

async function manage(page, name) {
  const line = page.locator('.lines > li', { hasText: name });
  await line.locator('summary').click();
  return line;
}

async function press(page, button) {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), button.click()]);
}

// The link that is shown once; here without TLS.
async function linkOn(page) {
  await look(page);
  assert.equal(await headingOf(page), '把这个链接交给本人');
  return (await page.locator('code').innerText()).replace('https:', 'http:');
}

// A proof that is no longer fresh: nobody waits five minutes for it here.
function letTimePass(kind, service) {
  query(kind, service.db, 'UPDATE sessions SET fresh_ms = 0');
}

for (const kind of kinds) for (const options of [{}, { javaScriptEnabled: false }]) {
  const name = options.javaScriptEnabled === false ? 'without scripts' : 'with scripts';
  test(`an admin lets somebody in, helps them and turns them away, ${name}: ${kind}`, async (t) => {
    const service = await startService(kind);
    t.after(service.stop);
    const { page: admin, secret } = await comeIn(service, '阿当', 'admin', options, async () => {});
    admin.isPlain = options.javaScriptEnabled === false;
    assert.equal(await headingOf(admin), '团队');
    await look(admin);

    // invited by the page, after one more proof
    letTimePass(kind, service);
    await admin.getByLabel('名字').fill('小卡');
    await submit(admin, '邀请');
    assert.equal(await headingOf(admin), '请再确认一次是您');
    await look(admin);
    await admin.getByLabel('动态码或密码').fill('不是这个密码不是这个密码');
    await submit(admin, '继续');
    assert.match(await admin.title(), /^错误：/);
    await look(admin);
    await admin.getByLabel('动态码或密码').fill(password);
    await submit(admin, '继续');
    const link = await linkOn(admin);
    const carl = await openPage(browser, service.desk, options);
    carl.isPlain = admin.isPlain;
    const { codes } = await joinBy(carl, link, look);
    assert.equal((await carl.goto(link)).status(), 404);
    carl.troubles.length = 0;  // the browser says so too
    await look(carl);

    // a code from paper, and what went wrong before
    await signIn(carl, '小卡', codes[0], '不是这个密码不是这个密码');
    assert.match(await carl.locator('.errors').innerText(), /不对/);
    await signIn(carl, '小卡', codes[0]);
    assert.equal(await headingOf(carl), '我的账户');
    assert.match(await carl.locator('main').innerText(), /还剩 9 个没用过/);
    await look(carl);
    await submit(carl, '换一批恢复码');
    assert.equal(await headingOf(carl), '新的恢复码');
    await look(carl);
    const fresh = await carl.locator('.codes code').allInnerTexts();

    // another place, and its end
    const other = await openPage(browser, service.desk, options);
    await signIn(other, '小卡', fresh[0]);
    await carl.goto('/desk/me');
    assert.equal(await carl.locator('.lines > li').count(), 2);
    await look(carl);
    await submit(carl, '结束其他全部');
    assert.equal(await carl.locator('.lines > li').count(), 1);
    await other.goto('/desk');
    assert.equal(await headingOf(other), '登录');

    // role, off and on
    await admin.goto('/desk/team');
    let line = await manage(admin, '小卡');
    await look(admin);
    await line.locator('select').selectOption('supervisor');
    await press(admin, line.getByRole('button', { name: '改角色' }));
    assert.match(await admin.locator('.lines > li', { hasText: '小卡' }).innerText(), /主管/);
    await carl.goto('/desk');
    assert.equal(await headingOf(carl), '登录', 'who has another role signs in again');
    await signIn(carl, '小卡', fresh[1]);
    line = await manage(admin, '小卡');
    await press(admin, line.getByRole('button', { name: '停用' }));
    await look(admin);
    await carl.goto('/desk');
    assert.equal(await headingOf(carl), '登录', 'who is turned off is out at once');
    await signIn(carl, '小卡', fresh[2]);
    assert.equal(await headingOf(carl), '登录');
    line = await manage(admin, '小卡');
    await press(admin, line.getByRole('button', { name: '恢复' }));

    // the phone is lost: one asks, another grants
    line = await manage(admin, '小卡');
    await press(admin, line.getByRole('button', { name: '手机也丢了：申请重设' }));
    line = await manage(admin, '小卡');
    assert.match(await line.innerText(), /要另一位管理员或主管同意，对方加入要满一天/);
    await look(admin);
    const { page: sara } = await comeIn(service, '萨拉', 'supervisor', options);
    sara.isPlain = admin.isPlain;
    query(kind, service.db, 'UPDATE staff SET made_ms = made_ms - 86400000');
    await sara.goto('/desk/team');
    await look(sara);
    line = await manage(sara, '小卡');
    await press(sara, line.getByRole('button', { name: '同意重设：给一个链接' }));
    const anew = await joinBy(carl, await linkOn(sara), look);
    await signIn(carl, '小卡', codeOf(anew.secret));
    assert.equal(await headingOf(carl), '待回电');

    // out: the browser forgets
    const [left] = await Promise.all([
      carl.waitForResponse((r) => r.url().endsWith('/desk/logout')),
      submit(carl, '退出'),
    ]);
    assert.equal((await left.allHeaders())['clear-site-data'], '"cache", "storage"');
    assert.ok(!service.log().includes(secret));
    assert.match(await service.admin('audit-verify'), /rows, all whole$/);
  });
}

// Another password, by whoever knows the old one: after one more proof, and with it all other places end.
for (const kind of kinds) for (const options of [{}, { javaScriptEnabled: false }]) {
  const name = options.javaScriptEnabled === false ? 'without scripts' : 'with scripts';
  test(`somebody takes another password, ${name}: ${kind}`, async (t) => {
    const service = await startService(kind);
    t.after(service.stop);
    const fresh = '另一个密码也要十二个字才行';
    const { page, codes } = await comeIn(service, '小卡', 'consultant', options);
    page.isPlain = options.javaScriptEnabled === false;
    const other = await openPage(browser, service.desk, options);
    await signIn(other, '小卡', codes[0]);
    const fill = async (old, wanted, again = wanted) => {
      await page.getByLabel('旧密码').fill(old);
      await page.getByLabel('新密码', { exact: true }).fill(wanted);
      await page.getByLabel('再输一遍新密码').fill(again);
      await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.getByLabel('再输一遍新密码').press('Enter')]);
    };

    letTimePass(kind, service);
    await page.goto('/desk/me');
    await look(page);
    await submit(page, '换密码');
    assert.equal(await headingOf(page), '请再确认一次是您');
    await page.getByLabel('动态码或密码').fill(codes[1]);
    await submit(page, '继续');
    assert.equal(await headingOf(page), '换密码');
    await look(page);
    for (const [label, fills] of [['旧密码', 'current-password'], ['新密码', 'new-password'], ['再输一遍新密码', 'new-password']]) {
      const field = page.getByLabel(label, { exact: true });
      assert.deepEqual([await field.getAttribute('type'), await field.getAttribute('autocomplete')], ['password', fills]);
    }

    for (const [typed, words] of [
      [['不是这个密码不是这个密码', fresh], /旧密码不对/], [[password, fresh, `${fresh} `], /和上面的新密码不一样/],
      [[password, '太短了'], /12 个字以上/], [[password, 'jifenshanghai'], /容易猜到/],
    ]) {
      await fill(...typed);
      assert.match(await page.title(), /^错误：/);
      assert.match(await page.locator('.errors').innerText(), words);
      assert.ok(!(await page.content()).includes(typed[1]), 'what was typed unseen stands in no page');
      await look(page);
    }
    // too much time has passed by then: nothing of it is carried along
    letTimePass(kind, service);
    await fill(password, fresh);
    assert.equal(await headingOf(page), '请再确认一次是您');
    for (const typed of [password, fresh]) assert.ok(!(await page.content()).includes(typed));
    await page.getByLabel('动态码或密码').fill(codes[2]);
    await submit(page, '继续');
    await fill(password, fresh);
    assert.equal(await headingOf(page), '密码换好了');
    await look(page);
    await page.getByRole('link', { name: '回到我的账户' }).click();
    assert.equal(await headingOf(page), '我的账户');
    assert.equal(await page.locator('.lines > li').count(), 1, 'this place alone');
    await other.goto('/desk');
    assert.equal(await headingOf(other), '登录');
    await signIn(other, '小卡', codes[3]);
    assert.match(await other.locator('.errors').innerText(), /不对/);
    await signIn(other, '小卡', codes[3], fresh);
    assert.notEqual(await headingOf(other), '登录');
    assert.deepEqual(query(kind, service.db, "SELECT result FROM audit WHERE action = 'password_changed' ORDER BY seq"), ['wrong', 'done']);
    assert.match(await service.admin('audit-verify'), /rows, all whole$/);
  });
}

test('an auditor reads what was done, and nothing else', async (t) => {
  const service = await startService();
  t.after(service.stop);
  const { page } = await comeIn(service, '审计', 'auditor');
  assert.equal(await headingOf(page), '审计记录');
  await look(page);
  assert.match(await page.locator('.lines').innerText(), /审计（审计员）：登录\s+成了 用动态码/);
  for (const path of ['/desk', '/desk/team', '/desk/lead/0123456789ABC']) {
    assert.equal((await page.goto(path)).status(), 404, path);
  }
  page.troubles.length = 0;
  await page.goto('/desk/audit');
  assert.match(await page.locator('.lines').innerText(), /没有权限 \/desk\/lead\/\*\s+没让做 角色不合/);
  // the sender's checkpoint: within its ten seconds
  for (let i = 0; i < 60 && await page.locator('.box code').count() === 0; i++) {
    await new Promise((done) => setTimeout(done, 500));
    await page.goto('/desk/audit');
  }
  const [, seq] = /第 (\d+) 行/.exec(await page.locator('main').innerText());
  const groups = await page.locator('.box code').innerText();
  assert.match(groups, /^\d{5}( \d{5}){7}$/);
  await page.getByLabel('核对一行').fill(seq);
  await submit(page, '核对');
  assert.equal(await page.locator('[role=status] code').innerText(), groups);
  await look(page);
  await page.goto('/desk/audit?row=99999');
  assert.match(await page.locator('[role=status]').innerText(), /没有这一行/);
  await look(page);
});

test('many who sign in at once wait in a short line, the others are told to come back', async (t) => {
  const service = await startService();
  t.after(service.stop);
  const { page } = await comeIn(service, '安娜', 'consultant');
  const tries = Array.from({ length: 60 }, (_, i) => fetch(`${service.desk}/desk/login`, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin', 'X-Forwarded-For': `10.3.0.${i}` },
    body: new URLSearchParams({ name: `n${i}`, password: 'x', code: '0' }),
  }));
  const came = await Promise.all(tries.map(async (one) => {
    const answer = await one;
    return [answer.status, await answer.text()];
  }));
  const busy = came.filter(([status]) => status === 503);
  assert.ok(busy.length >= 1 && busy.length <= 60 - 20, `${busy.length} were told so`);
  for (const [, text] of busy) assert.match(text, /现在办不了这一步/);
  assert.ok(came.every(([status]) => status === 503 || status === 200));
  await page.goto('/desk');
  assert.equal(await headingOf(page), '待回电');
});
