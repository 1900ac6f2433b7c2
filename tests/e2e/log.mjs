// What the server wrote about answers that failed.

// Those of 5xx, each with its reason: { route, status, why, … }.
export function failures(log) {
  const lines = log.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line)).filter(({ status }) => status >= 500);
  for (const line of lines) if (!line.why) throw new Error(`without a reason: ${JSON.stringify(line)}`);
  return lines;
}
