import { launch, person } from './lib/browser.mjs';
const [base, scheme = 'light', w = '1440', role = 'Campaign manager', ...paths] = process.argv.slice(2);
const width = Number(w);
const browser = await launch();
const { page, complaints } = await person(browser, base, { colorScheme: scheme, viewport: { width, height: 900 } });
await page.goto('/');
await page.locator(`button:has-text("${role}")`).first().click();
await page.waitForTimeout(2500);
const links = await page.locator('nav a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
console.log(page.url(), links.join(' '));
await page.screenshot({ path: `/tmp/shots/${role.split(' ')[0]}-home-${scheme}-${width}.png` });
for (const path of paths) {
  await page.goto(path);
  await page.waitForTimeout(2500);
  await page.screenshot({ path: `/tmp/shots/${role.split(' ')[0]}${path.replaceAll('/', '-')}-${scheme}-${width}.png` });
}
await browser.close();
console.log(complaints.slice(0, 5));
