// A full floor: campaigns of two tenants, most agents in a conversation that does not end by itself, one of each campaign free, so that its queue dials all the time.
import { Client, until } from './client.mjs';
import { Carrier } from './carrier.mjs';
import { createCampaign, csv, importContacts, people, WorkingAgent } from './main-job.mjs';

// Numbers of the simulator by area: 290 talks until hung up on, 292 is busy, 299 talks for a moment. The digit behind 56 names the campaign.
const number = (area, campaign, i) => `+1${area}56${campaign}${String(i).padStart(4, '0')}`;
export const TALKERS = '+1290';
export const BUSY = '+1292';
export const campaignOf = (call) => Number(call.to[7]);

const inTurns = async (items, work, atOnce = 8) => {
  const rest = [...items];
  const done = [];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (rest.length) done.push(await work(rest.shift()));
    }),
  );
  return done;
};

export class Floor {
  working = [];
  campaigns = [];

  constructor(baseUrl, data, carrier) {
    Object.assign(this, { baseUrl, data, carrier });
  }

  /**
   * @param perTenant campaigns of each of the two tenants, at most 5
   * @param talking agents of each campaign who talk all the time; one more does, so that one that did not come about costs nothing
   * @param busy contacts of each campaign for the free agent to dial; nobody answers there
   */
  static async open(baseUrl, data, simulatorUrl, { perTenant = 2, talking = 5, busy = 300, short = 60 } = {}) {
    const floor = new Floor(baseUrl, data, new Carrier(simulatorUrl));
    for (const tenant of [0, 1]) await floor.#tenant(tenant, { perTenant, talking, busy, short });
    const expected = 2 * perTenant * talking;
    await until(
      `${expected} conversations run`,
      async () => (await floor.carrier.live(TALKERS)).length,
      (n) => n >= expected,
      240,
      1000,
    );
    await until(
      'every queue dials',
      async () => new Set((await floor.carrier.dials()).filter((d) => d.to.startsWith(BUSY)).map(campaignOf)).size,
      (n) => n === floor.keys.length,
      60,
    );
    floor.live = await floor.carrier.live(TALKERS);
    return floor;
  }

  /** The digits by which the campaigns are told apart at the carrier. */
  get keys() {
    return this.campaigns.map((c) => c.key);
  }

  get acknowledged() {
    return this.working.flatMap((agent) => agent.acknowledged.map((fact) => ({ ...fact, tenant: agent.tenant })));
  }

  async #tenant(tenant, { perTenant, talking, busy, short }) {
    const us = people(this.data, tenant);
    const admin = await Client.signIn(this.baseUrl, us.admin);
    const manager = await Client.signIn(this.baseUrl, us.manager);
    (this.managers ??= []).push(manager);
    for (let i = 0; i < perTenant; i++) {
      const key = tenant * 5 + i;
      const agents = await inTurns(Array.from({ length: talking + 2 }), async () => {
        const name = `floor-${key}-${crypto.randomUUID()}`;
        return (
          await admin.post('/users', {
            email: `${name}@floor.example`,
            username: name,
            firstName: 'Agent',
            lastName: name.slice(6, 14),
            roles: ['agent'],
          })
        ).user.id;
      });
      const phones = [
        ...Array.from({ length: talking + 1 }, (_, n) => number('290', key, n)),
        ...Array.from({ length: busy }, (_, n) => number('292', key, n)),
      ];
      const imported = await importContacts(manager, csv(phones, `f${key}-`), `Floor ${key}`);
      const campaign = await createCampaign(manager, imported.listId, agents, `Floor ${key}`, { maxConcurrent: 200 });
      await manager.post(`/campaigns/${campaign.id}/start`);
      await inTurns(agents, (id) => manager.put(`/agents/${id}/status`, { status: 'available', reason: 'on the floor' }));
      this.campaigns.push({ id: campaign.id, key, manager });
    }

    // People with a desk: short conversations, each disposed of over HTTP; what the server acknowledges must never be lost.
    const phones = Array.from({ length: short }, (_, n) => number('299', tenant, n));
    const imported = await importContacts(manager, csv(phones, `s${tenant}-`), 'Short talks');
    const ids = (await manager.get('/users/agents')).filter((a) => !a.campaignId).map((a) => a.id);
    const campaign = await createCampaign(manager, imported.listId, ids, 'Short talks');
    await manager.post(`/campaigns/${campaign.id}/start`);
    this.shorts = [...(this.shorts ?? []), { id: campaign.id, manager }];
    for (const row of us.agents.slice(0, 2)) {
      const agent = new WorkingAgent(this.baseUrl, row, undefined, 250).start();
      agent.tenant = tenant;
      this.working.push(agent);
    }
  }

  /** Conversations of the beginning that the carrier no longer has. */
  async dropped() {
    const now = new Set((await this.carrier.live(TALKERS)).map((call) => call.callControlId));
    return this.live.filter((call) => !now.has(call.callControlId));
  }

  async stopAgents() {
    await Promise.all(this.working.map((agent) => agent.stop()));
  }

  /** Everything stops: no new dials, and every conversation is ended by its manager. */
  async close() {
    await this.stopAgents();
    for (const { id, manager } of [...this.campaigns, ...this.shorts])
      await until(
        'the campaign pauses',
        () => manager.post(`/campaigns/${id}/pause`),
        () => true,
        30,
      );
    await until(
      'no call is alive at the carrier',
      async () => {
        for (const call of await this.carrier.live(TALKERS))
          await this.campaigns.find((c) => c.key === campaignOf(call)).manager.raw('POST', `/calls/${Carrier.callId(call)}/hangup`);
        return (await this.carrier.calls()).filter((call) => !call.endedAt).map((call) => call.to);
      },
      (alive) => alive.length === 0,
      120,
      2000,
    );
  }

  /**
   * What the product knows, beside what the carrier and its users know. Every difference is a lost fact: an acknowledged disposition that is not there, a call that was made and is not
   * known, one that has ended and still runs, a conversation that counts as something else.
   */
  async lostFacts() {
    const lost = [];
    const attempts = new Map();
    for (const { id, manager } of [...this.campaigns, ...this.shorts]) {
      let cursor = '';
      do {
        const page = await manager.get(`/calls?campaignId=${id}&limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
        for (const call of page.items) attempts.set(call.id, call);
        cursor = page.nextCursor ?? '';
      } while (cursor);
    }

    for (const { callId, disposition } of this.acknowledged) {
      if (attempts.get(callId)?.disposition !== disposition)
        lost.push({ acknowledged: disposition, callId, is: attempts.get(callId)?.disposition });
    }
    for (const call of await this.carrier.calls()) {
      const known = attempts.get(Carrier.callId(call));
      if (!known || known.status !== 'ended') lost.push({ dialled: call.to, endedAt: call.endedAt, is: known?.status });
      else if (call.to.startsWith(BUSY) && known.outcome !== 'busy') lost.push({ busy: call.to, is: known.outcome });
      else if (call.bridgedAt && known.outcome !== 'connected') lost.push({ talked: call.to, is: known.outcome });
    }
    return lost;
  }
}
