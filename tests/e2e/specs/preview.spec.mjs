// Mode preview at a screen: the agent sees a contact, passes one over, dials the next, talks and disposes; a supervisor listens and sends the agent on a break.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe } from '../lib/axe.mjs';
import { shoot } from '../lib/browser.mjs';
import { Carrier } from '../lib/carrier.mjs';
import { Client, until } from '../lib/client.mjs';
import { createCampaign, csv, importContacts } from '../lib/main-job.mjs';
import { Stage, talkers } from '../lib/stage.mjs';

let stage;
before(async () => {
  stage = await Stage.open('preview');
});
after(() => stage?.close());

test(
  'an agent looks at a contact, skips it, dials the next, talks and disposes; a supervisor listens and intervenes',
  { timeout: 300_000 },
  async (t) => {
    const manager = await Client.signIn(stage.url, stage.us.manager);
    const carrier = new Carrier(stage.simulator.url);
    const agent = stage.us.agents[0];
    const agentId = (await Client.signIn(stage.url, agent)).session.user.id;
    const list = (await importContacts(manager, csv(talkers, 'p'), 'Preview')).listId;
    const campaign = await createCampaign(manager, list, [agentId], 'Preview calls', {
      dialMode: 'preview',
      rules: { agents: { preview: { seconds: 120 } } },
    });
    await manager.post('/pause-codes', { code: 'lunch', label: 'Lunch', maxMinutes: 30, maxMinutesDay: 60, paid: false });
    await manager.post('/pause-codes', { code: 'coaching', label: 'Coaching' });
    await manager.post(`/campaigns/${campaign.id}/start`);
    const desk = await stage.at(agent);
    let boss, skipped;

    await t.test('the contact is shown and nothing is dialled', async () => {
      await desk.goto('/desk');
      await desk.getByRole('button', { name: /^Available/ }).click();
      await desk.getByRole('button', { name: /^Dial/ }).waitFor({ timeout: 60_000 });
      await desk.getByRole('timer', { name: 'Time to decide' }).waitFor();
      skipped = await desk.getByRole('heading', { level: 2, name: /Pat Example/ }).innerText();
      await axe(desk, 'desk with a preview');
      await shoot(desk, '30-desk-preview');
      assert.equal((await carrier.calls()).length, 0);
    });

    await t.test('a skipped contact gives way to another one', async () => {
      await desk.getByRole('button', { name: /^Skip/ }).click();
      await desk.getByRole('menuitem', { name: 'Bad time for them' }).click();
      await desk.waitForFunction(
        (name) => [...document.querySelectorAll('h2')].some((h) => /Pat Example/.test(h.textContent) && h.textContent !== name),
        skipped,
      );
      const waiting = await manager.get(`/campaigns/${campaign.id}/queue/entries?reason=skipped`);
      assert.deepEqual(
        waiting.items.map((entry) => entry.fullName),
        [skipped],
      );
      assert.equal((await carrier.calls()).length, 0);
    });

    await t.test('a key dials this contact and the person talks to this agent', async () => {
      const name = await desk.getByRole('heading', { level: 2, name: /Pat Example/ }).innerText();
      await desk.keyboard.press('d');
      await desk.getByRole('timer', { name: 'Time on the call' }).waitFor({ timeout: 60_000 });
      assert.equal(await desk.getByRole('heading', { level: 2, name: /Pat Example/ }).innerText(), name);
      assert.equal((await carrier.calls()).length, 1);
    });

    await t.test('a supervisor listens, then joins in, and leaves', async () => {
      boss = await stage.at(stage.us.manager);
      await boss.goto(`/telephony/auto-dialer?campaign=${campaign.id}`);
      await boss.getByRole('button', { name: /^Listen to/ }).click();
      await shoot(boss, '31-control-centre-listen');
      await boss.getByRole('menuitem', { name: /^Listen/ }).click();
      const legs = async () => (await carrier.get('/calls')).filter((call) => call.supervises && call.phase !== 'ended');
      await until(
        'the supervisor listens',
        legs,
        (all) => all.length === 1 && all[0].supervisorRole === 'monitor' && all[0].phase === 'answered',
        30,
      );
      await boss.getByRole('button', { name: /^You are on the call/ }).click();
      await boss.getByRole('menuitem', { name: /^Join in/ }).click();
      await until('the supervisor has joined in', legs, (all) => all[0]?.supervisorRole === 'barge', 30);
      await boss.getByRole('button', { name: /^You are on the call/ }).click();
      await boss.getByRole('menuitem', { name: 'Leave the call' }).click();
      await until('the supervisor has left', legs, (all) => all.length === 0, 30);
    });

    await t.test('after the call there is more time, and the disposition brings the next contact', async () => {
      await desk.getByRole('button', { name: 'Hang up' }).click();
      const sheet = desk.getByRole('region', { name: 'How did the call end' });
      await sheet.waitFor();
      await desk.getByRole('button', { name: '+30 s' }).click();
      await desk.waitForFunction(() => document.querySelector('button[title="w · 1 left"]'));
      await shoot(desk, '32-desk-wrap-up');
      await sheet.focus();
      await desk.keyboard.press('1');
      await desk.keyboard.press('Control+Enter');
      await sheet.waitFor({ state: 'detached', timeout: 30_000 });
      await desk.getByRole('button', { name: /^Dial/ }).waitFor({ timeout: 30_000 });
    });

    await t.test('a break names a code, and what a supervisor does is told with name and reason', async () => {
      await desk.getByRole('button', { name: /^Break/ }).click();
      await desk.getByRole('menuitem', { name: /Lunch/ }).waitFor();
      await shoot(desk, '33-desk-break-menu');
      await desk.getByRole('menuitem', { name: /Lunch/ }).click();
      await desk.getByText(/left$/).first().waitFor();
      await desk.getByRole('button', { name: /^Available/ }).click();
      await desk.getByRole('button', { name: /^Dial/ }).waitFor({ timeout: 30_000 });
      await boss
        .getByRole('button', { name: /^Actions for/ })
        .first()
        .click();
      await boss.getByRole('menuitem', { name: /Send on break/ }).click();
      await boss.getByRole('textbox', { name: 'Reason' }).fill('Fire drill');
      await shoot(boss, '34-force-dialog');
      await boss.getByRole('button', { name: 'Send on break' }).click();
      await desk.getByText(/set you to break: Fire drill/).waitFor();
      await shoot(desk, '35-desk-forced');
    });

    await t.test('in mode manual the verdict comes before the dial', async () => {
      const { version } = await manager.get(`/campaigns/${campaign.id}`);
      await manager.send('PATCH', `/campaigns/${campaign.id}`, { dialMode: 'manual' }, { 'if-match': `"${version}"` });
      await desk.getByRole('button', { name: /^Available/ }).click();
      await desk
        .getByRole('button', { name: /^Choose Pat Example/ })
        .first()
        .click();
      await desk.getByText('may be dialled now.').waitFor();
      await axe(desk, 'desk in mode manual');
      await shoot(desk, '36-desk-manual');
      await desk.getByRole('button', { name: 'Dial', exact: true }).click();
      await desk.getByRole('timer', { name: 'Time on the call' }).waitFor({ timeout: 60_000 });
      await desk.getByRole('button', { name: 'Hang up' }).click();
    });

    await t.test('the rules and the pause codes are there for the manager', async () => {
      await boss.goto(`/campaigns/${campaign.id}/rules`);
      await boss.getByRole('form', { name: 'Agents' }).waitFor();
      await boss.getByRole('form', { name: 'Agents' }).scrollIntoViewIfNeeded();
      await shoot(boss, '37-rules-agents');
      await boss.goto('/settings/pause-codes');
      await boss.getByRole('cell', { name: 'Lunch', exact: true }).waitFor();
      await axe(boss, 'pause codes');
      await shoot(boss, '38-pause-codes');
    });

    await t.test('no page complained and nothing outside was asked for', () => {
      assert.deepEqual(stage.complaints(), []);
      assert.deepEqual(stage.foreign(), []);
    });
  },
);
