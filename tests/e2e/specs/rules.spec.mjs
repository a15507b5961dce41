// The rules of a campaign at a screen: cards with the server's errors on their fields, why a contact is not called, a callback promised, moved and cancelled.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { freePort } from '../../../deploy/command/free-port.mjs';
import { axe } from '../lib/axe.mjs';
import { launch, output, person, shoot, signIn } from '../lib/browser.mjs';
import { Client, until } from '../lib/client.mjs';
import { createCampaign, csv, importContacts, people } from '../lib/main-job.mjs';
import { newApiKey, startApi, startSimulator } from '../lib/parts.mjs';

// Each of them answers and talks until hung up on.
const phones = Array.from({ length: 8 }, (_, i) => `+129055501${String(i).padStart(2, '0')}`);

let data, simulator, api, browser, us;

before(async () => {
  mkdirSync(output, { recursive: true });
  data = mkdtempSync(join(tmpdir(), 'pivotal-rules-'));
  // Under root the database's account has to pass through.
  chmodSync(data, 0o755);
  const [port, key] = [await freePort(), newApiKey()];
  simulator = await startSimulator(data, port, key, { SIM_SPEED: '4' });
  api = await startApi(data, port, simulator, key);
  browser = await launch();
  us = people(data, 0);
});

after(async () => {
  await browser?.close();
  await api?.end();
  await simulator?.end();
  if (data) rmSync(data, { recursive: true, force: true });
});

test('a manager sets rules, asks why, and moves a promised callback', { timeout: 240_000 }, async (t) => {
  const manager = await Client.signIn(api.url, us.manager);
  const agent = await Client.signIn(api.url, us.agents[0]);
  const list = (await importContacts(manager, csv(phones, 'r'), 'Rules')).listId;
  const campaign = await createCampaign(manager, list, [agent.session.user.id], 'Rules at work', { maxAttempts: 3 });
  const screen = await person(browser, api.url);
  const page = screen.page;
  await signIn(page, us.manager);

  await t.test('what is impossible is refused on its field, and what is possible is kept', async () => {
    await page.goto(`/campaigns/${campaign.id}`);
    await page.getByRole('link', { name: 'Rules' }).click();
    const queue = page.getByRole('form', { name: 'Queue' });
    await queue.getByRole('button', { name: 'Add a list' }).click();
    await queue.getByLabel('Share, %').fill('40');
    await queue.getByRole('button', { name: 'Save' }).click();
    await queue.getByText('The shares add up to 40 %').waitFor();
    await queue.getByLabel('Share, %').fill('100');
    await queue.getByRole('button', { name: 'Add a filter' }).click();
    await queue.getByLabel('Values').fill('Atlantis');
    await queue.getByRole('combobox', { name: 'Rule' }).click();
    await page.getByRole('option', { name: 'is not', exact: true }).click();
    await queue.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Queue saved').waitFor();

    const again = page.getByRole('form', { name: 'Again' });
    await again.getByRole('button', { name: 'Add an outcome' }).click();
    await again.getByLabel('Minutes', { exact: true }).fill('0');
    await again.getByLabel('Each person, in 24 hours').fill('3');
    await again.getByRole('button', { name: 'Save' }).click();
    await again.getByText('From 1 to 43200.').waitFor();
    await again.getByLabel('Minutes', { exact: true }).fill('45');
    await again.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Again saved').waitFor();

    const quotas = page.getByRole('form', { name: 'Quotas' });
    await quotas.getByRole('button', { name: 'Add a quota' }).click();
    await quotas.getByLabel('Name').fill('United States');
    await quotas.getByLabel('One of').fill('US, United States');
    await quotas.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Quotas saved').waitFor();
    await axe(page, 'rules');
    await shoot(page, '40-rules');
    const { rules } = await manager.get(`/campaigns/${campaign.id}`);
    assert.deepEqual([rules.queue.lists[0].weight, rules.queue.filters[0].operator, rules.recycle.caps.contact.per24Hours, rules.quotas[0].goal], [100, 'is_not', 3, 10]);
  });

  await t.test('a contact answers why it is not called', async () => {
    await manager.post(`/campaigns/${campaign.id}/start`);
    const [entry] = (await manager.get(`/campaigns/${campaign.id}/queue/entries?status=queued`)).items;
    await manager.post('/suppressions', { kind: 'phone', values: [entry.phone], reason: 'asked' });
    await page.goto(`/campaigns/${campaign.id}`);
    await page.getByRole('button', { name: `Why ${entry.fullName}?` }).click();
    await page.getByText('Is not called any more.').waitFor();
    await page.getByText('The number is on the do-not-call list.').first().waitFor();
    await axe(page, 'why');
    await shoot(page, '41-why');
  });

  await t.test('a callback is promised, goes to the team, and is cancelled', async () => {
    await agent.put('/agents/me/status', { status: 'available' });
    const busy = await until('a call', () => agent.get('/agents/me'), (me) => me.call?.status === 'bridged', 60);
    await agent.post(`/calls/${busy.call.callId}/hangup`);
    await until('wrap-up', () => agent.get('/agents/me'), (me) => me.status === 'wrap_up', 30);
    const callbackAt = new Date(Date.now() + 7_200_000).toISOString();
    await agent.post(`/calls/${busy.call.callId}/disposition`, { disposition: 'callback_requested', notes: 'After lunch', answers: {}, callbackAt, callbackFor: 'own', nextStatus: 'offline' });
    await page.goto('/telephony/callbacks');
    await page.getByText('After lunch').waitFor();
    await axe(page, 'callbacks');
    await shoot(page, '42-callbacks');
    await page.getByRole('button', { name: /^Reassign the callback/ }).click();
    await page.getByRole('combobox', { name: 'Who calls' }).click();
    await page.getByRole('option', { name: 'Whoever is free' }).click();
    await shoot(page, '43-callback-reassign');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('cell', { name: 'Whoever is free' }).waitFor();
    await page.getByRole('button', { name: /^Cancel the callback/ }).click();
    await page.getByRole('button', { name: 'Cancel the callback', exact: true }).click();
    await page.getByText('Nothing is promised').waitFor();
    assert.deepEqual(screen.foreign, []);
  });
});
