import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Client, until } from '../lib/client.mjs';
import { createCampaign, csv, importContacts, people, WorkingAgent } from '../lib/main-job.mjs';
import { freePort } from '../../../deploy/command/free-port.mjs';
import { newApiKey, startApi, startSimulator } from '../lib/parts.mjs';

// Numbers of the simulator: a person who answers, talks for 5 s and hangs up.
const talkers = Array.from({ length: 60 }, (_, i) => `+129955501${String(i).padStart(2, '0')}`);

let data, port, key, simulator, api;

before(async () => {
  data = mkdtempSync(join(tmpdir(), 'pivotal-kill-'));
  port = await freePort();
  key = newApiKey();
  simulator = await startSimulator(data, port, key, { SIM_SPEED: '10' });
  api = await startApi(data, port, simulator, key);
});

after(async () => {
  await api?.end();
  await simulator?.end();
  if (data) rmSync(data, { recursive: true, force: true });
});

test('kill -9 in mid-campaign loses no acknowledged fact and dials no contact twice', { timeout: 300_000 }, async () => {
  const us = people(data);
  const manager = await Client.signIn(api.url, us.manager);
  const imported = await importContacts(manager, csv(talkers), 'Kill test');
  assert.equal(imported.progress.created, talkers.length);

  const assignable = await manager.get('/users/agents');
  const ids = assignable.map((a) => a.id);
  const campaign = await createCampaign(manager, imported.listId, ids, 'Kill test');
  await manager.post(`/campaigns/${campaign.id}/start`);

  const working = us.agents.slice(0, 2).map((row) => new WorkingAgent(api.url, row).start());
  const acknowledged = () => working.flatMap((agent) => agent.acknowledged);
  try {
    await until('ten calls are disposed of', async () => acknowledged().length, (n) => n >= 10, 120);

    await api.end('SIGKILL');
    const before = acknowledged().slice();
    api = await startApi(data, port, simulator, key);

    const again = await Client.signIn(api.url, us.manager);
    for (const { callId, disposition } of before) {
      const call = await again.get(`/calls/${callId}`);
      assert.equal(call.disposition, disposition, `call ${callId} lost its disposition`);
    }

    await until('work goes on after the restart', async () => acknowledged().length, (n) => n >= before.length + 10, 120);
    await until('the campaign runs dry', () => again.get(`/campaigns/${campaign.id}/queue`), (q) => q.queued === 0 && q.inFlight === 0, 120);
  } finally {
    await Promise.all(working.map((agent) => agent.stop()));
  }

  const numbers = await (await fetch(`${simulator.url}/sim/numbers`)).json();
  const dialled = (numbers.items ?? numbers).filter((n) => talkers.includes(n.number ?? n.to));
  assert.ok(dialled.length >= talkers.length - 2, `only ${dialled.length} of ${talkers.length} were dialled`);
  const twice = dialled.filter((n) => (n.dials ?? n.calls) > 1);
  assert.deepEqual(twice, [], 'a contact was dialled again after the restart');
});
