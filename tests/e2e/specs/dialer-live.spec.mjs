// What managers see of the dialer: control centre, wallboard and reports over calls that are really made, and the reports' numbers against the call list.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axe } from '../lib/axe.mjs';
import { launch, liveLine, output, person, shoot, signIn } from '../lib/browser.mjs';
import { Client, until } from '../lib/client.mjs';
import { createCampaign, csv, importContacts, people, WorkingAgent } from '../lib/main-job.mjs';
import { up } from '../lib/product.mjs';

// By area the simulator's people talk for a moment (299), are busy (292), or are drawn (212).
const numbers = (tag, talk, busy, any) => [
  ...Array.from({ length: talk }, (_, i) => `+12995${tag}${String(i).padStart(5, '0')}`),
  ...Array.from({ length: busy }, (_, i) => `+12925${tag}${String(i).padStart(5, '0')}`),
  ...Array.from({ length: any }, (_, i) => `+12125${tag}${String(i).padStart(5, '0')}`),
];

let product, browser, screen, manager, us, main;
const working = [];

before(async () => {
  mkdirSync(output, { recursive: true });
  product = await up({ env: { SIM_SPEED: '8' } });
  browser = await launch();
  us = people(product.data, 0);
  manager = await Client.signIn(product.baseUrl, us.manager);
  const agents = (await manager.get('/users/agents')).filter((agent) => !agent.campaignId).map((agent) => agent.id);
  const list = await importContacts(manager, csv(numbers('1', 30, 30, 60), 'd'), 'Dialer live');
  main = await createCampaign(manager, list.listId, agents, 'Renewals north', { maxConcurrent: 40, maxAttempts: 2, powerRatio: 2 });
  for (const [i, name] of ['Renewals south', 'Warm leads', 'Win back', 'Events'].entries()) {
    const other = await importContacts(manager, csv(numbers(`${i + 2}`, 4, 0, 0), `o${i}`), name);
    const campaign = await createCampaign(manager, other.listId, [], name);
    // Without agents a campaign does not start; it borrows one for that moment.
    await manager.put(`/campaigns/${main.id}/agents`, { agentIds: agents.slice(1) });
    await manager.put(`/campaigns/${campaign.id}/agents`, { agentIds: agents.slice(0, 1) });
    await manager.post(`/campaigns/${campaign.id}/start`);
    await manager.post(`/campaigns/${campaign.id}/pause`);
    await manager.put(`/campaigns/${campaign.id}/agents`, { agentIds: [] });
    await manager.put(`/campaigns/${main.id}/agents`, { agentIds: agents });
  }

  await manager.post(`/campaigns/${main.id}/start`);
  let n = 0;
  const said = ['connected', 'qualified', 'not_interested', 'connected'];
  for (const row of us.agents) working.push(new WorkingAgent(product.baseUrl, row, () => said[n++ % said.length], 400).start());
  await until(
    'calls are made',
    () => manager.get(`/campaigns/${main.id}/queue`),
    (queue) => queue.today.dials >= 15 && queue.today.connected >= 3,
    120,
  );
  screen = await person(browser, product.baseUrl);
  await signIn(screen.page, us.manager);
});

after(async () => {
  await Promise.all(working.map((agent) => agent.stop()));
  await browser?.close();
  await product?.stop();
  product?.remove();
});

test('control centre, wallboard and reports show what the dialer does', { timeout: 600_000 }, async (t) => {
  const { page } = screen;

  await t.test('the control centre shows the pace, and a change of mode with its audit line', async () => {
    await page.goto(`/telephony/auto-dialer?campaign=${main.id}`);
    const pacing = page.getByRole('region', { name: 'Pacing', exact: true });
    await pacing.getByRole('button', { name: 'Table of Pacing' }).waitFor();
    assert.equal(
      (await page
        .getByRole('listitem')
        .filter({ has: page.getByRole('button', { pressed: true }) })
        .count()) >= 1,
      true,
    );
    await page.getByRole('region', { name: 'Agents', exact: true }).getByRole('row').nth(1).waitFor();
    await axe(page, 'control centre');
    await page.setViewportSize({ width: 1280, height: 1900 });
    await shoot(page, '30-control-centre');
    await page.setViewportSize({ width: 1280, height: 800 });

    await page.getByLabel('Dial mode').click();
    await page.getByRole('option', { name: /^Power/ }).click();
    await page.getByRole('region', { name: 'Changes' }).getByText('Mode: progressive → power').waitFor();
    await until(
      'the queue has the mode',
      () => manager.get(`/campaigns/${main.id}/queue`),
      (queue) => queue.pace.mode === 'power',
      30,
    );

    await pacing.getByRole('button', { name: 'Table of Pacing' }).click();
    assert.equal(await pacing.getByRole('row').count(), 61, 'a head and sixty minutes');
    await axe(page, 'control centre with a table');
  });

  await t.test('an impossible limit is refused at its field, a possible one is saved', async () => {
    await page.getByRole('button', { name: 'Limits' }).click();
    await page.getByLabel('Abandon cap, %').fill('9');
    await page.getByRole('button', { name: 'Save limits' }).click();
    await page
      .getByText(/Between 0.5 % and 3 %/)
      .first()
      .waitFor();
    await page.getByLabel('Abandon cap, %').fill('2');
    await page.getByRole('button', { name: 'Save limits' }).click();
    await page
      .getByRole('region', { name: 'Changes' })
      .getByText(/Abandon cap: .*3.0.*→.*2.0/)
      .waitFor();
    // Beside the page, not over it: what is behind it can be used, and the key closes it.
    await axe(page, 'limits beside the control centre');
    await page.getByRole('dialog', { name: 'Limits of Renewals north' }).press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  await t.test('an agent moves to another campaign and back, and stopping asks first', async () => {
    const before = (await manager.get(`/campaigns/${main.id}/agents`)).agentIds;
    await page.getByRole('button', { name: 'Move agents' }).click();
    const dialog = page.getByRole('dialog', { name: 'Move agents' });
    await dialog.getByLabel('To campaign').click();
    await page.getByRole('option', { name: 'Warm leads' }).click();
    await dialog.getByRole('checkbox').last().click();
    await axe(page, 'move agents');
    await shoot(page, '31-move-agents');
    await dialog.getByRole('button', { name: 'Move 1 agent' }).click();
    await dialog.waitFor({ state: 'detached' });
    const warm = (await manager.get('/campaigns?limit=50')).items.find((campaign) => campaign.name === 'Warm leads');
    assert.equal(warm.agentCount, 1);
    assert.equal((await manager.get(`/campaigns/${main.id}/agents`)).agentIds.length, before.length - 1);
    await manager.put(`/campaigns/${warm.id}/agents`, { agentIds: [] });
    await manager.put(`/campaigns/${main.id}/agents`, { agentIds: before });

    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('alertdialog').getByText('cannot be started again').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    assert.equal((await manager.get(`/campaigns/${main.id}`)).status, 'active');
  });

  await t.test('the wallboard fills both usual screens without a scroll bar', async () => {
    const line = await liveLine(page);
    await page.goto('/wallboard');
    await page.getByText('Qualified today').waitFor();
    await page.getByRole('region', { name: 'Agents' }).getByRole('listitem').first().waitFor();
    for (const viewport of [
      { width: 1920, height: 1080 },
      { width: 1280, height: 720 },
    ]) {
      await page.setViewportSize(viewport);
      // Charts follow the screen a moment later.
      const cut = () =>
        page.evaluate(() => {
          const scrolls = document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth;
          const over = [...document.querySelectorAll('main *:not(.sr-only, .sr-only *)')].filter(
            (e) => e.getBoundingClientRect().bottom > innerHeight + 1 || e.getBoundingClientRect().right > innerWidth + 1,
          );
          return { scrolls, over: over.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)) };
        });
      await until(`nothing is cut at ${viewport.width}`, cut, ({ scrolls, over }) => !scrolls && over.length === 0, 20);
      await page.screenshot({ path: join(output, `32-wallboard-${viewport.width}.png`) });
    }
    await axe(page, 'wallboard');
    await line.cut();
    await page.getByText('Live connection lost').waitFor({ timeout: 60_000 });
    await page.screenshot({ path: join(output, '32-wallboard-stale.png') });
    line.mend();
    await page.getByText('Live connection lost').waitFor({ state: 'detached', timeout: 60_000 });
    await page.goto(`/wallboard?campaign=${main.id}`);
    await page.getByRole('heading', { name: 'Renewals north' }).waitFor();
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await t.test('every report opens, and what it says is what the calls say', async () => {
    await Promise.all(working.map((agent) => agent.stop()));
    await manager.post(`/campaigns/${main.id}/pause`);
    await until(
      'every call has ended',
      () => manager.get(`/campaigns/${main.id}/queue`),
      (queue) => queue.calls.length === 0,
      120,
    );
    const calls = await until(
      'every call has its outcome',
      () => allCalls(main.id),
      (all) => all.every((call) => call.outcome),
      60,
    );
    const count = (of) => calls.filter(of).length;

    const tabs = ['Campaigns', 'List penetration', 'Agent time', 'Outcomes by hour', 'AMD', 'Callbacks', 'Abandon evidence'];
    await page.setViewportSize({ width: 1280, height: 1100 });
    for (const [i, tab] of tabs.entries()) {
      await page.goto('/telephony/reports');
      await page.getByRole('button', { name: tab, exact: true }).click();
      await page.getByRole('table').or(page.getByText('Nothing in this range')).or(page.getByRole('img')).first().waitFor();
      await axe(page, `report ${tab}`);
      await shoot(page, `${33 + i}-report-${tab.toLowerCase().replaceAll(' ', '-')}`);
    }

    const [campaign] = (await manager.get(`/reports/dialer/campaigns?campaignId=${main.id}`)).rows;
    assert.deepEqual(
      {
        connected: campaign.connected,
        abandoned: campaign.abandoned,
        qualified: campaign.qualified,
        said: Object.values(campaign.dispositions).reduce((a, b) => a + b, 0),
      },
      {
        connected: count((c) => c.outcome === 'connected'),
        abandoned: count((c) => c.outcome === 'abandoned'),
        qualified: count((c) => c.disposition === 'qualified'),
        said: count((c) => c.disposition),
      },
    );
    assert.equal(campaign.answered, campaign.connected + campaign.abandoned);
    const { rows: hours } = await manager.get(`/reports/dialer/hours?campaignId=${main.id}`);
    for (const outcome of new Set(calls.map((call) => call.outcome)))
      assert.equal(
        hours.reduce((sum, row) => sum + (row.outcomes[outcome] ?? 0), 0),
        count((c) => c.outcome === outcome),
        outcome,
      );
    const { rows: agents } = await manager.get(`/reports/dialer/agents?campaignId=${main.id}`);
    assert.equal(
      agents.reduce((sum, row) => sum + row.calls, 0),
      count((c) => c.agentId),
    );
    const [list] = (await manager.get(`/reports/dialer/penetration?campaignId=${main.id}`)).rows;
    assert.equal(list.total, 120);
    assert.equal(list.neverTried + list.tried + list.reached + list.done + list.removed, list.total);

    await page.goto(`/telephony/reports?campaign=${main.id}`);
    await page.getByRole('region', { name: 'Numbers', exact: true }).waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export CSV' }).click()]);
    const [head, row] = readFileSync(await download.path(), 'utf8')
      .replace('\uFEFF', '')
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));
    const cell = (name) => row[head.indexOf(name)];
    assert.deepEqual(
      [cell('Campaign'), cell('Dials'), cell('Connected'), cell('qualified')],
      [main.name, `${campaign.dials}`, `${campaign.connected}`, `${campaign.qualified}`],
    );
  });

  await t.test('no page complained and nothing outside was asked for', () => {
    // Nobody signed in yet is a 401 and the refused limit a 422, both by design; the browser reports them as failed resources, as it does while the connection is cut.
    assert.deepEqual(
      screen.complaints.filter((text) => !/status of (401|422)|ERR_INTERNET_DISCONNECTED/.test(text)),
      [],
    );
    assert.deepEqual(screen.foreign, []);
  });
});

async function allCalls(campaignId) {
  const calls = [];
  let cursor = '';
  do {
    const page = await manager.get(`/calls?campaignId=${campaignId}&limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    calls.push(...page.items);
    cursor = page.nextCursor ?? '';
  } while (cursor);
  return calls;
}
