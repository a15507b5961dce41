import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withStack } from './stack.mjs';

const port = Number(process.env.PIVOTAL_PORT);
const data = process.env.PIVOTAL_DATA;

/** The demo passwords are shown on the first start only; after that the file is the place to look. */
function printSignIns() {
  const file = join(data, 'demo-sign-ins.json');
  if (!existsSync(file)) return;
  const shown = join(data, 'demo-sign-ins.shown');
  if (existsSync(shown)) {
    console.log(`demo sign-ins: ${file}`);
    return;
  }
  for (const row of JSON.parse(readFileSync(file, 'utf8'))) {
    console.log(`  ${row.tenant.padEnd(22)} ${row.roles.join(', ').padEnd(18)} ${row.email.padEnd(34)} ${row.password}`);
  }
  writeFileSync(shown, '');
}

await withStack({ port, data }, async ({ baseUrl }) => {
  printSignIns();
  console.log(`ready ${baseUrl}`);
  await new Promise(() => {}); // until Ctrl-C
});
