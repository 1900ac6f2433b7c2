// All tests, in one process: node --test-reporter=./tests/e2e/report.mjs tests/e2e/all.mjs, as ./dev e2e runs it.
await import('./batch.test.mjs');
await import('./checks.test.mjs');
await import('./connections.test.mjs');
await import('./hostile.test.mjs');
await import('./inject.test.mjs');
await import('./load.test.mjs');
await import('./stop.test.mjs');
await import('./stream.test.mjs');
await import('./nginx.test.mjs');
await import('./nojs.test.mjs');
await import('./pages.test.mjs');
await import('./flow.test.mjs');
await import('./day.test.mjs');
await import('./print.test.mjs');
await import('./papers.test.mjs');
await import('./park.test.mjs');
await import('./share.test.mjs');
