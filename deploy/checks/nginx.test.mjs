// The front, on the nginx of this machine: `nginx -t` on every file, and the behaviour that the product relies on.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { freePort } from '../../commands/free-port.mjs';
import { echo, installedNginx, nameServer, render, start } from './nginx-run.mjs';

const nginx = installedNginx();
const skip = nginx ? false : 'there is no nginx on this machine';
if (nginx && !nginx.full) console.log(`nginx ${nginx.version} knows neither \`sticky\` nor \`resolve\`: a fixed list of processes stands for the upstream file.`);

let apis, dns, front;

before(async () => {
  if (!nginx) return;
  const port = await freePort();
  apis = [await echo('127.0.0.2', port), await echo('127.0.0.3', port)];
  dns = await nameServer(() => ['127.0.0.2', '127.0.0.3']);
  front = await start(nginx, await render(nginx, apis, { resolver: dns.address }));
  // The names are asked for after the start.
  await until(async () => (await fetch(`${front.url}/`)).status === 200);
}, { timeout: 60_000 });

after(async () => {
  await front?.stop();
  await Promise.all((apis ?? []).map((api) => api.close()));
  dns?.close();
});

const until = async (done) => {
  while (!(await done())) await new Promise((resolve) => setTimeout(resolve, 50));
};
const get = async (path, options) => (await fetch(`${front.url}${path}`, options)).json();

for (const tls of [false, true]) {
  test(`nginx takes the configuration ${tls ? 'with' : 'without'} TLS`, { skip }, async () => {
    const rendered = await render(nginx, [], { tls });
    try {
      execFileSync(nginx.program, ['-t', '-q', '-c', rendered.config], { stdio: 'pipe' });
    } finally {
      rmSync(rendered.folder, { recursive: true, force: true });
    }
  });
}

test('a browser stays with one process, and browsers spread over both', { skip }, async () => {
  const homes = new Set();
  for (let browser = 0; browser < 12; browser++) {
    const first = await fetch(`${front.url}/hub/negotiate`, { method: 'POST', headers: { cookie: `pivotal=${browser}` } });
    const given = first.headers.get('set-cookie')?.split(';')[0];
    assert.equal(Boolean(given), nginx.full);
    const cookie = nginx.full ? `pivotal=${browser}; ${given}` : `pivotal=${browser}`;
    const home = (await first.json()).from;
    homes.add(home);
    for (let again = 0; again < 4; again++) assert.equal((await get('/hub', { headers: { cookie } })).from, home);
  }
  assert.equal(homes.size, 2);
});

test('an upgrade is passed on', { skip }, async () => {
  const { port } = new URL(front.url);
  const response = await new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/hub?id=1', headers: { connection: 'Upgrade', upgrade: 'websocket' } })
      .on('upgrade', (answer, socket) => { socket.destroy(); resolve(answer); })
      .on('response', (answer) => reject(new Error(`no upgrade, but ${answer.statusCode}`)))
      .on('error', reject)
      .end();
  });
  assert.match(response.headers['x-from'], /^127\.0\.0\.[23]$/);
});

test('the API is told the address and the host that were used, and not those somebody claims', { skip }, async () => {
  const { headers } = await get('/api/v1/me', { headers: { 'x-forwarded-for': '198.51.100.7' } });
  assert.equal(headers['x-forwarded-for'], '127.0.0.1');
  assert.equal(headers['x-forwarded-proto'], 'http');
  assert.equal(headers.host, new URL(front.url).host);
  assert.equal((await get('/', { headers: { 'x-forwarded-proto': 'https' } })).headers['x-forwarded-proto'], 'https');
});

test('the health of the processes is not published', { skip }, async () => {
  assert.equal((await fetch(`${front.url}/health/ready`)).status, 404);
  assert.equal((await fetch(`${front.url}/`)).status, 200);
});

test('the log has no secret: neither a setup link nor a query', { skip, timeout: 60_000 }, async () => {
  await get('/setup/tokenTOKEN?hubTOKEN=1');
  await get('/seen');
  await until(() => front.log().includes('"GET /seen"'));
  assert.match(front.log(), /"GET \/setup\/-"/);
  assert.doesNotMatch(front.log(), /TOKEN/);
});

// The last one: afterwards nobody answers.
test('a dead process is left out, and when none is left the answer is a problem document', { skip }, async () => {
  await apis[0].close();
  for (let i = 0; i < 12; i++) assert.equal((await get('/', { headers: { cookie: `pivotal=${i}` } })).from, '127.0.0.3');
  await apis[1].close();
  const answer = await fetch(`${front.url}/api/v1/me`);
  assert.equal(answer.status, 503);
  assert.equal(answer.headers.get('content-type'), 'application/problem+json');
  assert.equal(answer.headers.get('retry-after'), '5');
  assert.equal((await answer.json()).code, 'service.unavailable');
});
