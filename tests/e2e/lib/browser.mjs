import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium as playwright } from 'playwright-core';

export const output = join(import.meta.dirname, '..', 'output');

// What Chromium would otherwise fetch on its own; the suite talks to loopback only.
const quiet = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** CHROME_PATH names a browser; without it the npm package brings one that needs no root. */
export async function launch() {
  const named = process.env.CHROME_PATH;
  if (named) return playwright.launch({ executablePath: named, headless: true, args: ['--disable-gpu', ...quiet] });
  const { default: bundled } = await import('@sparticuz/chromium');
  // Not the package's own arguments: they put every page into one process and switch web security off, and a test of ours needs both walls.
  const software = [
    '--headless=shell',
    '--use-gl=angle',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--font-render-hinting=none',
  ];
  return playwright.launch({ executablePath: await bundled.executablePath(), headless: true, args: [...software, ...quiet] });
}

export function cleanOutput() {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
}

/** A person at a screen of their own: a context with its own cookies, and a record of what the page complained about or asked the outside for. */
export async function person(browser, baseUrl, { colorScheme = 'light', viewport = { width: 1280, height: 800 } } = {}) {
  const context = await browser.newContext({ baseURL: baseUrl, colorScheme, viewport, reducedMotion: 'reduce', acceptDownloads: true });
  const page = await context.newPage();
  const complaints = [];
  const foreign = [];
  page.on('pageerror', (error) => complaints.push(`${error}`));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(baseUrl) && !url.startsWith('data:') && !url.startsWith('blob:') && !url.startsWith(baseUrl.replace('http', 'ws')))
      foreign.push(url);
  });
  return { context, page, complaints, foreign };
}

/**
 * The live connection of the page opened next, in the test's hand. Not the browser's own offline switch: on Chromium 147
 * it can crash the network service, which loses every cookie with it.
 */
export async function liveLine(page) {
  const sockets = new Set();
  let open = true;
  await page.route('**/hub/**', (route) => (open ? route.fallback() : route.abort('internetdisconnected')));
  await page.routeWebSocket(/\/hub\b/, async (socket) => {
    if (!open) return socket.close();
    sockets.add([socket, socket.connectToServer()]);
  });
  return {
    async cut() {
      open = false;
      for (const ends of sockets) for (const end of ends) await end.close();
      sockets.clear();
    },
    mend() {
      open = true;
    },
  };
}

export async function signIn(page, { email, password }) {
  await page.goto('/sign-in');
  await page
    .getByRole('button', { name: 'Sign in' })
    .waitFor()
    .catch(async (error) => {
      await page.screenshot({ path: join(output, 'failed-sign-in.png') });
      throw error;
    });
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation').first().waitFor();
}

/** The same page in light and dark, kept for people to look at. */
export async function shoot(page, name) {
  for (const theme of ['light', 'dark']) {
    await page.evaluate((t) => {
      document.documentElement.classList.toggle('dark', t === 'dark');
      document.documentElement.style.colorScheme = t;
    }, theme);
    await page.waitForTimeout(80);
    await page.screenshot({ path: join(output, `${name}-${theme}.png`) });
  }
  await page.evaluate(() => document.documentElement.classList.remove('dark'));
}
