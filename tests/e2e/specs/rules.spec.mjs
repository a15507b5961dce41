// The rules of a campaign at a screen: cards with the server's errors on their fields, why a contact is not called, a callback promised, moved and cancelled.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe } from '../lib/axe.mjs';
import { shoot } from '../lib/browser.mjs';
import { Client, until } from '../lib/client.mjs';
import { createCampaign, csv, importContacts } from '../lib/main-job.mjs';
import { Stage, talkers } from '../lib/stage.mjs';

let stage;
before(async () => {
  stage = await Stage.open('rules');
});
after(() => stage?.close());

test('a manager sets rules, asks why, and moves a promised callback', { timeout: 240_000 }, async (t) => {
  const manager = await Client.signIn(stage.url, stage.us.manager);
  const agent = await Client.signIn(stage.url, stage.us.agents[0]);
  const list = (await importContacts(manager, csv(talkers, 'r'), 'Rules')).listId;
  const campaign = await createCampaign(manager, list, [agent.session.user.id], 'Rules at work', { maxAttempts: 3 });
  const page = await stage.at(stage.us.manager);

  await t.test('what is impossible is refused on its field, and what is possible is kept', async () => {
    await page.goto(`/campaigns/${campaign.id}`);
    await page.getByRole('link', { name: 'Rules' }).click();
    const queue = page.getByRole('form', { name: 'Queue' });
    await queue.getByRole('button', { name: 'Add a list' }).click();
    await queue.getByLabel('Share, %').fill('40');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await queue.getByText('The shares add up to 40 %').waitFor();
    await queue.getByLabel('Share, %').fill('100');
    await queue.getByRole('button', { name: 'Add a filter' }).click();
    await queue.getByLabel('Values').fill('Atlantis');
    await queue.getByRole('combobox', { name: 'Rule' }).click();
    await page.getByRole('option', { name: 'is not', exact: true }).click();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Queue saved').waitFor();

    const again = page.getByRole('form', { name: 'Again' });
    await again.getByRole('button', { name: 'Add an outcome' }).click();
    // Every field that holds no number is told at once, before anything is sent.
    await again.getByLabel('Minutes', { exact: true }).fill('');
    await again.getByLabel('Each number, in 24 hours').fill('often');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await again.getByText('Enter a number.').nth(1).waitFor();
    assert.equal(await again.getByText('Enter a number.').count(), 2);
    await again.getByLabel('Each number, in 24 hours').fill('');
    await again.getByLabel('Minutes', { exact: true }).fill('0');
    await again.getByLabel('Each person, in 24 hours').fill('3');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await again.getByText('From 1 to 43200.').waitFor();
    await again.getByLabel('Minutes', { exact: true }).fill('45');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Again saved').waitFor();

    const compliance = page.getByRole('form', { name: 'Compliance' });
    await compliance.getByLabel('Further days without calls').fill('2026-12-24, tomorrow');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await compliance.getByText('Write each day as 2026-12-24').waitFor();
    await compliance.getByLabel('Further days without calls').fill('2026-12-24, 2026-12-31');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Compliance saved').waitFor();

    const quotas = page.getByRole('form', { name: 'Quotas' });
    await quotas.getByRole('button', { name: 'Add a quota' }).click();
    await quotas.getByLabel('Name').fill('United States');
    await quotas.getByLabel('One of').fill('US, United States');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Quotas saved').waitFor();
    await axe(page, 'rules');
    await shoot(page, '40-rules');
    const { rules } = await manager.get(`/campaigns/${campaign.id}`);
    assert.deepEqual(
      [rules.queue.lists[0].weight, rules.queue.filters[0].operator, rules.recycle.caps.contact.per24Hours, rules.quotas[0].goal],
      [100, 'is_not', 3, 10],
    );
  });

  await t.test('a mode that lacks its settings is refused where it is chosen, and says where to go', async () => {
    await manager.post(`/campaigns/${campaign.id}/start`);
    await page.goto(`/telephony/auto-dialer?campaign=${campaign.id}`);
    await page.getByLabel('Dial mode').click();
    await page.getByRole('option', { name: /^Agentless/ }).click();
    await page
      .getByRole('alert')
      .getByText(/The mode stays as it is/)
      .waitFor();
    await page.getByRole('link', { name: 'Open the rules' }).waitFor();
    await page.getByRole('button', { name: 'Try a change first' }).click();
    const what = page.getByRole('dialog');
    await what.getByLabel('Mode').click();
    await page.getByRole('option', { name: /^Power/ }).click();
    await what.getByLabel('Lines per free agent').fill('0.5');
    await what.getByRole('button', { name: 'Play it' }).click();
    await what.getByText(/at least 1 and at most 10/).waitFor();
    await page.keyboard.press('Escape');
    await what.waitFor({ state: 'detached' });
  });

  await t.test('an agent of the campaign gets a skill level', async () => {
    await page.goto(`/campaigns/${campaign.id}`);
    await page.getByRole('button', { name: 'Agents', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Agents' });
    await dialog.getByLabel(/^Skill level of/).fill('9');
    await axe(page, 'agents of a campaign');
    await shoot(page, '40-assign-agents');
    await dialog.getByRole('button', { name: 'Assign 1 agent' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal((await manager.get(`/campaigns/${campaign.id}/agents`)).assignments[0].skillLevel, 9);
  });

  await t.test('no page is wider than a telephone', async () => {
    await manager.post('/pause-codes', { code: 'lunch', label: 'Lunch in the canteen', maxMinutes: 30, maxMinutesDay: 60, paid: false });
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of [
      `/telephony/auto-dialer?campaign=${campaign.id}`,
      `/campaigns/${campaign.id}/rules`,
      '/telephony/reports',
      '/telephony/callbacks',
      '/settings/compliance',
      '/settings/pause-codes',
      '/wallboard',
      '/lists',
      '/imports',
      '/leads',
      '/orders',
    ]) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, path);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await t.test('an agentless campaign is made without agents', async () => {
    await page.goto(`/campaigns/new?list=${list}`);
    // With one press: the error of the name must not push the button away under it.
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await page.getByText('Give the campaign a name').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Notice');
    const next = (title) =>
      page
        .getByRole('button', { name: 'Save and continue' })
        .click()
        .then(() => page.getByRole('region', { name: title, exact: true }).waitFor());
    await next('Script');
    await next('Dialer');
    await page.getByLabel('Mode', { exact: true }).click();
    await page.getByRole('option', { name: /^Power/ }).click();
    await page.getByLabel('Lines per free agent').fill('0.5');
    await page.getByLabel('Mode', { exact: true }).click();
    await page.getByRole('option', { name: /^Agentless/ }).click();
    await page.getByLabel('Caller id').fill('+12025550100');
    await page.getByLabel('Message', { exact: true }).fill('The office is closed on Friday.');
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await page.getByText('Confirm that everybody in the list has agreed').waitFor();
    await page.getByRole('checkbox', { name: /agreed in writing/ }).click();
    await next('Law');
    await page.getByRole('checkbox', { name: /No profile applies/ }).click();
    await next('Agents');
    await next('Notice');
    await page.getByText('none: people hear the message').waitFor();
    await axe(page, 'summary of an agentless campaign');
  });

  await t.test('a contact answers why it is not called', async () => {
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
    const busy = await until(
      'a call',
      () => agent.get('/agents/me'),
      (me) => me.call?.status === 'bridged',
      60,
    );
    await agent.post(`/calls/${busy.call.callId}/hangup`);
    await until(
      'wrap-up',
      () => agent.get('/agents/me'),
      (me) => me.status === 'wrap_up',
      30,
    );
    const callbackAt = new Date(Date.now() + 7_200_000).toISOString();
    await agent.post(`/calls/${busy.call.callId}/disposition`, {
      disposition: 'callback_requested',
      notes: 'After lunch',
      answers: {},
      callbackAt,
      callbackFor: 'own',
      nextStatus: 'offline',
    });
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
    assert.deepEqual(stage.foreign(), []);
  });
});
