// What a browser without scripts knows of a page: its title, its texts, and the form with its controls. Reads only HTML as this
// site writes it: attributes in double quotes, tags in lower case.
const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function unescapeText(text) {
  return text.replace(/&([a-z]+|#39);/g, (whole, name) => entities[name] ?? whole);
}

function attributes(tag) {
  const out = {};
  for (const [, name, value] of tag.matchAll(/\s([a-z:-]+)(?:="([^"]*)")?/g)) out[name] = unescapeText(value ?? '');
  return out;
}

function* tags(html, name) {
  for (const [, rest] of html.matchAll(new RegExp(`<${name}((?:\\s[^>]*)?)>`, 'g'))) yield attributes(rest);
}

export function titleOf(html) {
  return unescapeText(/<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '');
}

function selectOf(text) {
  const [head, ...options] = text.split('<option').map((part, i) => (i ? `<option${part}` : part));
  const values = options.map((option) => [...tags(option, 'option')][0]);
  const chosen = values.find((v) => 'selected' in v) ?? values[0];
  return { ...[...tags(head, 'select')][0], type: 'select', value: chosen.value, values: values.map((v) => v.value) };
}

// Of the first form that is shown: { action, inputs: [{type, name, value, checked?}], selects, buttons }
export function formOf(html) {
  const isShown = (form) => !('hidden' in [...tags(form, 'form')][0]);
  const text = [...html.matchAll(/<form[\s\S]*?<\/form>/g)].map(([form]) => form).find(isShown);
  if (text === undefined) return null;
  return {
    action: [...tags(text, 'form')][0].action,
    inputs: [...tags(text, 'input')],
    selects: [...text.matchAll(/<select[\s\S]*?<\/select>/g)].map(([part]) => selectOf(part)),
    buttons: [...tags(text, 'button')],
  };
}

export function hiddenFields(form) {
  return form.inputs.filter((i) => i.type === 'hidden').map((i) => [i.name, i.value]);
}

// Every points of a result's page: name -> [least, most].
export function pointsOf(html) {
  const out = {};
  for (const [, rest] of html.matchAll(/<[a-z]+(\s[^>]*data-least="[^>]*)>/g)) {
    const a = attributes(rest);
    out[a['data-rule-id']] = [Number(a['data-least']), Number(a['data-most'])];
  }
  return out;
}
