// A file from another country, at a screen: how it is read is seen and changed, what cannot be decided is asked, what is left out is listed, and the import is deleted.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axe } from '../lib/axe.mjs';
import { shoot } from '../lib/browser.mjs';
import { Client } from '../lib/client.mjs';
import { Stage } from '../lib/stage.mjs';

const sizes = [
  { width: 1440, height: 1300 },
  { width: 390, height: 1900 },
];
const header = 'E-Mail;Vorname;Nachname;Firma;Ort;Land;Telefon;Research Date;Company Annual Revenue';
const rows = [
  'juergen@reading-a.example;Jürgen;Müller;Bäckerei Weiß GmbH;Köln;Deutschland;0221 3456789;03/04/2024;1.234',
  'anna@reading-b.example;Anna;Schmidt;Beispiel AG;Bonn;Deutschland;frag Bob;05/06/2024;2.500',
  'nobody;Ohne;Adresse;Firma ohne;Trier;Deutschland;;07/08/2024;3.750',
];

let stage, folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pivotal-reading-'));
  stage = await Stage.open('reading');
});
after(async () => {
  await stage?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** The page at a desk and in a hand, in light and dark, tall enough to see all of it; nothing of it may be found by axe or stand beyond its edge. */
async function look(page, name) {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await still(page);
    await axe(page, `${name} at ${size.width} px`);
    await shoot(page, `import-${name}-${size.width}`);
    assert.ok(
      await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
      `${name} is wider than ${size.width} px`,
    );
  }
  await page.setViewportSize(sizes[0]);
  await still(page);
}

/** Colours on their way from one theme to the other have no contrast worth measuring. */
const still = (page) =>
  page.waitForFunction(() =>
    document.getAnimations().every((animation) => !(animation instanceof CSSTransition) || animation.playState !== 'running'),
  );

async function choose(page, label, option) {
  await page.getByLabel(label, { exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('a foreign file is read as somebody says, and its import goes when it is deleted', { timeout: 300_000 }, async (t) => {
  const page = await stage.at(stage.us.data);
  const client = await Client.signIn(stage.url, stage.us.data);
  const columns = page.getByRole('region', { name: 'Columns', exact: true });
  const check = page.getByRole('button', { name: 'Check the file' });
  // The first values stand in a column of their own, or in a hand below the header.
  const seen = (text) => columns.getByText(text).locator('visible=true').first().waitFor();
  let id;

  await t.test('what was found out about the file is shown, with how sure that is', async () => {
    const file = join(folder, 'kunden.csv');
    writeFileSync(file, Buffer.from([header, ...rows].join('\r\n') + '\r\n', 'latin1'));
    await page.goto('/imports/new');
    await page.getByLabel('CSV file').setInputFiles(file);
    await page.getByRole('region', { name: 'How the file is read' }).waitFor();
    id = page.url().split('/').pop();
    assert.match(await page.getByLabel('Encoding', { exact: true }).innerText(), /windows-1252/i);
    assert.match(await page.getByLabel('Cells are separated by').innerText(), /Semicolon/);
    await page.getByRole('region', { name: 'How the file is read' }).getByText('Likely', { exact: true }).waitFor();
    assert.equal(await page.getByRole('group', { name: 'Encodings that fit' }).count(), 0, 'nobody is asked where the letters read well');
    await page.getByRole('region', { name: 'How the file is read' }).getByText('Certain', { exact: true }).waitFor();
    await seen('Jürgen');
    await look(page, 'map');
  });

  await t.test('another encoding and another separator show at once what they make of it', async () => {
    await choose(page, 'Encoding', 'windows-1251');
    await seen('Jьrgen');
    await page.getByLabel('Cells are separated by').focus();
    await page.keyboard.press('Enter');
    // The list takes the focus once it stands; keys before that go nowhere.
    await page.locator('[role=option]:focus', { hasText: 'Semicolon' }).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.locator('[role=option]:focus', { hasText: 'Comma' }).waitFor();
    await page.keyboard.press('Enter');
    await seen(header);
    assert.equal(await columns.getByRole('row').count(), 2, 'a header and one column');
    assert.ok(
      await page.getByLabel('Cells are separated by').evaluate((field) => field === document.activeElement),
      'the focus stays where one chooses',
    );
    await look(page, 'map-wrong');
    await choose(page, 'Cells are separated by', 'Semicolon');
    await seen('Jьrgen');
    await choose(page, 'Encoding', 'windows-1252');
    await seen('Jürgen');
    assert.equal(await page.getByText(/Not sure of/).count(), 0, 'what somebody has chosen is certain');
  });

  await t.test('a date that can be read in two ways keeps the file waiting until somebody says how, by keyboard', async () => {
    await page.getByText('Say how the values are read that can be read in two ways.').waitFor();
    assert.ok(await check.isDisabled());
    const dates = page.getByRole('radiogroup', { name: /Research Date/ });
    await dates.getByText(/^03\/04\/2024 is April 3, 2024$/).waitFor();
    await dates.getByText(/^03\/04\/2024 is March 4, 2024$/).waitFor();
    const amounts = page.getByRole('radiogroup', { name: /Company Annual Revenue/ });
    assert.ok(await amounts.getByLabel(/^Thousands/).isChecked(), 'money has no third decimal');
    await look(page, 'question');
    await dates.getByLabel(/^Day first/).focus();
    await page.keyboard.press('Space');
    await dates.getByRole('radio', { name: /^Day first/, checked: true }).waitFor();
    await page.keyboard.press('Tab');
    assert.ok(await amounts.getByLabel(/^Thousands/).evaluate((radio) => radio === document.activeElement));
    // Held until it has had its effect, as a finger does: the next one is chosen while the key is down.
    await page.keyboard.down('ArrowDown');
    await amounts.getByRole('radio', { name: /^Decimals/, checked: true }).waitFor();
    await page.keyboard.up('ArrowDown');
    await page.getByLabel('Name of the new list').fill('Reading');
    await check.click();
    await page.getByText('3 rows read').waitFor();
    await look(page, 'check');
  });

  await t.test('the answer is kept, and the rows are read by it', async () => {
    await page.reload();
    await page.getByRole('button', { name: 'Back to the columns' }).click();
    assert.ok(
      await page
        .getByRole('radiogroup', { name: /Research Date/ })
        .getByLabel(/^Day first/)
        .isChecked(),
    );
    assert.ok(
      await page
        .getByRole('radiogroup', { name: /Company Annual Revenue/ })
        .getByLabel(/^Decimals/)
        .isChecked(),
    );
    await page.getByLabel('Name of the new list').or(page.getByLabel('Everyone imported goes to')).first().waitFor();
    await check.click();
    await page.getByRole('button', { name: 'Start import' }).click();
    await page.getByRole('row', { name: /^Rows read/ }).waitFor();
    const [contact] = (await client.get('/contacts?q=juergen%40reading-a.example')).items;
    assert.equal((await client.get(`/contacts/${contact.id}`)).researchDate, '2024-04-03');
    const [account] = (await client.get(`/accounts?q=${encodeURIComponent('Bäckerei Weiß')}`)).items;
    assert.equal((await client.get(`/accounts/${account.id}`)).annualRevenue, 1.23);
  });

  await t.test('what was left out is listed and can be downloaded', async () => {
    await page.getByText('1 value', { exact: true }).waitFor();
    const faults = page.getByRole('list', { name: 'Rows with faults' });
    await faults.getByText(/^Came in without: This is not a telephone number/).waitFor();
    await faults.getByText(/^Rejected: This is not one e-mail address/).waitFor();
    await look(page, 'result');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^Error file, 2 rows/ }).click()]);
    assert.equal(download.suggestedFilename(), 'kunden-errors.csv');
    const lines = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n');
    assert.equal(lines.length, 3);
    assert.match(lines[1], /anna@reading-b\.example.*frag Bob/);
    assert.match(lines[2], /^nobody,Ohne/);
  });

  await t.test('the import is deleted when that is confirmed, and its people stay', async () => {
    await page.getByRole('button', { name: 'Delete import' }).click();
    const dialog = page.getByRole('alertdialog', { name: /kunden\.csv/ });
    await dialog.getByText(/People that came in stay/).waitFor();
    await look(page, 'delete');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.equal((await client.get(`/imports/${id}`)).status, 'completed', 'not before it is confirmed');
    await page.getByRole('button', { name: 'Delete import' }).focus();
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Delete the import' }).click();
    await page.waitForURL(/\/imports$/);
    await page.getByRole('heading', { name: 'Imports' }).waitFor();
    await page.getByText('kunden.csv').waitFor({ state: 'detached' });
    await assert.rejects(client.get(`/imports/${id}`), /404/);
    assert.equal((await client.get('/contacts?q=juergen%40reading-a.example')).items.length, 1);
    await look(page, 'list');
  });

  await t.test('a file whose letters fit several encodings waits until somebody says which, by keyboard', async () => {
    const file = join(folder, 'names.csv');
    // 王伟 in GB 18030: two characters decide nothing.
    writeFileSync(
      file,
      Buffer.concat([Buffer.from('E-Mail,Name\r\nwang@reading-c.example,'), Buffer.from([0xcd, 0xf5, 0xce, 0xb0]), Buffer.from('\r\n')]),
    );
    await page.goto('/imports/new');
    await page.getByLabel('CSV file').setInputFiles(file);
    const fit = page.getByRole('group', { name: 'Encodings that fit' });
    await fit.getByText('王伟').waitFor();
    assert.ok(await check.isDisabled());
    await page.getByText('Say which encoding the file is in.').waitFor();
    await look(page, 'encoding');
    await fit.getByRole('button', { name: 'Read it so: gb18030' }).focus();
    await page.keyboard.press('Enter');
    await fit.waitFor({ state: 'detached' });
    await page.locator('button:focus', { hasText: 'gb18030' }).waitFor();
    await seen('王伟');
    await check.click();
    await page.getByRole('button', { name: 'Start import' }).click();
    await page.getByRole('row', { name: /^Rows read/ }).waitFor();
    assert.equal((await client.get('/contacts?q=wang%40reading-c.example')).items[0].fullName, '王伟');
  });

  await t.test('rows of another encoding are read in it and listed', async () => {
    const file = join(folder, 'mixed.csv');
    writeFileSync(
      file,
      Buffer.concat([
        Buffer.from('E-Mail,Name\n' + Array.from({ length: 12 }, (_, i) => `u${i}@reading-d.example,Łukasz Żak\n`).join('')),
        Buffer.from('latin@reading-d.example,Jürgen Müller\n', 'latin1'),
      ]),
    );
    await page.goto('/imports/new');
    await page.getByLabel('CSV file').setInputFiles(file);
    await page.getByLabel('Encoding', { exact: true }).getByText('utf-8, some lines windows-1252').waitFor();
    await check.click();
    await page.getByText('Row in another encoding than the file').waitFor();
    await page.getByRole('button', { name: 'Start import' }).click();
    await page
      .getByRole('list', { name: 'Rows with faults' })
      .getByText(/^Came in: The row is not in the encoding of the other rows/)
      .waitFor();
    assert.equal((await client.get('/contacts?q=latin%40reading-d.example')).items[0].fullName, 'Jürgen Müller');
  });

  await t.test('no page complained and nothing outside was asked for', () => {
    assert.deepEqual(stage.complaints(), []);
    assert.deepEqual(stage.foreign(), []);
  });
});
