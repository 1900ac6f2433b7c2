// Nothing here is needed: every page works without it. It only saves a tap where the browser can.
'use strict';

// A tap on the one answer goes on to the next question; the page says so before. Keys only move the choice, as everywhere.
(() => {
  const next = document.querySelector('button[value=next]');
  const form = next?.form;
  const choices = form?.querySelectorAll('input[type=radio]') ?? [];
  const isLone = choices.length > 0 && [...choices].every((c) => c.name === choices[0].name);
  if (!next || !isLone || form.querySelector('input[type=text], input[type=checkbox], select')) return;

  const advice = document.createElement('p');
  advice.className = 'hint';
  advice.textContent = '点一项就到下一题。';
  choices[0].closest('.choice').before(advice);

  let isTap = false;
  form.addEventListener('pointerdown', () => { isTap = true; });
  form.addEventListener('keydown', () => { isTap = false; });
  form.addEventListener('change', () => { if (isTap) form.requestSubmit(next); });
})();

// Print, where a button says so.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

// What this browser remembers, each under a name with a version. A browser that keeps nothing is no error.
const store = {
  read(name) {
    try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
  },
  write(name, value) {
    try { localStorage.setItem(name, JSON.stringify(value)); return true; } catch { return false; }
  },
  forget(name) {
    try { localStorage.removeItem(name); } catch { /* there is nothing to forget */ }
  },
};

// Papers that are ticked stay ticked, in this browser alone.
(() => {
  const name = 'jifen.ticks.1';
  const form = document.querySelector('form.ticks');
  if (!form) return;
  const boxes = [...form.querySelectorAll('input[name=tick]')];
  const kept = store.read(name);
  const ids = Array.isArray(kept) ? kept : [];
  for (const box of boxes) box.checked ||= ids.includes(box.value);

  const count = () => { form.querySelector('[data-ticked]').textContent = boxes.filter((b) => b.checked).length; };
  // Those of another list, with other changes, stay remembered.
  const keep = () => {
    const others = ids.filter((id) => !boxes.some((b) => b.value === id));
    store.write(name, [...others, ...boxes.filter((b) => b.checked).map((b) => b.value)]);
  };
  form.querySelector('[data-keep-ticks]').hidden = true;
  form.addEventListener('change', () => { count(); keep(); });
  count();
})();

// Fields of the page, as text: the server reads them as strictly as any form.
function addFields(form, fields) {
  for (const [name, value] of fields) {
    const field = document.createElement('input');
    Object.assign(field, { type: 'hidden', name, value });
    form.append(field);
  }
}

// An interview left for another day: its answers stay in this browser for a month, if the visitor says so.
(() => {
  const mostDays = 30;
  const nameOf = (path) => `jifen.parked.1${path}`;
  const isField = (pair) => Array.isArray(pair) && pair.length === 2 && pair.every((text) => typeof text === 'string');
  const today = () => Math.floor(Date.now() / 86400000);

  const offer = document.querySelector('[data-park]');
  if (offer) {
    offer.hidden = false;
    offer.querySelector('button').addEventListener('click', () => {
      const all = [...document.querySelectorAll('main form input[type=hidden]')].map((field) => [field.name, field.value]);
      const fields = all.filter(([name]) => name !== 'ask' && name !== 'v');
      const isKept = store.write(nameOf(offer.dataset.park), { day: today(), fields });
      offer.querySelector('[role=status]').textContent =
        isKept ? '留在这个浏览器里了，一个月内再打开这个工具，可以接着答。用别人的手机，请不要留。' : '这个浏览器不让存，没有留下。';
    });
  }

  const back = document.querySelector('form[data-parked]');
  if (back) {
    const name = nameOf(back.dataset.parked);
    const kept = store.read(name);
    const isFine = Array.isArray(kept?.fields) && kept.fields.length > 0 && kept.fields.every(isField) && today() - kept.day <= mostDays;
    if (!isFine) { store.forget(name); return; }
    addFields(back, kept.fields);
    back.querySelector('[data-count]').textContent = kept.fields.filter(([field]) => !field.endsWith(':')).length;
    back.hidden = false;
    back.querySelector('button[type=button]').addEventListener('click', () => { store.forget(name); back.hidden = true; });
  }

  // Who has the result need not go on.
  const done = document.querySelector('form[data-link]');
  if (done) store.forget(nameOf(`/${done.dataset.tool}`));
})();

// What only WeChat's own browser has to be told.
if (navigator.userAgent.includes('MicroMessenger')) for (const strip of document.querySelectorAll('[data-wechat]')) strip.hidden = false;

// A link to a result: the tool, and behind it the answers, all behind the # and so never sent.
(() => {
  const section = document.querySelector('.share');
  const form = section?.querySelector('form[data-link]');
  if (!form) return;
  section.hidden = false;
  const field = form.querySelector('#link');
  const say = (text) => { form.querySelector('[role=status]').textContent = text; };

  section.querySelector('[data-make-link]').addEventListener('click', () => {
    const answers = new URLSearchParams(new FormData(form));
    answers.append('on:', form.dataset.on);
    field.value = `${location.origin}/shared#${form.dataset.tool}&${answers}`;
    form.querySelector('[data-linked]').hidden = false;
    field.focus();
    field.select();
  });
  // Where the browser does not copy, the address is selected already.
  form.querySelector('[data-copy]').addEventListener('click', async () => {
    field.select();
    const isDone = await navigator.clipboard?.writeText(field.value).then(() => true, () => false);
    say(isDone ? '复制好了。' : '请长按上面的地址，自己复制。');
  });
})();

// A text to copy; without scripts it can be selected.
for (const button of document.querySelectorAll('[data-copies]')) {
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    const isDone = await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent).then(() => true, () => false);
    button.parentElement.querySelector('[role=status]').textContent = isDone ? '复制好了。' : '请长按上面的字，自己复制。';
  });
}

// The page such a link opens.
(() => {
  const form = document.querySelector('form[data-shared]');
  const [tool, ...rest] = location.hash.slice(1).split('&');
  const button = [...form?.querySelectorAll('button[data-tool]') ?? []].find((b) => b.dataset.tool === tool);
  const answers = [...new URLSearchParams(rest.join('&'))];
  if (!button || answers.length === 0) return;
  addFields(form, answers);
  form.querySelector('[data-count]').textContent = answers.filter(([name]) => !name.endsWith(':')).length;
  button.hidden = false;
  form.hidden = false;
  document.querySelector('[data-shared-not]').hidden = true;
})();

// Proof of work, while the visitor types: a number, found by trying, for which SHA-256 begins with so many bits of 0. Without it the page
// works too, with fewer messages.
(() => {
  const form = document.querySelector('form[data-effort]');
  if (!form) return;
  const wanted = Number(form.dataset.effort), start = `${form.elements.flow.value.slice(0, 32)}:`;
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
  const fraction = (x) => (x - Math.floor(x)) * 2 ** 32 >>> 0;
  const constants = primes.map((p) => fraction(Math.cbrt(p))), initial = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
  const words = new Uint32Array(64);
  const turn = (x, n) => x >>> n | x << 32 - n;

  // The first 32 bits of the hash of a text that fits one block.
  const hashOf = (text) => {
    words.fill(0, 0, 16);
    for (let i = 0; i <= text.length; i++) words[i >> 2] |= (i < text.length ? text.charCodeAt(i) : 0x80) << 24 - (i & 3) * 8;
    words[15] = text.length * 8;
    for (let i = 16; i < 64; i++) {
      const a = words[i - 15], b = words[i - 2];
      words[i] = words[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ a >>> 3) + words[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ b >>> 10);
    }
    let [a, b, c, d, e, f, g, h] = initial;
    for (let i = 0; i < 64; i++) {
      const s = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + constants[i] + words[i] | 0;
      const t = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c) | 0;
      h = g; g = f; f = e; e = d + s | 0; d = c; c = b; b = a; a = s + t | 0;
    }
    return a + initial[0] >>> 0;
  };

  let isWaited = false;
  const look = (from) => {
    for (let n = from; n < from + 2000; n++) {
      if (Math.clz32(hashOf(start + n)) < wanted) continue;
      form.elements.work.value = n;
      if (isWaited) form.requestSubmit();
      return;
    }
    setTimeout(look, 0, from + 2000);
  };
  look(0);
  form.addEventListener('submit', (event) => {
    if (form.elements.work.value !== '') return;
    event.preventDefault();
    isWaited = true;
    form.querySelector('button').textContent = '请稍等';
  });
})();
