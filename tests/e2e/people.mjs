// People made up by a seed, who answer the questions of the site as its forms ask them.
import { formOf, hiddenFields, pointsOf, titleOf } from './html.mjs';

const pad = (n) => String(n).padStart(2, '0');

// ---- answers ---------------------------------------------------------------------------------------------------------

const day = (random) => [1962 + random.below(44), 1 + random.below(12), 1 + random.below(28)];

function dateText(random) {
  const [y, m, d] = day(random);
  return random.pick([`${y}-${pad(m)}-${pad(d)}`, `${y}年${m}月${d}日`, `${y}-${m}-${d}`]);
}

function numberText(random, question) {
  const span = Math.min(question.most, 180) - question.least;
  const least = question.least + random.below(span + 1);
  return random.chance(0.8) ? `${least}` : `${least}..${Math.min(least + random.below(30), question.most)}`;
}

function typed(random, question) {
  if (question.kind === 'number') return numberText(random, question);
  return question.kind === 'month' ? `${2024 + random.below(3)}-${pad(1 + random.below(12))}` : dateText(random);
}

// What somebody presses and fills in on one page, as name and value pairs.
function answer(random, form, questions) {
  const field = form.inputs.find((i) => i.type === 'text');
  const unsure = form.buttons.find((b) => b.name?.startsWith('say:'));
  if (field !== undefined && unsure !== undefined && random.chance(0.1)) return [[unsure.name, unsure.value]];
  const go = form.buttons.find((b) => b.value === 'next' || b.value === 'result');
  const out = [];
  if (field !== undefined) out.push([field.name, typed(random, questions.get(field.name))]);
  const radios = form.inputs.filter((i) => i.type === 'radio');
  if (radios.length > 0) {
    const one = random.pick(radios);
    out.push([one.name, one.value]);
  }
  for (const box of form.inputs.filter((i) => i.type === 'checkbox'))
    if (random.chance(0.15)) out.push([box.name, box.value]);
  return [...out, [go.name, go.value]];
}

// ---- the site --------------------------------------------------------------------------------------------------------

export async function post(origin, path, fields) {
  const headers = { Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded' };
  const answered = await fetch(origin + path, { method: 'POST', headers, body: new URLSearchParams(fields).toString() });
  return { status: answered.status, html: await answered.text() };
}

export async function listQuestions(origin) {
  const list = await (await fetch(`${origin}/api/v1/questions`)).json();
  return new Map(list.map((q) => [q.name, q]));
}

// All facts given so far, as texts: the page that asks one more holds them in hidden fields.
async function factsGiven(origin, fields, questions) {
  const taken = new Set(fields.map(([name]) => name));
  const other = [...questions.keys()].reverse().find((name) => !taken.has(name));
  const kept = fields.filter(([name]) => name !== 'go' && name !== 'ask');
  const { html } = await post(origin, '/score', [...kept, ['ask', other], ['go', 'next']]);
  return hiddenFields(formOf(html)).filter(([name]) => questions.has(name) && name !== 'ask');
}

// From /score to a result, or to the page that says that two answers cannot both be so.
// { given: [[fact, text]], points, isRefused, screens }
export async function walkScore(origin, random, questions) {
  let html = await (await fetch(`${origin}/score`)).text();
  let fields = [];
  for (let screens = 1; screens < 30; screens++) {
    const form = formOf(html);
    const hidden = hiddenFields(form);
    fields = [...hidden, ...answer(random, form, questions)];
    ({ html } = await post(origin, form.action, fields));
    const points = pointsOf(html);
    const isRefused = titleOf(html).startsWith('错误：');
    if (isRefused || Object.keys(points).length > 0)
      return { given: await factsGiven(origin, fields, questions), points, isRefused, screens };
  }
  throw new Error('the questions do not end');
}

// The first page of a tool answered by `first` (null: as it comes), the others as they come: { screens, html, fields } of its result. A page that finds two
// answers at odds asks the same again and counts as no new screen.
export async function walkTool(origin, path, first, random, questions) {
  let html = await (await fetch(origin + path)).text();
  let screens = 0;
  let fields = [];
  for (let pages = 0; pages < 60; pages++) {
    const form = formOf(html);
    if (form === null || !form.inputs.some((i) => i.name === 'ask')) return { screens, html, fields };
    screens += !titleOf(html).startsWith('错误：');
    const said = pages === 0 && first !== null ? [...first, ['go', 'next']] : answer(random, form, questions);
    fields = [...hiddenFields(form), ...said];
    ({ html } = await post(origin, form.action, fields));
  }
  throw new Error('the questions do not end');
}

// ---- the same as JSON ------------------------------------------------------------------------------------------------

function isoDay(text) {
  const [y, m, d] = text.match(/\d+/g);
  return `${y}-${pad(m)}-${pad(d)}`;
}

function jsonValue(question, text) {
  if (text === '?') return null;
  const ends = text.split('..');
  switch (question.kind) {
    case 'bool': return text === 'true';
    case 'number': return ends.length === 2 ? ends.map(Number) : Number(text);
    case 'date': return text === 'none' ? text : ends.length === 2 ? ends.map(isoDay) : isoDay(text);
    case 'set': return text === 'none' ? [] : text.split('|');
    case 'enum': return text.includes('|') ? text.split('|') : text;
    default: return text;
  }
}

export function factsJson(given, questions) {
  return JSON.stringify(Object.fromEntries(given.map(([name, text]) => [name, jsonValue(questions.get(name), text)])));
}
