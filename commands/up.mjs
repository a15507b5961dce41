import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withStack } from './stack.mjs';

const port = Number(process.env.PIVOTAL_PORT);
const data = process.env.PIVOTAL_DATA;

/**
 * One person for each role of the first demo tenant, and what to look at first. The passwords are shown on the first start only; after that the file is the place to look, and the sign-in page needs none.
 */
function printSignIns() {
  const file = join(data, 'demo-sign-ins.json');
  if (!existsSync(file)) return;
  const shown = join(data, 'demo-sign-ins.shown');
  const again = existsSync(shown);
  const all = JSON.parse(readFileSync(file, 'utf8'));
  for (const row of all.filter((row) => row.tenant === all[0].tenant && row.lookAt)) {
    console.log(`  ${row.roles.join(', ').padEnd(18)} ${row.email.padEnd(34)} ${again ? '' : `${row.password}  `}${row.lookAt}`);
  }
  console.log(`  everybody's password: ${file}`);
  writeFileSync(shown, '');
}

await withStack({ port, data }, async ({ baseUrl }) => {
  printSignIns();
  console.log(`ready ${baseUrl}`);
  await new Promise(() => {}); // until Ctrl-C
});
