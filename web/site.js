// Nothing here is needed: every page works without it. It only saves a tap where the browser can.
'use strict';

// A tap on the one answer goes on to the next question; the page says so before. Keys only move the choice, as everywhere.
(() => {
  const form = document.querySelector('form');
  const next = form?.querySelector('button[value=next]');
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
