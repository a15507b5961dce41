// The demo as a visitor meets it in the first minutes: a month of work, robots that go on with it, one click into a role, and a live call within seconds.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe } from '../lib/axe.mjs';
import { launch, person, shoot } from '../lib/browser.mjs';
import { up } from '../lib/product.mjs';

let product, browser;

before(async () => {
  product = await up({ env: { PIVOTAL_DEMO: '1', SIM_SPEED: '4' } });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await product?.stop();
  product?.remove();
});

async function enter(role, options) {
  const screen = await person(browser, product.baseUrl, options);
  await screen.page.goto('/');
  await screen.page.getByRole('button', { name: new RegExp(`^${role} `) }).click();
  await screen.page.getByRole('navigation').first().waitFor();
  return screen.page;
}

/** Asks until the answer will do. */
async function until(page, path, holds, seconds = 60) {
  for (const end = Date.now() + seconds * 1000; ;) {
    const answer = await (await page.request.get(`/api/v1${path}`)).json();
    if (await holds(answer)) return answer;
    assert.ok(Date.now() < end, `after ${seconds} s still: ${JSON.stringify(answer).slice(0, 2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

test('the terminal names one sign-in for each role and what to look at first', () => {
  for (const role of ['campaign_manager', 'agent', 'quality_analyst', 'client_user', 'data_ops', 'admin'])
    assert.match(product.log(), new RegExp(`^  ${role} +\\S+@northwind\\.example +\\S+-\\S+  \\w.+`, 'm'));
});

test('a visitor sees cards for the roles, and a month of work behind each', { timeout: 180_000 }, async () => {
  const { page, complaints } = await person(browser, product.baseUrl);
  await page.goto('/');
  await page.getByRole('heading', { name: 'Or look around as' }).waitFor();
  await shoot(page, 'demo-01-sign-in');
  await axe(page, 'the sign-in page of the demo');
  assert.deepEqual(
    complaints.filter((text) => !text.includes('401')),
    [],
  );
  const small = await person(browser, product.baseUrl, { viewport: { width: 390, height: 844 } });
  await small.page.goto('/');
  await small.page.getByRole('heading', { name: 'Or look around as' }).waitFor();
  await shoot(small.page, 'demo-02-sign-in-390');

  const manager = await enter('Campaign manager');
  const home = await until(manager, '/home', (h) => h.contacts === 5000, 30);
  assert.equal(home.accounts, 900);
  await manager.reload();
  await manager.getByText('5,000').first().waitFor();
  await shoot(manager, 'demo-03-home');
  const took = [...product.log().matchAll(/has its month: .* in (\d+) ms/g)].map((found) => Number(found[1]));
  console.log(`filled in ${took.join(' and ')} ms`);
  await manager.goto('/telephony/reports');
  await manager.getByRole('table').first().waitFor();
  await shoot(manager, 'demo-04-reports');
});

test('lists and records can be read and walked by everybody, on a wide screen and on a small one', { timeout: 240_000 }, async () => {
  const page = await enter('Campaign manager', { viewport: { width: 1440, height: 900 } });
  const first = async (path) => (await until(page, path, ({ items }) => items?.length > 0, 60)).items[0];
  const talkedTo = (await first('/calls?outcome=connected&limit=1')).contactId;
  const [account, order, campaign] = [await first('/accounts?limit=1'), await first('/orders?limit=1'), await first('/campaigns?limit=1')];
  const pages = {
    contacts: '/contacts?phone=true&suppressed=false',
    'contacts-cards-of-accounts': '/accounts?view=cards',
    campaigns: '/campaigns?view=cards',
    'contact-panel': `/contacts?open=${talkedTo}`,
    contact: `/contacts/${talkedTo}`,
    account: `/accounts/${account.id}`,
    order: `/orders/${order.id}`,
    rules: `/campaigns/${campaign.id}/rules`,
  };
  for (const [name, address] of Object.entries(pages)) {
    await page.goto(address);
    await page
      .locator('[aria-busy=true]')
      .waitFor({ state: 'detached' })
      .catch(() => {});
    await page.waitForLoadState('networkidle').catch(() => {});
    await axe(page, name);
    await shoot(page, `demo-10-${name}`);
    await page.setViewportSize({ width: 390, height: 844 });
    await axe(page, `${name} at 390 px`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 390, `${name} is ${wide} px wide`);
    await shoot(page, `demo-11-${name}-390`);
    await page.setViewportSize({ width: 1440, height: 900 });
  }

  // The panel stands beside the list: the keys walk the list and the panel follows.
  await page.goto('/contacts');
  const rows = page.getByRole('table', { name: 'Contacts' }).getByRole('row');
  await rows.nth(1).click();
  const panel = page.getByRole('dialog');
  const name = panel.getByRole('heading').first();
  await name.waitFor();
  // Until the record is there the panel is called after its kind.
  await panel.locator('[aria-busy=true]').waitFor({ state: 'detached' });
  const before = await name.innerText();
  await page.keyboard.press('j');
  await until(page, '/home', async () => (await name.innerText()) !== before, 10);
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Add filter' }).click();
  await page.getByRole('option', { name: 'Country' }).click();
  await page.keyboard.type('United Kingdom');
  await axe(page, 'a filter being added');
  await shoot(page, 'demo-12-filter');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove filter Country' }).waitFor();
  assert.equal(new URL(page.url()).searchParams.get('country'), 'United Kingdom');
});

test(
  'robots work the running campaign, and a visitor who sits down as an agent has a call within seconds',
  { timeout: 300_000 },
  async () => {
    const manager = await enter('Campaign manager');
    const campaigns = (await until(manager, '/campaigns?limit=50', (page) => page.items.length === 4, 30)).items;
    const running = campaigns.find((campaign) => campaign.status === 'active' && campaign.dialMode === 'predictive');
    const day = new Date().toLocaleDateString('en-CA', { timeZone: 'America/New_York' });
    const today = `from=${day}&to=${day}`;
    const queue = await until(manager, `/campaigns/${running.id}/queue`, (q) => q.today.connected > 3, 120);
    assert.ok(
      queue.agents.some((agent) => agent.name.startsWith('Robot ') && ['on_call', 'wrap_up', 'available'].includes(agent.status)),
      JSON.stringify(queue.agents),
    );
    await manager.goto('/telephony/auto-dialer');
    await manager.getByText('Robot Iris').first().waitFor();
    await shoot(manager, 'demo-05-control-centre');

    const agent = await enter('Agent');
    await agent.goto('/desk');
    await agent.getByRole('button', { name: /^Available/ }).click();
    const began = Date.now();
    await until(agent, '/agents/me', (me) => me.status === 'on_call', 45);
    console.log(`a call after ${((Date.now() - began) / 1000).toFixed(1)} s`);
    await shoot(agent, 'demo-06-desk');
    assert.doesNotMatch(await agent.locator('main').innerText(), /\{\{/, 'the script has no tag that the desk does not know');
    // What the robots said of their calls counts like everything else.
    await until(
      manager,
      `/reports/dialer/campaigns?campaignId=${running.id}&${today}`,
      ({ rows }) => Object.values(rows[0]?.dispositions ?? {}).reduce((sum, n) => sum + n, 0) >= 5,
      240,
    );
  },
);

test('one switch stops the robots with calls in hand and puts everything back', { timeout: 180_000 }, async () => {
  const admin = await enter('Administrator');
  const running = (await until(admin, '/campaigns?limit=50', (page) => page.items.length === 4, 30)).items.find(
    (campaign) => campaign.status === 'active' && campaign.dialMode === 'predictive',
  );
  await until(admin, `/campaigns/${running.id}/queue`, (q) => q.agents.some((agent) => agent.status === 'on_call'), 60);
  await admin.getByRole('button', { name: 'Stop and start over' }).click();
  await admin.getByRole('alertdialog').waitFor();
  await shoot(admin, 'demo-07-start-over');
  await axe(admin, 'the question before starting over');
  await admin.getByRole('button', { name: 'Start over', exact: true }).click();
  await admin.getByText('The workspace has a fresh month.').waitFor({ timeout: 60_000 });
  const { items } = await until(admin, '/campaigns?limit=50', (page) => page.items.length === 4, 5);
  assert.ok(!items.some((campaign) => campaign.id === running.id), 'the campaigns are others now');
  // And the robots sit down again.
  const next = items.find((campaign) => campaign.status === 'active' && campaign.dialMode === 'predictive');
  await until(
    admin,
    `/campaigns/${next.id}/queue`,
    (q) => q.agents.some((agent) => agent.name.startsWith('Robot ') && agent.status === 'on_call'),
    90,
  );
});
