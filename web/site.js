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
