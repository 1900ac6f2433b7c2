// The interview as a visitor goes through it: by keyboard, with mistakes, and back.
import test from 'node:test';
import assert from 'node:assert/strict';
import { openPage } from './browser.mjs';
import { pageProblems } from './checks.mjs';
import { browser, server } from './shared.mjs';

const mostScreens = 7;
const mostTaps = 9;

// Somebody as most visitors are; what is not listed is answered by the first choice.
const typical = { birth_date: '1990-5-1', education: 'bachelor_with_degree', title: 'none', insurance_months: '70', permit_expiry: '2027-3-1', parent_permit_expiry: '2027-3-31', child_permit: '2027-12-31' };

const isResult = (page) => page.locator('main .summary').count().then((n) => n > 0);
const asked = (page) => page.evaluate(() => document.querySelector('input[name=ask]')?.value ?? '');

// ---- by keyboard -----------------------------------------------------------------------------------------------------

// What has the focus, and whether one can see it.
const focus = (page) => page.evaluate(() => {
  const el = document.activeElement;
  const shows = (e) => {
    const s = getComputedStyle(e);
    return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none';
  };
  const box = el.closest('.choice') ?? el;
  return {
    tag: el.tagName, type: el.type ?? '', name: el.name ?? '', value: el.value ?? '', href: el.getAttribute('href') ?? '',
    isBody: el === document.body, isSeen: shows(el) || shows(box),
  };
});

async function tabTo(page, isWanted, what) {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    const at = await focus(page);
    assert.ok(at.isBody || at.isSeen, `the focus on ${at.tag} ${at.name} ${at.href} cannot be seen`);
    if (isWanted(at)) return at;
  }
  throw new Error(`no ${what} within 60 Tabs at ${page.url()}`);
}

async function pressKey(page, key) {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press(key)]);
}

async function answerByKeyboard(page) {
  const name = await asked(page);
  if (name !== '') {
    const at = await tabTo(page, (f) => ['radio', 'text', 'checkbox'].includes(f.type), `control for ${name}`);
    if (at.type === 'text') await page.keyboard.type(typical[name] ?? '1');
    else await page.keyboard.press('Space');
  }
  await tabTo(page, (f) => f.tag === 'BUTTON' && ['next', 'result'].includes(f.value), 'button to go on');
  await pressKey(page, 'Enter');
}

async function byKeyboard(options) {
  const page = await openPage(browser, server.origin, options);
  await page.goto('/');
  await tabTo(page, (f) => f.href.startsWith('/score'), 'link to the points');
  await pressKey(page, 'Enter');
  for (let screens = 0; screens < 20 && !await isResult(page); screens++) await answerByKeyboard(page);
  assert.ok(await isResult(page), `no result, but ${await page.title()}`);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
}

test('from the first page to a result by keyboard alone', () => byKeyboard({}));
test('the same without scripts', () => byKeyboard({ javaScriptEnabled: false }));

// ---- by finger -------------------------------------------------------------------------------------------------------

// One tap on a screen that touches; a field to type in costs one tap to reach.
async function tap(page, selector, state) {
  state.taps++;
  await page.locator(selector).first().tap();
}

// True: the tap itself went on, as the page had said.
async function choose(page, name, state) {
  const wanted = `.choice:has(input[value="${typical[name] ?? ''}"])`;
  const selector = await page.locator(wanted).count() > 0 ? wanted : '.choice';
  const goesOn = await page.getByText('点一项就到下一题').count() > 0;
  await Promise.all([goesOn ? page.waitForNavigation() : null, tap(page, selector, state)]);
  return goesOn;
}

async function answerByFinger(page, state) {
  state.screens++;
  const name = await asked(page);
  let hasGoneOn = false;
  if (await page.locator('main input[type=text]').count() > 0) {
    await tap(page, 'main input[type=text]', state);
    await page.keyboard.type(typical[name] ?? '1');
  } else if (name !== '') hasGoneOn = await choose(page, name, state);
  if (hasGoneOn) return;
  await Promise.all([page.waitForNavigation(), tap(page, 'main .buttons button', state)]);
}

test(`at most ${mostScreens} screens and ${mostTaps} taps to the points`, async () => {
  const page = await openPage(browser, server.origin, { hasTouch: true, isMobile: true });
  const state = { taps: 0, screens: 0 };
  await page.goto('/score');
  while (state.screens < 20 && !await isResult(page)) await answerByFinger(page, state);
  assert.ok(await isResult(page));
  assert.deepEqual(page.troubles, []);
  await page.context().close();
  assert.ok(state.screens <= mostScreens && state.taps <= mostTaps, `${state.screens} screens, ${state.taps} taps`);
});

// ---- each step -------------------------------------------------------------------------------------------------------

async function walk(tool) {
  const page = await openPage(browser, server.origin, { javaScriptEnabled: true });
  await page.goto(tool);
  for (let n = 0; n < 20 && await page.locator('main .buttons button').count() > 0 && !await isResult(page); n++) {
    const name = await asked(page);
    assert.equal(await page.locator('input[type=tel]').count(), 0);
    assert.deepEqual(await pageProblems(page, [375]), [], `${tool}, asking ${name}`);
    await page.evaluate(([values, fact]) => {
      const field = document.querySelector('main input[type=text]');
      if (field !== null) field.value = values[fact] ?? '1';
      else document.querySelector('main input[type=radio], main input[type=checkbox]').checked = true;
    }, [typical, name]);
    await Promise.all([page.waitForNavigation(), page.locator('main .buttons button').first().click()]);
    assert.doesNotMatch(await page.title(), /^错误/, `${tool}, after ${name}`);
  }
  assert.deepEqual(await pageProblems(page, [375]), [], `${tool}, the result`);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
}

for (const tool of ['/score', '/renew', '/why', '/checkup', '/calendar', '/calendar/exam']) test(`each step of ${tool}`, () => walk(tool));

// ---- mistakes, and back ----------------------------------------------------------------------------------------------

const goOn = (page) => Promise.all([page.waitForNavigation(), page.locator('button[value=next]').click()]);

async function typeBirth(page, text) {
  await page.goto('/score');
  await page.fill('#birth_date', text);
  await goOn(page);
}

async function expectMistake(page, fact, kept) {
  assert.match(await page.title(), /^错误：/);
  const target = await page.locator('.errors a').getAttribute('href');
  assert.equal(await page.locator(target).count(), 1, `${target} is not on the page`);
  assert.equal(await page.locator(`#${fact}`).inputValue(), kept);
  assert.deepEqual(await pageProblems(page, [375]), []);
}

test('a mistake is named, linked and kept', async () => {
  const page = await openPage(browser, server.origin);
  for (const text of ['去年', '1990-13-40', '3026-1-1', '']) {
    await typeBirth(page, text);
    await expectMistake(page, 'birth_date', text);
    assert.equal(await page.locator('.errors a').getAttribute('href'), '#birth_date');
  }
  await page.fill('#birth_date', '1990年5月1日');
  await goOn(page);
  assert.doesNotMatch(await page.title(), /^错误/);
  await page.context().close();
});

test('a question without a choice is asked again', async () => {
  const page = await openPage(browser, server.origin);
  await typeBirth(page, '1990-5-1');
  await goOn(page);
  assert.match(await page.title(), /^错误：/);
  assert.equal(await asked(page), 'education');
  const target = await page.locator('.errors a').getAttribute('href');
  assert.equal(await page.locator(target).count(), 1);
  await page.context().close();
});

// ---- the browser's own buttons ---------------------------------------------------------------------------------------

// What the page asks, what stands in it, and where it is.
const shown = (page) => page.evaluate(() => ({
  path: location.pathname,
  asks: document.querySelector('input[name=ask]')?.value ?? document.querySelector('h1').textContent,
  says: [...document.querySelectorAll('main input:checked, main input[type=text]')].map((i) => i.value).join(),
  told: [...document.querySelectorAll('main input[type=hidden]')].map((i) => `${i.name}=${i.value}`).join(),
}));

const answers = { birth_date: '1990-5-1', education: 'bachelor', title: 'none', insurance_months: '70' };

// What is not among the answers gets the first choice. By keyboard: a tap would go on by itself where there are scripts.
async function answerOne(page) {
  const name = await asked(page);
  const radios = page.locator('main input[type=radio]');
  if (await radios.count() > 0) {
    const wanted = page.locator(`main input[type=radio][value="${answers[name]}"]`);
    await (await wanted.count() > 0 ? wanted : radios.first()).focus();
    await page.keyboard.press('Space');
  } else if (name !== '') await page.fill('main input[type=text]', answers[name] ?? '1');
  await Promise.all([page.waitForNavigation(), page.locator('main .buttons button').first().click()]);
}

// Four pages forward, back over all of them, and forward again: the same are shown, with what was said on them.
async function goBackAndForward(options) {
  const page = await openPage(browser, server.origin, options);
  await page.goto('/score');
  const seen = [];
  for (const name of Object.keys(answers)) {
    assert.equal(await asked(page), name);
    await answerOne(page);
    seen.push({ ...await shown(page), says: '' });
  }
  const last = await shown(page);
  for (let i = 2; i >= 0; i--) {
    await page.goBack({ waitUntil: 'load' });
    const [name, said] = Object.entries(answers)[i + 1];
    assert.deepEqual(await shown(page), { ...seen[i], says: said }, `back at ${name}`);
  }
  await page.goBack({ waitUntil: 'load' });
  assert.deepEqual(await shown(page), { path: '/score', asks: 'birth_date', says: '1990-5-1', told: 'ask=birth_date' });
  for (let i = 0; i < 3; i++) {
    await page.goForward({ waitUntil: 'load' });
    assert.equal((await shown(page)).told, seen[i].told);
  }
  await page.goForward({ waitUntil: 'load' });
  assert.deepEqual(await shown(page), last);
  return page;
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts';

  test(`Back and Forward show the answers again, ${how}`, async () => {
    const page = await goBackAndForward({ javaScriptEnabled });
    assert.deepEqual(page.troubles, []);
    await page.context().close();
  });

  test(`another answer after Back counts, ${how}`, async () => {
    const page = await goBackAndForward({ javaScriptEnabled });
    await page.goBack({ waitUntil: 'load' });
    await page.goBack({ waitUntil: 'load' });
    assert.equal(await asked(page), 'title');
    await page.locator('input[type=radio][name=title][value=intermediate]').focus();
    await page.keyboard.press('Space');
    await Promise.all([page.waitForNavigation(), page.locator('button[value=next]').click()]);
    const { told } = await shown(page);
    assert.match(told, /title=intermediate/);
    assert.doesNotMatch(told, /title=none/);
    await page.context().close();
  });

  test(`a page loaded again is the same page, ${how}`, async () => {
    const page = await goBackAndForward({ javaScriptEnabled });
    const before = await shown(page);
    await page.reload({ waitUntil: 'load' });
    assert.deepEqual(await shown(page), before);
    assert.doesNotMatch(await page.title(), /^错误/);
    await page.context().close();
  });

  test(`from a result to another page and back, ${how}`, async () => {
    const page = await openPage(browser, server.origin, { javaScriptEnabled });
    await page.goto('/score');
    for (let n = 0; n < 20 && !await isResult(page); n++) await answerOne(page);
    const title = await page.title();
    const total = await page.locator('main .summary').textContent();
    await Promise.all([page.waitForNavigation(), page.locator('main a[href^="/"]:visible').first().click()]);
    await page.goBack({ waitUntil: 'load' });
    assert.equal(await page.title(), title);
    assert.equal(await page.locator('main .summary').textContent(), total);
    assert.deepEqual(page.troubles, []);
    await page.context().close();
  });
}

test('the page\'s own button back shows what was said, and forward goes on with it', async () => {
  const page = await openPage(browser, server.origin);
  await typeBirth(page, '1990-5-1');
  await Promise.all([page.waitForNavigation(), page.locator('.choice:has(input[value=bachelor])').click()]);
  assert.equal(await asked(page), 'title');
  await Promise.all([page.waitForNavigation(), page.locator('.back').click()]);
  assert.equal(await asked(page), 'education');
  assert.ok(await page.isChecked('input[value=bachelor]'));
  await Promise.all([page.waitForNavigation(), page.locator('.back').click()]);
  assert.equal(await page.inputValue('#birth_date'), '1990-5-1');
  await goOn(page);
  assert.equal(await asked(page), 'education');
  await page.context().close();
});
