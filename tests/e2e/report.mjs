// What node's runner says, shorter: the tests that failed and why, and `N passed, N failed`. A skipped test is a failed one.

function why(error) {
  const cause = error?.cause ?? error;
  return (cause?.stack ?? String(cause)).split('\n').slice(0, 40).map((line) => `    ${line}`).join('\n');
}

export default async function* report(events) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of events) {
    if (type === 'test:stderr' || type === 'test:stdout') yield data.message;
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details?.type === 'suite') continue;
    const isFine = type === 'test:pass' && data.skip === undefined && data.todo === undefined;
    passed += isFine;
    failed += !isFine;
    const ms = Math.round(data.details?.duration_ms ?? 0);
    yield `${isFine ? 'ok  ' : 'FAIL'} ${String(ms).padStart(6)} ms  ${data.name}\n`;
    if (!isFine) yield `${why(data.details?.error ?? 'skipped')}\n`;
  }
  if (failed > 0 || passed === 0) process.exitCode = 1;
  yield `${passed} passed, ${failed} failed\n`;
}
