// Steps of the main job over HTTP, shared by the tests that need a running campaign.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, until } from './client.mjs';

/** The people of one demo tenant, by role; agents is a list. */
export function people(data, tenantIndex = 0) {
  const rows = JSON.parse(readFileSync(join(data, 'demo-sign-ins.json'), 'utf8'));
  const tenants = [...new Set(rows.map((row) => row.tenant))];
  const of = rows.filter((row) => row.tenant === tenants[tenantIndex]);
  const one = (role) => of.find((row) => row.roles.includes(role));
  return {
    tenant: tenants[tenantIndex],
    admin: one('admin'),
    manager: one('campaign_manager'),
    data: one('data_ops'),
    qa: one('quality_analyst'),
    client: one('client_user'),
    agents: of.filter((row) => row.roles.includes('agent')),
  };
}

/** A template file about fictional people; `phones` decides how the simulator's callee behaves. */
export function csv(phones, tag = 'k') {
  const lines = ['First Name,Last Name,Title,Email 1,Contact Phone 1,Contact Country,Company Name - Cleaned,Company Website Domain'];
  phones.forEach((phone, i) =>
    lines.push(
      `Pat,Example${tag}${i},Buyer,pat.${tag}${i}@firm${tag}${i % 40}.example,${phone},United States,Firm ${tag}${i % 40},firm${tag}${i % 40}.example`,
    ),
  );
  return lines.join('\r\n') + '\r\n';
}

export async function importContacts(client, text, listName) {
  const uploaded = await client.post(`/imports?fileName=${encodeURIComponent(listName)}.csv`, text);
  await client.put(`/imports/${uploaded.id}/mapping`, {
    columns: uploaded.columns.map(({ index, target }) => ({ index, target })),
    listName,
  });
  await client.post(`/imports/${uploaded.id}/start`);
  return until(
    'the import ends',
    () => client.get(`/imports/${uploaded.id}`),
    (i) => ['completed', 'failed'].includes(i.status),
    120,
  );
}

export async function createCampaign(manager, listId, agentIds, name, extra = {}) {
  const campaign = await manager.post('/campaigns', {
    name,
    type: 'call',
    listId,
    script: 'Hello {{firstName}}, this is a call about next year’s budget.',
    questions: [{ id: 'budget', text: 'Is there a budget?', kind: 'yes_no', options: [], required: true }],
    checklist: [{ id: 'fit', text: 'The company fits the brief' }],
    dialMode: 'progressive',
    callerId: '+12025550100',
    ringTimeoutSeconds: 20,
    amdEnabled: false,
    maxConcurrent: 20,
    maxAttempts: 1,
    retryMinutes: 60,
    wrapUpSeconds: 300,
    window: { days: [1, 2, 3, 4, 5, 6, 7], start: '00:00', end: '00:00', timeZone: 'UTC', useContactZone: false },
    cap: null,
    leadGoal: null,
    ...extra,
  });
  await manager.put(`/campaigns/${campaign.id}/agents`, { agentIds });
  return campaign;
}

/** An agent at work until told to stop: becomes available, disposes of every call, remembers what the server acknowledged. */
export class WorkingAgent {
  acknowledged = [];
  errors = [];
  #stop = false;

  constructor(baseUrl, signIn, disposition = () => 'connected', pauseMs = 60) {
    this.baseUrl = baseUrl;
    this.signInAs = signIn;
    this.disposition = disposition;
    this.pauseMs = pauseMs;
  }

  start() {
    this.done = this.#run();
    return this;
  }

  async #run() {
    let client;
    while (!this.#stop) {
      try {
        client ??= await Client.signIn(this.baseUrl, this.signInAs);
        const me = await client.get('/agents/me');
        if (['offline', 'break'].includes(me.status)) await client.put('/agents/me/status', { status: 'available' });
        if (me.call && ['answered', 'bridged'].includes(me.call.status) && me.status === 'on_call')
          await new Promise((r) => setTimeout(r, 50));
        if (me.call && me.status === 'wrap_up') {
          const disposition = this.disposition(me.call);
          await client.post(`/calls/${me.call.callId}/disposition`, {
            disposition,
            notes: '',
            answers: { budget: 'yes' },
            nextStatus: 'available',
          });
          this.acknowledged.push({ callId: me.call.callId, disposition });
        }
      } catch (error) {
        this.errors.push(error.message);
        if (error.status === 401) client = undefined;
      }
      await new Promise((resolve) => setTimeout(resolve, this.pauseMs));
    }
  }

  async stop() {
    this.#stop = true;
    await this.done;
  }
}
