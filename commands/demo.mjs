// The whole main job without a browser, on a data folder of its own that starts empty, so that it can be run again and beside `up`.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port.mjs';
import { Child, withStack } from './stack.mjs';

const data = join(process.env.PIVOTAL_DATA, 'demo');

rmSync(data, { recursive: true, force: true });
await withStack({
  port: await freePort(),
  data,
  env: { PIVOTAL_DEMO: 'people' },
  // A minute on the phone takes a second.
  simulatorEnv: { SIM_SPEED: process.env.SIM_SPEED ?? '60' },
}, async ({ baseUrl, simulatorUrl }) => {
  const program = new Child('pivotal-demo', 'tests/demo/bin/Release/net10.0/Pivotal.Demo.dll', [
    '--url', baseUrl, '--sim', simulatorUrl, '--sign-ins', join(data, 'demo-sign-ins.json'), ...process.argv.slice(2),
  ]);
  try {
    const end = await program.ended;
    return typeof end === 'number' ? end : 1;
  } finally {
    await program.stop();
  }
});
