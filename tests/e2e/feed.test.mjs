// The days as a calendar: a file, and an address to subscribe to. Read by ical.js, which knows nothing of this site.
import test from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPage } from './browser.mjs';
import { pageProblems } from './checks.mjs';
import { installed } from './place.mjs';
import { programs, startServer } from './server.mjs';
import { browser, server } from './shared.mjs';

const ical = installed('ical.js');
const longest = 400;  // days behind the last one that was told
const day = (offset) => new Date(Date.now() + 8 * 3600e3 + offset * 86400e3).toISOString().slice(0, 10);
const answers = (expiry) => new URLSearchParams({ permit_expiry: expiry, permit_renewed_on: 'none', changes: 'none' });

const post = (origin, path, body) => fetch(origin + path, { method: 'POST', body });
const resultOf = async (origin, expiry) => (await post(origin, '/calendar/result', answers(expiry))).text();
const addressIn = (html) => html.match(/value="(https?:[^"]*\/cal\/[^"]*)"/)?.[1];
const pathIn = (html) => new URL(addressIn(html)).pathname;

// [{ uid, summary, start, alarms }]; throws where the standard is not kept.
function eventsOf(text) {
  assert.ok(text.endsWith('\r\n') && !/[^\r]\n/.test(text), 'lines end in CR LF');
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, `too long: ${line}`);
  const calendar = new ical.Component(ical.parse(text));
  return calendar.getAllSubcomponents('vevent').map((part) => {
    const event = new ical.Event(part);
    assert.ok(event.startDate.isDate && event.endDate.compare(event.startDate) > 0);
    const alarms = part.getAllSubcomponents('valarm').map((a) => a.getFirstPropertyValue('trigger').toSeconds() / 86400);
    return { uid: event.uid, summary: event.summary, start: event.startDate.toString(), alarms };
  });
}

const daysOf = (html) => [...html.matchAll(/class="timeline-day">[\s\S]*?datetime="([^"]+)"/g)].map(([, found]) => found);

test('the file has the days of the page, each with reminders that are still ahead', async () => {
  const expiry = day(200);
  const html = await resultOf(server.origin, expiry);
  const answer = await post(server.origin, '/calendar.ics', answers(expiry));
  assert.match(answer.headers.get('content-disposition'), /^attachment; filename\*=UTF-8''/);
  const events = eventsOf(await answer.text());
  assert.deepEqual(events.map((e) => e.start).sort(), daysOf(html).sort());
  assert.equal(new Set(events.map((e) => e.uid)).size, events.length);
  for (const e of events) {
    const ahead = (new Date(e.start) - new Date(day(0))) / 86400e3;
    assert.deepEqual(e.alarms, [-30, -7, -1].filter((d) => ahead + d >= 0), `${e.summary} in ${ahead} days`);
  }
});

test('the same days under an address to subscribe to, which is asked for again for nothing', async () => {
  const expiry = day(200);
  const html = await resultOf(server.origin, expiry);
  assert.match(html, /href="webcal:\/\/127\.0\.0\.1/);
  const answer = await fetch(addressIn(html));
  assert.equal(answer.headers.get('content-type'), 'text/calendar; charset=utf-8');
  assert.equal(answer.headers.get('cache-control'), 'private, no-cache');
  const text = await answer.text();
  assert.deepEqual(eventsOf(text).map((e) => e.start).sort(), daysOf(html).sort());
  const again = await fetch(addressIn(html), { headers: { 'If-None-Match': answer.headers.get('etag') } });
  assert.equal(again.status, 304);
  assert.equal(addressIn(await resultOf(server.origin, expiry)), addressIn(html), 'one address for the same answers');
  const other = eventsOf(await (await fetch(addressIn(await resultOf(server.origin, day(201))))).text());
  assert.equal(other.some((e) => text.includes(e.uid)), false, 'two people share an event');
});

test('an address says no more than the page asked', async () => {
  const body = answers(day(200));
  body.set('birth_date', '1985-06-14');
  const html = await (await post(server.origin, '/calendar/result', body)).text();
  const token = pathIn(html).slice('/cal/'.length, -'.ics'.length);
  assert.equal(Buffer.from(token, 'base64url').toString('latin1').includes('birth'), false);
});

test('an address changed in any letter is none of this site', async () => {
  const path = pathIn(await resultOf(server.origin, day(200)));
  const from = '/cal/'.length;
  for (let at = from; at < path.length - 4; at += 3) {
    const letter = path[at] === 'A' ? 'B' : 'A';
    const { status } = await fetch(server.origin + path.slice(0, at) + letter + path.slice(at + 1));
    assert.equal(status, 404, `letter ${at - from}`);
  }
  for (const strange of ['/cal/.ics', '/cal/x', path.slice(0, -4), `${path}/`.replace('.ics/', '.ics/x'), `/cal/${'A'.repeat(3000)}.ics`])
    assert.equal((await fetch(server.origin + strange)).status, 404, strange);
});

test('a calendar ends some time after its last day, and says what to do', async () => {
  const passed = async (days) => (await fetch(addressIn(await resultOf(server.origin, day(-days))))).status;
  assert.equal(await passed(1), 200);
  assert.equal(await passed(longest), 200);
  assert.equal(await passed(longest + 1), 410);
  const page = await openPage(browser, server.origin);
  await page.goto(pathIn(await resultOf(server.origin, day(-longest - 1))));
  assert.match(await page.locator('main').innerText(), /这个日历已经到头了/);
  assert.deepEqual(await pageProblems(page, [375]), []);
  await page.context().close();
});

// ---- the key ---------------------------------------------------------------------------------------------------------

const inFolder = async (run) => {
  const folder = mkdtempSync(join(tmpdir(), 'jifen-data-'));
  try { await run(join(folder, 'data')); } finally { rmSync(folder, { recursive: true }); }
};
const statusAt = async (origin, path) => (await fetch(origin + path)).status;

test('the key outlives the server, is read by its owner alone, and its end is the end of all addresses', () => inFolder(async (data) => {
  const file = join(data, 'calendar.key');
  const first = await startServer(['--data', data]);
  const path = pathIn(await resultOf(first.origin, day(200)));
  assert.equal(await first.stop(), 0);
  assert.equal(readFileSync(file).length, 32);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const second = await startServer(['--data', data]);
  assert.equal(await statusAt(second.origin, path), 200);
  await second.stop();
  rmSync(file);
  const third = await startServer(['--data', data]);
  assert.equal(await statusAt(third.origin, path), 404);
  await third.stop();
}));

test('without a folder no calendar is offered', async () => {
  const plain = await startServer(['--data', '']);
  assert.equal(addressIn(await resultOf(plain.origin, day(200))), undefined);
  assert.equal(await statusAt(plain.origin, pathIn(await resultOf(server.origin, day(200)))), 404);
  await plain.stop();
});

const start = (data) => spawnSync(programs.server, ['--listen', '127.0.0.1:1', '--data', data], { encoding: 'utf8', timeout: 10000 });

test('a key that cannot be used is named, with what to do', () => inFolder(async (data) => {
  await (await startServer(['--data', data])).stop();
  const file = join(data, 'calendar.key');
  chmodSync(file, 0o644);
  assert.match(start(data).stderr, /calendar\.key: others can read it; run chmod u=rw,go=/);
  chmodSync(file, 0o600);
  truncateSync(file, 31);
  assert.match(start(data).stderr, /calendar\.key: expected 32 bytes/);
  writeFileSync(file, Buffer.alloc(33));
  assert.equal(start(data).status, 2);
  assert.match(start(join(file, 'below')).stderr, /--data: .*Not a directory/);
}));

test('the address of the site stands in the calendar\'s', async () => inFolder(async (data) => {
  const named = await startServer(['--data', data, '--address', 'https://www.example.cn']);
  const html = await resultOf(named.origin, day(200));
  assert.match(addressIn(html), /^https:\/\/www\.example\.cn\/cal\//);
  assert.match(html, /webcal:\/\/www\.example\.cn\/cal\//);
  await named.stop();
}));
