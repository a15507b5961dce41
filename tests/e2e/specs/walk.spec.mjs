// The main job, walked by people at screens: a manager, two agents, a reviewer, operations, a client, and a neighbour who must see none of it.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axe } from '../lib/axe.mjs';
import { cleanOutput, launch, person, shoot, signIn } from '../lib/browser.mjs';
import { csv, people } from '../lib/main-job.mjs';
import { up } from '../lib/product.mjs';

// Each of them answers, talks for five seconds and hangs up.
const phones = Array.from({ length: 12 }, (_, i) => `+129955501${String(i).padStart(2, '0')}`);
const listName = 'Spring prospects';
const campaignName = 'Spring calls';
const orderTitle = 'Spring leads';

let product, browser, us, them;
const screens = [];

before(async () => {
  cleanOutput();
  product = await up({ env: { SIM_SPEED: '2' } });
  browser = await launch();
  us = people(product.data, 0);
  them = people(product.data, 1);
});

after(async () => {
  await browser?.close();
  await product?.stop();
  product?.remove();
});

async function at(who, options) {
  const screen = await person(browser, product.baseUrl, options);
  screens.push(screen);
  await signIn(screen.page, who);
  return screen.page;
}

test('the main job goes from a file to a downloaded lead, and the neighbour sees none of it', { timeout: 600_000 }, async (t) => {
  let manager, agents, campaignUrl;

  await t.test('a stranger sees the sign-in page and learns nothing from a wrong password', async () => {
    const { page } = await person(browser, product.baseUrl);
    await page.goto('/contacts');
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await shoot(page, '01-sign-in');
    const say = async (email) => {
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Password', { exact: true }).fill('not the password');
      await page.getByRole('button', { name: 'Sign in' }).click();
      const alert = page.getByRole('alert').first();
      await alert.waitFor();
      return alert.innerText();
    };
    assert.equal(await say(us.manager.email), await say('nobody@nowhere.example'));
  });

  await t.test('the manager imports a file', async () => {
    manager = await at(us.manager);
    await shoot(manager, '02-home');
    const file = join(mkdtempSync(join(tmpdir(), 'pivotal-walk-')), 'spring.csv');
    writeFileSync(file, csv(phones, 'w') + 'Broken,Row,,not-an-address,+12995550199,United States,Firm w1,firmw1.example\r\n');
    await manager.goto('/imports/new');
    await shoot(manager, '03-import-upload');
    await manager.getByLabel('CSV file').setInputFiles(file);
    await manager.getByText('Recognised').first().waitFor();
    await manager.getByLabel('Name of the new list').fill(listName);
    await shoot(manager, '04-import-map');
    await manager.getByRole('button', { name: 'Check the file' }).click();
    await manager.getByRole('button', { name: 'Start import' }).waitFor();
    await shoot(manager, '05-import-check');
    await manager.getByRole('button', { name: 'Start import' }).click();
    const rowOf = (label) => manager.getByRole('row', { name: label });
    await rowOf(/^Rows read/).waitFor();
    await assertText(rowOf(/^New contacts/), /12$/);
    await assertText(rowOf(/^Rejected/), /1$/);
    await assertText(rowOf(/^Rows read/), /13$/);
    await shoot(manager, '06-import-result');
  });

  await t.test('the manager sees the contacts', async () => {
    await manager.goto('/contacts');
    await manager.getByText('Pat Examplew0', { exact: true }).first().waitFor();
    await axe(manager, 'contacts');
    await shoot(manager, '07-contacts');
    await manager.goto('/accounts');
    await manager.getByText('Firm w0').first().waitFor();
    await shoot(manager, '08-accounts');
  });

  await t.test('the manager makes a campaign of the list and starts it', async () => {
    await manager.goto('/campaigns/new');
    await manager.getByLabel('Name', { exact: true }).fill(campaignName);
    await choose(manager, 'List', new RegExp(listName));
    await manager.getByText('Who will be called').waitFor();
    await shoot(manager, '09-campaign-audience');
    await next(manager);
    await manager.getByLabel('Text', { exact: true }).fill('Hello {{firstName}}, I am calling about next year’s plans.');
    await shoot(manager, '10-campaign-script');
    await next(manager);
    await manager.getByLabel('Caller id').fill('+12025550100');
    await shoot(manager, '11-campaign-dialing');
    await next(manager);
    await manager.getByRole('region', { name: 'Law', exact: true }).waitFor();
    await next(manager);
    await manager.getByText('Choose the profiles that apply, or say that none does.').waitFor();
    await manager.getByRole('checkbox', { name: /No profile applies/ }).click();
    for (const day of ['Sat', 'Sun']) {
      const button = manager.getByRole('button', { name: day, exact: true });
      if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
    }
    await manager.getByLabel('From', { exact: true }).fill('00:00');
    await manager.getByLabel('Until', { exact: true }).fill('00:00');
    const ownZone = manager.getByLabel(/Use the local time of each person/);
    if ((await ownZone.getAttribute('aria-checked')) === 'true') await ownZone.click();
    await shoot(manager, '11-campaign-law');
    await next(manager);
    for (const agent of us.agents.slice(0, 2)) await manager.getByLabel(nameOf(agent)).click();
    await shoot(manager, '12-campaign-agents');
    await next(manager);
    await manager.getByRole('button', { name: 'Start dialing' }).waitFor();
    await shoot(manager, '13-campaign-summary');
    await manager.getByRole('button', { name: 'Start dialing' }).click();
    await manager.waitForURL(/auto-dialer\?campaign=/);
    campaignUrl = manager.url();
  });

  await t.test('two agents in two browsers receive live calls and dispose of them', async () => {
    agents = await Promise.all(us.agents.slice(0, 2).map((agent) => at(agent)));
    for (const page of agents) {
      await page.goto('/desk');
      await page.getByRole('button', { name: /^Available/ }).click();
    }
    await Promise.all(agents.map((page) => page.getByRole('timer').waitFor({ timeout: 60_000 })));
    await shoot(agents[0], '14-desk-call');
    await manager.bringToFront();
    await shoot(manager, '15-control-centre');

    // The first agent qualifies the first call, with the answers the campaign asks for; everything else is plain talk.
    let qualified = 0;
    const work = async (page, calls) => {
      for (let i = 0; i < calls; i++) {
        const sheet = page.getByRole('region', { name: 'How did the call end' });
        await sheet.waitFor({ timeout: 90_000 });
        if (page === agents[0] && i < 2) {
          for (const yes of await page.getByRole('button', { name: 'Yes', exact: true }).all()) await yes.click();
          await sheet.focus();
          await page.keyboard.press('4');
          await page.waitForFunction(() => document.querySelector('[role=radio][aria-checked=true]')?.textContent?.includes('Qualified'));
          if (i === 0) await shoot(page, '16-desk-disposition');
          qualified++;
        } else {
          await sheet.focus();
          await page.keyboard.press('1');
        }
        await page.keyboard.press('Control+Enter');
        await sheet.waitFor({ state: 'detached', timeout: 30_000 });
      }
    };
    await Promise.all(agents.map((page) => work(page, 3)));
    assert.equal(qualified, 2);
    for (const page of agents) await page.getByRole('button', { name: /^Offline/ }).click();
  });

  await t.test('a reviewer approves one lead with the checklist and rejects the other with a reason', async () => {
    const qa = await at(us.qa);
    await qa.goto('/leads');
    await qa
      .getByText(/Pat Example/)
      .first()
      .click();
    await qa.getByRole('region', { name: 'Review' }).waitFor();
    await axe(qa, 'lead review');
    await shoot(qa, '17-leads');
    const review = qa.getByRole('region', { name: 'Review' });
    const boxes = review.getByRole('checkbox');
    for (let i = 0; i < (await boxes.count()); i++) {
      await boxes.nth(i).click();
      await qa.waitForFunction(
        (n) => document.querySelectorAll('[aria-label=Review] [role=checkbox]')[n]?.getAttribute('aria-checked') === 'true',
        i,
      );
    }
    await review.getByRole('button', { name: /^Approve/ }).click();
    await qa
      .getByText(/approved$/)
      .first()
      .waitFor();
    await review.getByRole('button', { name: /^Reject/ }).click();
    await review.getByRole('textbox', { name: /reason/i }).fill('No decision maker');
    await review
      .getByRole('button', { name: /reject/i })
      .last()
      .click();
    await qa
      .getByText(/rejected$/)
      .first()
      .waitFor();
  });

  await t.test('the client orders, operations link the campaign by hand, the client downloads the approved lead', async () => {
    const client = await at(us.client);
    await client.goto('/portal/new');
    await client.getByLabel('Name of the order').fill(orderTitle);
    await client.getByLabel('Leads wanted').fill('5');
    await shoot(client, '18-order-wizard');
    for (let i = 0; i < 3; i++) await next(client);
    await client.getByRole('checkbox').click();
    await client.getByRole('button', { name: 'Submit order' }).click();
    await client.waitForURL(/\/portal\/[0-9a-f-]{36}$/);
    const orderId = client.url().split('/').pop();

    await manager.goto(`/orders/${orderId}`);
    await manager.getByRole('button', { name: 'Link campaigns' }).first().click();
    await manager.getByRole('dialog').getByLabel(new RegExp(campaignName)).click();
    await manager.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
    await manager.getByRole('link', { name: campaignName }).waitFor();
    await shoot(manager, '19-order');

    await client.goto(`/portal/${orderId}`);
    const link = client.getByRole('link', { name: /^Download 1 lead/ });
    await link.waitFor();
    await shoot(client, '20-portal-order');
    const [download] = await Promise.all([client.waitForEvent('download'), link.click()]);
    const rows = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n');
    assert.equal(rows.length, 2, 'a header and the one approved lead');
    assert.match(rows[1], /pat\.w\d+@firmw\d+\.example/);
    await client.getByRole('tab', { name: 'Downloads' }).click();
    await client.getByText('1 leads').or(client.getByText('1 lead')).first().waitFor();
  });

  await t.test('the neighbour sees none of it', async () => {
    const neighbour = await at(them.manager);
    for (const [path, words] of [
      ['/contacts', 'Pat Example'],
      ['/campaigns', campaignName],
      ['/lists', listName],
      ['/orders', orderTitle],
    ]) {
      await neighbour.goto(path);
      await neighbour.waitForLoadState('networkidle');
      assert.equal(await neighbour.getByText(words).count(), 0, `${path} shows ${words}`);
      await manager.goto(path);
      await manager.getByText(words).first().waitFor();
    }
    await shoot(neighbour, '21-neighbour-contacts');
  });

  await t.test('no page complained and nothing outside was asked for', () => {
    // A refused sign-in is a 401 by design, and the browser reports it as a failed resource.
    const complaints = screens.flatMap((screen) => screen.complaints).filter((text) => !/status of 401/.test(text));
    assert.deepEqual(complaints, []);
    assert.deepEqual(
      screens.flatMap((screen) => screen.foreign),
      [],
    );
    assert.ok(campaignUrl);
  });
});

const nameOf = (row) =>
  new RegExp(
    row.email
      .split('@')[0]
      .split('.')
      .map((part) => `${part[0].toUpperCase()}${part.slice(1)}`)
      .join(' '),
  );

const next = (page) => page.getByRole('button', { name: 'Save and continue' }).click();

async function choose(page, label, option) {
  await page.getByLabel(label, { exact: true }).click();
  await page.getByRole('option', { name: option }).click();
}

async function assertText(locator, pattern) {
  assert.match((await locator.innerText()).trim(), pattern);
}
