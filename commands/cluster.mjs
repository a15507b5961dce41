// Several processes on this machine: one database, the carrier simulator, silos, api processes, and nginx in front of them.
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startCluster } from './cluster-stack.mjs';
import { runUntilStopped } from './stack.mjs';

const count = (name, text) => {
  if (!/^[1-9]\d?$/.test(text)) {
    console.error(`pivotal: --${name} is \`${text}\`; it must be a number from 1 to 99.`);
    process.exit(2);
  }
  return Number(text);
};

let values;
try {
  ({ values } = parseArgs({ options: { silos: { type: 'string', default: '2' }, apis: { type: 'string', default: '2' } } }));
} catch (error) {
  console.error(`pivotal: ${error.message}`);
  process.exit(2);
}

const data = process.env.PIVOTAL_DATA;
mkdirSync(data, { recursive: true });
await runUntilStopped((interrupted) => startCluster({
  silos: count('silos', values.silos),
  apis: count('apis', values.apis),
  port: Number(process.env.PIVOTAL_PORT),
  data,
}, interrupted), (cluster) => {
  console.log(`ready ${cluster.baseUrl}`);
  console.log(`  silos ${cluster.silos.map((silo) => silo.address).join(' ')}`);
  console.log(`  apis ${cluster.apis.map((api) => api.address).join(' ')}`);
  console.log(`  carrier simulator ${cluster.simulatorUrl}`);
  return new Promise(() => {});
});
