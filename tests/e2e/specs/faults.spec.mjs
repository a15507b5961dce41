import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { campaignOf, Floor } from '../lib/floor.mjs';
import { firstDials, percentile } from '../lib/carrier.mjs';
import { figure, rounded } from '../lib/figures.mjs';
import { until } from '../lib/client.mjs';
import { freePort } from '../../../commands/free-port.mjs';
import { newApiKey, startApi, startSimulator } from '../lib/parts.mjs';

let data, port, key, simulator, api;

before(async () => {
  data = mkdtempSync(join(tmpdir(), 'pivotal-faults-'));
  port = await freePort();
  key = newApiKey();
  simulator = await startSimulator(data, port, key, { SIM_SPEED: '2', SIM_Limits__DialsPerWindow: '2000' });
  api = await startApi(data, port, simulator, key);
});

after(async () => {
  await api?.end();
  await simulator?.end();
  if (data) rmSync(data, { recursive: true, force: true });
});

test(
  'kill -9 of the one process in mid-campaign: every queue dials again after the restart, no fact is lost and nobody is called twice',
  { timeout: 600_000 },
  async (t) => {
    const floor = await Floor.open(api.url, data, simulator.url, { perTenant: 3, talking: 10 });
    await until(
      'ten calls are disposed of',
      async () => floor.acknowledged.length,
      (n) => n >= 10,
      120,
    );

    await api.end('SIGKILL');
    const died = Date.now();
    api = await startApi(data, port, simulator, key);
    const ready = Date.now();
    const calls = await until(
      'every queue dials again',
      async () => {
        const seen = await floor.carrier.dials();
        return { seen, waits: firstDials(seen, campaignOf, floor.keys, died) };
      },
      ({ waits }) => waits.every((wait) => wait !== null),
      60,
    );
    // Before the address is printed the queues may be awake already.
    const waits = firstDials(calls.seen, campaignOf, floor.keys, died).map((wait) => Math.max(0, wait - (ready - died) / 1000));
    figure(t, 'one process killed', {
      conversations: floor.live.length,
      queues: waits.length,
      restartSeconds: rounded((ready - died) / 1000),
      dialsAgainP95: rounded(percentile(waits, 0.95)),
      dialsAgainMost: rounded(Math.max(...waits)),
    });

    const before = floor.acknowledged.length;
    await until(
      'agents work on',
      async () => floor.acknowledged.length,
      (n) => n >= before + 10,
      120,
    );
    assert.deepEqual(await floor.dropped(), [], 'a conversation was dropped');
    await floor.close();
    assert.deepEqual(await floor.lostFacts(), []);
    assert.deepEqual(await floor.carrier.twice(), []);
  },
);
