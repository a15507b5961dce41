// What a fault cost, said in the test's output and, for `./pivotal bench faults`, kept as JSON. Nothing here decides whether a test passes.
import { appendFileSync } from 'node:fs';

export function figure(t, name, values) {
  t.diagnostic(`${name}: ${JSON.stringify(values)}`);
  if (process.env.PIVOTAL_FIGURES) appendFileSync(process.env.PIVOTAL_FIGURES, `${JSON.stringify({ figure: name, ...values })}\n`);
}

export const rounded = (seconds) => (seconds === null || seconds === undefined ? null : Math.round(seconds * 100) / 100);
