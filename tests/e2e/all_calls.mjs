// Of calls and the desk, beside all.mjs: most of their time they wait for a message or a form that must not be too quick.
await import('./contact.test.mjs');
await import('./visitor.test.mjs');
await import('./desk.test.mjs');
await import('./calls.test.mjs');
await import('./staff.test.mjs');
await import('./figures.test.mjs');
await import('./security.test.mjs');
await import('./admin.test.mjs');
await import('./cluster.test.mjs');
await import('./remind.test.mjs');
await import('./card.test.mjs');
