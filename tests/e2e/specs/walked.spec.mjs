// What a demanding customer stumbled over, kept mended at a screen (docs/walk.md): each step is done as that customer did it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe } from '../lib/axe.mjs';
import { person, shoot, signIn } from '../lib/browser.mjs';
import { Client, until } from '../lib/client.mjs';
import { createCampaign, csv, importContacts } from '../lib/main-job.mjs';
import { Stage, talkers } from '../lib/stage.mjs';

let stage;
before(async () => {
  stage = await Stage.open('walked');
});
after(() => stage?.close());

test('what a walk through the product found stays mended', { timeout: 420_000 }, async (t) => {
  const manager = await Client.signIn(stage.url, stage.us.manager);
  const list = (await importContacts(manager, csv(talkers, 'q'), 'Walked')).listId;
  const page = await stage.at(stage.us.manager, { viewport: { width: 1440, height: 900 } });

  await t.test('somebody invited by a link sets a password and signs in, and a lost link is replaced', async () => {
    const admin = await stage.at(stage.us.admin);
    await admin.goto('/settings/users');
    await admin.getByRole('button', { name: 'New user' }).click();
    await admin.getByLabel('First name').fill('Nora');
    await admin.getByLabel('Last name').fill('Newcomer');
    await admin.getByLabel('E-mail').fill('nora.newcomer@walked.example');
    await admin.getByRole('checkbox', { name: /^Data/ }).click();
    await admin.getByRole('button', { name: 'Create user' }).click();
    const lost = await admin.getByRole('textbox', { name: 'One-time link' }).inputValue();
    await admin.getByRole('button', { name: 'Done' }).click();
    await admin.getByText('Nora Newcomer').click();
    await admin.getByRole('button', { name: 'New one-time link' }).click();
    const link = await admin.getByRole('textbox', { name: 'One-time link' }).inputValue();
    assert.notEqual(link, lost);
    await axe(admin, 'one-time link');

    const nora = await person(stage.browser, stage.url);
    stage.screens.push(nora);
    for (const [address, works] of [
      [lost, false],
      [link, true],
    ]) {
      await nora.page.goto(address);
      await nora.page.getByLabel('New password').fill('a fine long password');
      await nora.page.getByLabel('Repeat it').fill('a fine long password');
      await nora.page.getByRole('button', { name: 'Set password' }).click();
      await nora.page.getByText(works ? 'Your password is set' : 'This link is not valid any more').waitFor();
    }
    await signIn(nora.page, { email: 'nora.newcomer@walked.example', password: 'a fine long password' });
    // The administrator saw the user before that; what is changed now is still meant.
    await admin.getByRole('button', { name: 'Done' }).click();
    await admin.getByRole('button', { name: 'Disable' }).click();
    await admin.getByRole('button', { name: 'Disable user' }).click();
    await admin.getByRole('dialog').getByText('Disabled', { exact: true }).waitFor();
  });

  await t.test('the program comes compressed', async () => {
    const scripts = [];
    const fresh = await person(stage.browser, stage.url);
    fresh.page.on('response', (response) => /\.(js|css)$/.test(response.url()) && scripts.push(response.headers()));
    await fresh.page.goto('/sign-in');
    await fresh.page.getByRole('button', { name: 'Sign in' }).waitFor();
    // What is smaller than its headers stays as it is.
    const large = scripts.filter((headers) => headers['content-encoding'] || Number(headers['content-length']) >= 512);
    assert.ok(large.length > 1);
    assert.deepEqual([...new Set(large.map((headers) => headers['content-encoding']))], ['br']);
    await fresh.context.close();
  });

  await t.test('a menu of a row does what it says, by mouse and by keyboard', async () => {
    await page.goto('/lists');
    await page.getByRole('button', { name: 'Actions for Walked' }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await page.getByRole('dialog', { name: 'Edit list' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Actions for Walked' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Delete' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('alertdialog', { name: /Delete the list Walked/ }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    assert.equal(new URL(page.url()).pathname, '/lists');
    await shoot(page, '50-lists');
  });

  await t.test('a deleted contact closes its panel, and the undo can be clicked', async () => {
    await page.goto(`/contacts?list=${list}`);
    await page.getByText('Pat Exampleq0', { exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete contact' }).click();
    await page.getByText('Contact deleted').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('Pat Exampleq1', { exact: true }).click();
    await page.getByRole('dialog').getByText('Pat Exampleq1').first().waitFor();
    // Above a drawer, and where no page has its primary action.
    const toast = await page.locator('[data-sonner-toast]').boundingBox();
    assert.ok(toast.x < 720, `the toast stands at ${toast.x}`);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.keyboard.press('Escape');
    await page.getByText('Pat Exampleq0', { exact: true }).waitFor();
    await shoot(page, '51-contacts');
  });

  await t.test('nothing typed is lost without a question', async () => {
    const draft = await createCampaign(manager, list, [], 'Left behind');
    await page.goto(`/campaigns/${draft.id}`);
    await page.getByRole('link', { name: 'Rules' }).click();
    const again = page.getByRole('form', { name: 'Again' });
    await again.getByLabel('Each person, in 24 hours').fill('3');
    const question = page.getByRole('alertdialog', { name: 'Leave without saving?' });
    for (const leave of [() => page.getByRole('link', { name: 'Left behind' }).click(), () => page.goBack()]) {
      await leave();
      await question.waitFor();
      await question.getByRole('button', { name: 'Stay' }).click();
      assert.match(page.url(), /\/rules$/);
      assert.equal(await again.getByLabel('Each person, in 24 hours').inputValue(), '3');
    }
    await page.goBack();
    await question.getByRole('button', { name: 'Leave the page' }).click();
    await page.getByRole('heading', { name: 'Left behind' }).waitFor();
    await page.getByRole('link', { name: 'Rules' }).click();
    await again.getByLabel('Each person, in 24 hours').fill('3');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Again saved').waitFor();
    await page.getByRole('link', { name: 'Left behind' }).click();
    await page.getByRole('tab', { name: 'Queue' }).waitFor();
  });

  await t.test('a session that ends leaves what was typed to whoever signs in again', async () => {
    const admin = await Client.signIn(stage.url, stage.us.admin);
    const who = (await admin.get('/users?limit=200')).items.find((user) => user.email === stage.us.data.email);
    const screen = await stage.at(stage.us.data);
    await screen.goto('/contacts');
    await screen.getByRole('button', { name: 'New contact' }).click();
    await screen.getByLabel(/First name/).fill('Half');
    await screen.getByLabel('Last name').fill('Written');
    await admin.put(`/users/${who.id}/roles`, { roles: [...who.roles, 'content_creator'] }, { 'if-match': `"${who.version}"` });
    await screen.getByText('Your session has ended').waitFor();
    await axe(screen, 'session ended');
    await shoot(screen, '52-session-ended');
    await screen.getByLabel('Password', { exact: true }).fill('not this one');
    await screen.getByRole('button', { name: 'Sign in', exact: true }).click();
    await screen.getByText('This password does not fit').waitFor();
    await screen.getByLabel('Password', { exact: true }).fill(stage.us.data.password);
    await screen.getByRole('button', { name: 'Sign in', exact: true }).click();
    await screen.getByText('Your session has ended').waitFor({ state: 'detached' });
    assert.equal(await screen.getByLabel('Last name').inputValue(), 'Written');
    await screen.getByRole('dialog').getByLabel('E-mail').fill('half.written@walked.example');
    await screen.getByRole('button', { name: 'Create contact' }).click();
    await screen.getByRole('dialog').getByText('Half Written').first().waitFor();
  });

  await t.test('an agent reads what is true of the campaign, and is free when it is over', async () => {
    const agentRow = stage.us.agents[0];
    const agent = await Client.signIn(stage.url, agentRow);
    const campaign = await createCampaign(manager, list, [agent.session.user.id], 'Comes and goes');
    await manager.post(`/campaigns/${campaign.id}/start`);
    await manager.post(`/campaigns/${campaign.id}/pause`);
    const desk = await stage.at(agentRow);
    await desk.goto('/desk');
    await desk.getByRole('button', { name: /^Available/ }).click();
    await desk.getByText('The campaign is paused', { exact: true }).waitFor();
    await desk.keyboard.press('b');
    await desk.getByRole('menu').waitFor();
    await desk.keyboard.press('Escape');
    assert.equal((await agent.get('/agents/me')).status, 'available');

    await page.goto('/telephony/auto-dialer');
    await page.getByRole('button', { name: 'Comes and goes', exact: true }).click();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByText('cannot be started again').waitFor();
    await page.getByRole('button', { name: 'Stop campaign' }).click();
    await desk.getByText(/Comes and goes no longer needs you/).waitFor();
    await page.goto('/telephony/auto-dialer');
    await page.getByRole('button', { name: /Show 1 finished campaign/ }).waitFor();
    assert.equal(await page.getByRole('listitem').filter({ hasText: 'Comes and goes' }).count(), 0);
    await page.getByRole('button', { name: /Show 1 finished campaign/ }).click();
    await page.getByRole('listitem').filter({ hasText: 'Comes and goes' }).waitFor();
    await shoot(page, '53-control-centre');
    const free = await until(
      'the agent is free',
      () => manager.get('/users/agents'),
      (all) => all.find((a) => a.id === agent.session.user.id).campaignId === null,
      20,
    );
    assert.ok(free);
  });

  await t.test('script, form and hours are corrected after the start', async () => {
    const agent = await Client.signIn(stage.url, stage.us.agents[1]);
    const campaign = await createCampaign(manager, list, [agent.session.user.id], 'With a typo');
    await manager.post(`/campaigns/${campaign.id}/start`);
    await manager.post(`/campaigns/${campaign.id}/pause`);
    await page.goto(`/campaigns/${campaign.id}`);
    await page.getByRole('link', { name: 'Script and hours' }).click();
    await page.getByLabel('Text', { exact: true }).fill('Hello {{frist_name}}');
    await page.getByLabel('Until', { exact: true }).fill('20:00');
    await axe(page, 'script and hours');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Nothing is known to fill {{frist_name}}').waitFor();
    await page.getByLabel('Text', { exact: true }).fill('Hello {{first_name}}');
    await shoot(page, '54-script-and-hours');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Changes saved').waitFor();
    const saved = await manager.get(`/campaigns/${campaign.id}`);
    assert.deepEqual([saved.script, saved.window.end.slice(0, 5)], ['Hello {{first_name}}', '20:00']);
  });

  await t.test('the figures of the wallboard fit their cards, however long they get', async () => {
    await page.goto('/wallboard');
    await page.getByText('Answer rate').waitFor();
    for (const [width, height] of [
      [1920, 1080],
      [1440, 900],
      [1280, 800],
    ]) {
      await page.setViewportSize({ width, height });
      for (const longest of ['25.0%', '100.0%', '1,234,567']) {
        const over = await page.evaluate(async (text) => {
          const board = document.querySelector('dl');
          // As the board counts them.
          board.style.setProperty('--chars', text.length);
          for (const figure of board.querySelectorAll('dd.num')) figure.textContent = text;
          // The new size of the window is on its way, too.
          for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame);
          return [...board.querySelectorAll('dd.num')]
            .filter((figure) => figure.scrollWidth > figure.clientWidth)
            .map(
              (figure) =>
                `${figure.scrollWidth} in ${figure.clientWidth} at ${getComputedStyle(figure).fontSize}, ${board.getAttribute('style')}`,
            );
        }, longest);
        assert.deepEqual(over, [], `${longest} is too wide at ${width}`);
      }
      if (width === 1920) await shoot(page, '55-wallboard');
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await t.test('pages do not jump while they load', async () => {
    const shifts = {};
    for (const address of ['/wallboard', '/settings/compliance', '/leads', '/contacts', '/telephony/auto-dialer', '/']) {
      await page.goto(address);
      await page.waitForLoadState('networkidle').catch(() => {});
      await page.waitForTimeout(500);
      shifts[address] = await page.evaluate(
        () =>
          new Promise((resolve) => {
            let sum = 0;
            new PerformanceObserver((entries) => {
              for (const entry of entries.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
            }).observe({ type: 'layout-shift', buffered: true });
            setTimeout(() => resolve(Math.round(sum * 1000) / 1000), 100);
          }),
      );
    }
    t.diagnostic(JSON.stringify(shifts));
    assert.deepEqual(
      Object.entries(shifts).filter(([, sum]) => sum > 0.05),
      [],
    );
  });

  await t.test('no page complained but where a step provokes it, and nothing outside was asked for', () => {
    assert.deepEqual(stage.complaints([404, 422]), []);
    assert.deepEqual(stage.foreign(), []);
  });
});
