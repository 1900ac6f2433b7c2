// The child's exam: asked without and with scripts, by a law of its own; its days as a page and as a file.
import test from 'node:test';
import assert from 'node:assert/strict';
import { openPage } from './browser.mjs';
import { pageProblems } from './checks.mjs';
import { installed } from './place.mjs';
import { browser, server } from './shared.mjs';

const ical = installed('ical.js');
const pupil = { which_exam: 'zhongkao', exam_year: 'y2027', parent_points_valid: 'true', parent_permit_expiry: '2027-3-31', child_permit: '2027-12-31', final_year: 'true' };
const senior = { which_exam: 'gaokao', parent_points_valid: 'false', parent_permit_expiry: '2027-12-31', senior_high: 'true', took_middle: 'true' };

// By keyboard: a tap would go on by itself where there are scripts.
async function answer(page, given) {
  const name = await page.inputValue('input[name=ask]');
  const radio = page.locator(`main input[type=radio][value="${given[name]}"]`);
  if (await radio.count() > 0) {
    await radio.focus();
    await page.keyboard.press('Space');
  } else await page.fill('main input[type=text]', given[name]);
  await Promise.all([page.waitForNavigation(), page.locator('button[value=next]').press('Enter')]);
  return name;
}

async function walk(given, options, look) {
  const page = await openPage(browser, server.origin, options);
  await page.goto('/calendar/exam');
  const asked = [];
  while (asked.length < 12 && await page.locator('main .summary').count() === 0) asked.push(await answer(page, given));
  assert.deepEqual(asked, Object.keys(given));
  await look(page);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
}

const conditions = (page) => page.locator('.conditions li').evaluateAll((all) => all.map((el) => el.dataset.ruleId));
const days = (page) => page.locator('.timeline-day time').evaluateAll((all) => all.map((el) => el.getAttribute('datetime')));

for (const javaScriptEnabled of [true, false])
  test(`a pupil whose parent's permit ends too soon, ${javaScriptEnabled ? 'with' : 'without'} scripts`, () => walk(pupil, { javaScriptEnabled }, async (page) => {
    const text = await page.locator('main').innerText();
    assert.match(text, /证件管得到一月报名，五月补报名以前要续好/);
    assert.match(text, /家长居住证在补报名以前到期/);
    assert.match(text, /积分须在报名时有效/);
    assert.match(text, /把握：低/);
    assert.deepEqual(await conditions(page), ['parent_points_not_valid', 'parent_permit_short', 'child_permit_short', 'not_final_year']);
    assert.deepEqual(await days(page), ['2027-01-19', '2027-01-30', '2027-03-01', '2027-03-31', '2027-05-07', '2027-12-31']);
    if (javaScriptEnabled) assert.deepEqual(await pageProblems(page, [375]), []);
  }));

test('for the other exam other things are asked', () => walk(senior, {}, async (page) => {
  const text = await page.locator('main').innerText();
  assert.match(text, /报名时不够条件/);
  assert.match(text, /高考：家长积分没有生效/);
  assert.match(text, /积分须在报名时有效/);
  assert.doesNotMatch(text, /中考通知/);
  assert.deepEqual(await days(page), ['2027-12-01', '2027-12-31']);
}));

test('the file has the same days', async () => {
  const post = (path, more) => fetch(server.origin + path, { method: 'POST', body: new URLSearchParams({ ...pupil, ...more }) });
  const text = await (await post('/calendar/exam.ics')).text();
  const events = new ical.Component(ical.parse(text)).getAllSubcomponents('vevent').map((part) => new ical.Event(part).startDate.toString());
  assert.deepEqual(events.sort(), ['2027-01-19', '2027-01-30', '2027-03-01', '2027-03-31', '2027-05-07', '2027-12-31']);
});

test('facts of one law are none of the other\'s', async () => {
  const body = new URLSearchParams({ ...pupil, education: 'bachelor', birth_date: 'no day' });
  const answer = await fetch(`${server.origin}/calendar/exam/result`, { method: 'POST', body });
  assert.doesNotMatch(await answer.text(), /<title>错误/);
  const other = await fetch(`${server.origin}/calendar/result`, { method: 'POST', body: new URLSearchParams({ parent_permit_expiry: 'no day' }) });
  assert.doesNotMatch(await other.text(), /<title>错误/);
});

test('what cannot be read is asked again at its own question', async () => {
  const body = new URLSearchParams({ ...pupil, child_permit: '去年' });
  const text = await (await fetch(`${server.origin}/calendar/exam/result`, { method: 'POST', body })).text();
  assert.match(text, /<title>错误/);
  assert.match(text, /action="\/calendar\/exam"/);
  assert.match(text, /value="去年"/);
});

test('it is found at home, beside the other days, and in the rules', async () => {
  for (const path of ['/', '/calendar']) assert.match(await (await fetch(server.origin + path)).text(), /href="\/calendar\/exam"/, path);
  assert.match(await (await fetch(`${server.origin}/rules`)).text(), /id="shanghai-exams-dates"/);
  assert.equal((await fetch(`${server.origin}/rules/parent_permit_short`)).status, 200);
  const laws = await (await fetch(`${server.origin}/api/v1/policies`)).json();
  assert.deepEqual(laws.map((l) => l.id), ['shanghai-points', 'shanghai-exams']);
});
