import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { firstDials, longestSilences, percentile, Carrier } from '../lib/carrier.mjs';
import { Client, until } from '../lib/client.mjs';
import { figure, rounded } from '../lib/figures.mjs';
import { campaignOf, Floor } from '../lib/floor.mjs';
import { Listener } from '../lib/listener.mjs';
import { Load } from '../lib/load.mjs';
import { people } from '../lib/main-job.mjs';
import { freePort } from '../../../commands/free-port.mjs';

const skip = !existsSync(process.env.PIVOTAL_NGINX ?? '/usr/sbin/nginx')
  ? 'There is no nginx on this machine to put in front of several processes.'
  : false;

// A small machine cannot tell a fault from its own lack of breath; the number is 200.
const conversations = Number(process.env.PIVOTAL_FAULT_CONVERSATIONS ?? 200);

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

// Two silos and two apis behind nginx, 200 conversations on ten campaigns of two tenants, and a free agent on each campaign whose queue dials all the time.
describe(`a cluster under ${conversations} conversations`, { skip }, () => {
  let data, cluster, floor;

  before(
    async () => {
      const { startCluster } = await import('../../../commands/cluster-stack.mjs');
      data = mkdtempSync(join(tmpdir(), 'pivotal-faults-'));
      cluster = await startCluster({
        port: await freePort(),
        data,
        env: { PIVOTAL_DEMO: 'people' },
        simulatorEnv: { SIM_SPEED: '2', SIM_Limits__DialsPerWindow: '2000' },
      });
      floor = await Floor.open(cluster.baseUrl, data, cluster.simulatorUrl, {
        perTenant: 5,
        talking: conversations / 10,
        busy: 600,
        short: 200,
      });
    },
    { timeout: 900_000 },
  );

  after(async () => {
    await floor?.stopAgents();
    await cluster?.stop();
    if (data) rmSync(data, { recursive: true, force: true });
  });

  test('kill -9 of one of two silos: every queue dials again and no conversation ends', { timeout: 300_000 }, async (t) => {
    const died = Date.now();
    await cluster.silos[0].kill();
    const calls = await until(
      'every queue dials again',
      async () => {
        const seen = await floor.carrier.dials();
        return { seen, waits: firstDials(seen, campaignOf, floor.keys, died) };
      },
      ({ waits }) => waits.every((wait) => wait !== null),
      60,
    );
    await pause(20);
    const silences = longestSilences(await floor.carrier.dials(), campaignOf, floor.keys, died, Date.now());
    figure(t, 'one of two silos killed', {
      conversations: floor.live.length,
      queues: floor.keys.length,
      dialsAgainP95: rounded(percentile(calls.waits, 0.95)),
      longestSilenceP95: rounded(percentile(silences, 0.95)),
      longestSilences: silences.map(rounded).toSorted((a, b) => a - b),
    });
    const before = floor.acknowledged.length;
    await until(
      'agents work on',
      async () => floor.acknowledged.length,
      (n) => n >= before + 5,
      120,
    );
    await cluster.silos[0].start();
    assert.deepEqual(await floor.dropped(), []);
    assert.deepEqual(await floor.carrier.twice(), []);
  });

  test('kill -9 of one of two apis: its listeners come back through the other and miss no frame', { timeout: 300_000 }, async (t) => {
    const manager = people(data, 0).manager;
    const listeners = [];
    for (let i = 0; i < 8; i++) listeners.push(await Listener.connect(await Client.signIn(cluster.baseUrl, manager)));
    await until(
      'everybody hears something',
      async () => listeners.map((l) => l.frames.size),
      (sizes) => sizes.every((n) => n > 5),
      60,
    );
    const died = Date.now();
    await cluster.apis[0].kill();
    await until(
      'everybody is connected',
      async () => listeners.filter((l) => !l.connected).length,
      (n) => n === 0,
      60,
    );
    const back = (Date.now() - died) / 1000;
    await pause(5);
    const lastSeq = Math.max(...listeners.map((l) => l.last.seq));
    await until(
      'everybody has heard as much',
      async () => Math.min(...listeners.map((l) => l.last.seq)),
      (seq) => seq >= lastSeq,
      60,
    );
    const { epoch } = listeners[0].last;
    const first = Math.max(...listeners.map((l) => l.from.seq));
    const heard = new Set(listeners.flatMap((l) => [...l.frames]));
    const missed = listeners.map((l) =>
      [...heard].filter((key) => {
        const [e, seq] = key.split('/').map(Number);
        return e === epoch && seq > first && seq <= lastSeq && !l.frames.has(key);
      }),
    );
    figure(t, 'one of two apis killed', {
      listeners: listeners.length,
      lost: listeners.filter((l) => l.losses > 0).length,
      backAfterMost: rounded(back),
      frames: heard.size,
      missed: missed.flat().length,
    });
    await Promise.all(listeners.map((l) => l.stop()));
    await cluster.apis[0].start();
    assert.ok(
      listeners.some((l) => l.losses > 0),
      'nobody was connected to the killed api',
    );
    assert.deepEqual(
      missed.map((m) => m.length),
      listeners.map(() => 0),
    );
    assert.deepEqual(
      listeners.map((l) => l.resets),
      listeners.map(() => 0),
    );
  });

  test('a rolling restart of every silo and every api fails no request and drops no conversation', { timeout: 600_000 }, async (t) => {
    const clients = await Promise.all([0, 1, 0, 1].map((tenant) => Client.signIn(cluster.baseUrl, people(data, tenant).manager)));
    const ofTenant = new Map(
      clients.map((client) => [client, floor.campaigns.filter((c) => c.manager.session.tenant.id === client.session.tenant.id)]),
    );
    const talker = floor.live[0];
    const asks = [
      function campaigns(client) {
        return client.get('/campaigns');
      },
      function queue(client) {
        return client.get(`/campaigns/${ofTenant.get(client)[0].id}/queue`);
      },
      function contact(client) {
        return client.post('/contacts', { fullName: 'Pat Roll', email: `roll.${crypto.randomUUID()}@roll.example` });
      },
      function agents(client) {
        return client.get('/agents');
      },
      function call(client) {
        return client.session.tenant.id === clients[0].session.tenant.id
          ? client.get(`/calls/${Carrier.callId(talker)}`)
          : client.get('/home');
      },
    ];
    const load = Load.start(clients, asks);
    const errors = () => floor.working.flatMap((agent) => agent.errors);
    const earlier = errors().length;
    const started = Date.now();
    for (const member of [...cluster.silos, ...cluster.apis]) {
      const at = Date.now();
      await member.stop();
      const stopped = Date.now();
      await member.start();
      t.diagnostic(
        `${member.name}: stopped in ${rounded((stopped - at) / 1000)} s, ready again in ${rounded((Date.now() - stopped) / 1000)} s`,
      );
      await pause(3);
    }
    await load.stop();
    const dropped = await floor.dropped();
    figure(t, 'rolling restart', {
      seconds: rounded((Date.now() - started) / 1000),
      requests: load.count,
      failedRequests: load.failures.length,
      agentRequestsFailed: errors().length - earlier,
      droppedConversations: dropped.length,
      longestSilenceP95: rounded(
        percentile(longestSilences(await floor.carrier.dials(), campaignOf, floor.keys, started, Date.now()), 0.95),
      ),
    });
    assert.deepEqual(dropped, []);
    assert.deepEqual(load.failures, []);
    assert.deepEqual(errors().slice(earlier), []);
  });

  test('after all of it no fact is lost and nobody was called twice', { timeout: 300_000 }, async () => {
    const worked = floor.acknowledged.length;
    assert.ok(worked > 0);
    await floor.close();
    assert.deepEqual(await floor.lostFacts(), []);
    assert.deepEqual(await floor.carrier.twice(), []);
  });
});
