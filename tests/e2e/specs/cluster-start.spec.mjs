// Why a silo, or an api of a cluster, does not start: one sentence and exit code 1 each.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { freePort } from '../../../commands/free-port.mjs';

const root = join(import.meta.dirname, '..', '..', '..');
const program = (name) => join(root, name, 'bin/Release/net10.0', `Pivotal.${name[0].toUpperCase()}${name.slice(1)}.dll`);

/** Runs until it ends, or until a line of its output matches `until`; then it is told to stop. */
function start(name, args, env, until) {
  const child = spawn('dotnet', [program(name), ...args], {
    cwd: root,
    env: { ...process.env, PIVOTAL_CLUSTER: '', PIVOTAL_SERVICE: '', PIVOTAL_DB: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const made = { child, out: '', err: '' };
  made.ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve(signal ?? code)));
  made.reached = new Promise((resolve) => {
    child.stdout.on('data', (chunk) => {
      made.out += chunk;
      if (until?.test(made.out)) resolve(true);
    });
    made.ended.then(() => resolve(false));
  });
  child.stderr.on('data', (chunk) => (made.err += chunk));
  made.stop = async () => {
    child.kill('SIGTERM');
    return made.ended;
  };
  return made;
}

async function refused(name, env, sentence) {
  const tried = start(name, [], env);
  assert.equal(await tried.ended, 1, tried.out + tried.err);
  assert.match(tried.err.trim(), sentence);
  assert.equal(tried.err.trim().split('\n').length, 1, 'one sentence and nothing else: ' + tried.err);
  return tried;
}

describe('start of a cluster', () => {
  let data, database, db;
  const ports = async () => ({
    PIVOTAL_PORT: `${await freePort()}`,
    PIVOTAL_SILO_PORT: `${await freePort()}`,
    PIVOTAL_GATEWAY_PORT: `${await freePort()}`,
  });

  before(async () => {
    assert.ok(
      ['silo', 'api', 'solo'].every((name) => existsSync(program(name))),
      'build silo, api and solo first',
    );
    data = mkdtempSync(join(tmpdir(), 'pivotal-cluster-start-'));
    chmodSync(data, 0o755);
    database = start('silo', ['database'], { PIVOTAL_DATA: data }, /ready database/);
    assert.ok(await database.reached, database.err);
    const said = (word) => new RegExp(`^${word} (.+)$`, 'm').exec(database.out)[1];
    db = { PIVOTAL_DATA: data, PIVOTAL_DB_OWNER: said('owner'), PIVOTAL_DB_APP: said('app'), PIVOTAL_DEMO: 'people' };
  });

  after(async () => {
    await database?.stop();
    if (data) rmSync(data, { recursive: true, force: true });
  });

  it('one process writes down its service, and another word for it is refused', async () => {
    const first = start('solo', [], { ...db, PIVOTAL_PORT: '0' }, /ready http/);
    assert.ok(await first.reached, first.err);
    assert.equal(await first.stop(), 0);
    await refused(
      'solo',
      { ...db, PIVOTAL_PORT: '0', PIVOTAL_SERVICE: 'other' },
      /PIVOTAL_SERVICE is `other`, but this database belongs to the service `pivotal`/,
    );
  });

  it('words and addresses that cannot be used are refused before anything is touched', async () => {
    await refused('solo', { ...db, PIVOTAL_SERVICE: 'two words' }, /^PIVOTAL_SERVICE is `two words`; it must be 1 to 60/);
    await refused('solo', { ...db, PIVOTAL_LISTEN: 'everywhere' }, /^PIVOTAL_LISTEN is `everywhere`; it must be an IP address/);
    await refused('solo', { ...db, PIVOTAL_PORT: '70000' }, /^PIVOTAL_PORT is `70000`; it must be a number/);
    await refused('solo', { ...db, PIVOTAL_PROXIES: 'nginx' }, /^PIVOTAL_PROXIES names `nginx`/);
    await refused(
      'solo',
      { ...db, OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' },
      /^OTEL_EXPORTER_OTLP_ENDPOINT is `collector:4317`; it must be the address of a collector/,
    );
  });

  it('a silo without a cluster, with a wrong address or with one port twice is refused', async () => {
    await refused('silo', { ...db }, /set PIVOTAL_CLUSTER to its name/);
    const own = { ...db, PIVOTAL_CLUSTER: 'one', ...(await ports()) };
    await refused('silo', { ...own, PIVOTAL_SILO_ADDRESS: 'silo-1' }, /^PIVOTAL_SILO_ADDRESS is `silo-1`; it must be the IP address/);
    await refused(
      'silo',
      { ...own, PIVOTAL_SILO_ADDRESS: '192.0.2.7' },
      /^PIVOTAL_SILO_ADDRESS is 192\.0\.2\.7, which is no address of this machine/,
    );
    await refused('silo', { ...own, PIVOTAL_GATEWAY_PORT: own.PIVOTAL_SILO_PORT }, /are both \d+; they must differ/);
    const taken = createServer();
    await new Promise((resolve) => taken.listen(Number(own.PIVOTAL_SILO_PORT), '127.0.0.1', resolve));
    try {
      await refused('silo', own, new RegExp(`^Port ${own.PIVOTAL_SILO_PORT} on 127\\.0\\.0\\.1 is already used by another program`));
    } finally {
      await new Promise((resolve) => taken.close(resolve));
    }
  });

  it('a database that does not answer is waited for, and given up', async () => {
    const nowhere = `Host=127.0.0.1;Port=${await freePort()};Username=x;Password=x;Database=x`;
    const tried = await refused(
      'silo',
      { ...db, PIVOTAL_CLUSTER: 'one', ...(await ports()), PIVOTAL_DB_OWNER: nowhere, PIVOTAL_DB_APP: nowhere, PIVOTAL_DB_WAIT: '3' },
      /^The database did not answer for 3 seconds/,
    );
    assert.match(tried.out, /waiting for the database/);
  });

  it('an api waits for a silo, and gives up', async () => {
    const tried = await refused(
      'api',
      { ...db, PIVOTAL_PORT: '0', PIVOTAL_CLUSTER: 'one', PIVOTAL_CLUSTER_WAIT: '4' },
      /^No silo of cluster one answered for 4 seconds/,
    );
    assert.match(tried.out, /waiting for a silo of cluster one/);
  });

  it('a silo runs, another cluster or service on its database is refused, and so is a second one on its port', async () => {
    const own = { ...db, PIVOTAL_CLUSTER: 'one', ...(await ports()) };
    const silo = start('silo', [], own, /ready http/);
    try {
      assert.ok(await silo.reached, silo.err);
      assert.equal((await fetch(`http://127.0.0.1:${own.PIVOTAL_PORT}/health/ready`)).status, 200);
      await refused(
        'silo',
        { ...own, ...(await ports()), PIVOTAL_CLUSTER: 'two' },
        /^PIVOTAL_CLUSTER is `two`, but this database belongs to the cluster `one`/,
      );
      await refused(
        'api',
        { ...own, PIVOTAL_PORT: '0', PIVOTAL_CLUSTER: 'two' },
        /^PIVOTAL_CLUSTER is `two`, but this database belongs to the cluster `one`/,
      );
      await refused(
        'silo',
        { ...own, ...(await ports()), PIVOTAL_SERVICE: 'other' },
        /^PIVOTAL_SERVICE is `other`, but this database belongs to the service `pivotal`/,
      );
      const elsewhere = join(data, 'elsewhere');
      await refused(
        'silo',
        { ...own, ...(await ports()), PIVOTAL_DATA: elsewhere },
        /elsewhere\/imports is not the folder in which this installation keeps uploads of imports/,
      );
      await refused(
        'api',
        { ...own, PIVOTAL_PORT: '0', PIVOTAL_DATA: elsewhere },
        /elsewhere\/imports is not the folder in which this installation keeps uploads of imports/,
      );
      await refused('silo', { ...own, PIVOTAL_PORT: `${await freePort()}` }, /perhaps another silo; set PIVOTAL_SILO_PORT/);
      const api = start('api', [], { ...own, PIVOTAL_PORT: '0' }, /ready http/);
      assert.ok(await api.reached, api.err);
      assert.equal(await api.stop(), 0, api.err);
    } finally {
      assert.equal(await silo.stop(), 0, silo.err);
    }
  });

  it('a silo shows the dashboard to whoever knows its secret, and an api of a cluster to nobody', async () => {
    const secret = 'f'.repeat(24);
    const own = { ...db, PIVOTAL_CLUSTER: 'one', PIVOTAL_DASHBOARD: secret };
    await refused(
      'silo',
      { ...own, ...(await ports()), PIVOTAL_DASHBOARD: 'short' },
      /^PIVOTAL_DASHBOARD is the secret that opens the dashboard; it must have 24/,
    );
    const known = { headers: { authorization: `Basic ${Buffer.from(`operator:${secret}`).toString('base64')}` } };
    const silo = start('silo', [], { ...own, ...(await ports()) }, /ready (http\S+)\s/);
    try {
      assert.ok(await silo.reached, silo.err);
      const door = /ready (http\S+)/.exec(silo.out)[1];
      assert.equal((await fetch(`${door}/operator/dashboard/DashboardCounters`)).status, 401);
      // The first sample comes a moment after the start.
      const hosts = async () => (await (await fetch(`${door}/operator/dashboard/DashboardCounters`, known)).json()).hosts.length;
      for (let tries = 0; (await hosts()) !== 1; tries++) {
        assert.ok(tries < 300, 'the silo is never listed');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      const api = start('api', [], { ...own, PIVOTAL_PORT: '0' }, /ready (http\S+)\s/);
      assert.ok(await api.reached, api.err);
      const front = /ready (http\S+)/.exec(api.out)[1];
      for (const path of ['/operator/dashboard/', '/operator/dashboard/DashboardCounters'])
        assert.equal((await fetch(front + path, known)).status, 404);
      assert.equal(await api.stop(), 0, api.err);
    } finally {
      assert.equal(await silo.stop(), 0, silo.err);
    }
  });

  it('with TLS a silo and an api meet, and who has none or another authority is told so', async () => {
    const make = (folder) => {
      execFileSync('bash', [join(root, 'deploy/compose/make-cluster-tls.sh'), join(data, folder)], { stdio: 'pipe' });
      return {
        PIVOTAL_TLS_CERT: join(data, folder, 'cluster.crt'),
        PIVOTAL_TLS_KEY: join(data, folder, 'cluster.key'),
        PIVOTAL_TLS_CA: join(data, folder, 'cluster-ca.crt'),
      };
    };
    const [tls, foreign] = [make('tls'), make('foreign')];
    const own = { ...db, PIVOTAL_CLUSTER: 'one', PIVOTAL_CLUSTER_WAIT: '4' };
    await refused(
      'silo',
      { ...own, ...(await ports()), ...tls, PIVOTAL_TLS_CA: foreign.PIVOTAL_TLS_CA },
      /^PIVOTAL_TLS_CERT names .*, which none of the authorities in PIVOTAL_TLS_CA .* has signed/,
    );
    const silo = start('silo', [], { ...own, ...(await ports()), ...tls }, /ready http/);
    try {
      assert.ok(await silo.reached, silo.err);
      const api = start('api', [], { ...own, ...tls, PIVOTAL_PORT: '0' }, /ready http/);
      assert.ok(await api.reached, api.err);
      assert.equal(await api.stop(), 0, api.err);
      await refused(
        'silo',
        { ...own, ...(await ports()) },
        /nothing answers there for 4 seconds; .* and that it has no TLS \(PIVOTAL_TLS_CERT\) either\.$/,
      );
      await refused(
        'silo',
        { ...own, ...(await ports()), ...foreign },
        /nothing answers there for 4 seconds; .* and that both have certificates of one authority/,
      );
      await refused('api', { ...own, PIVOTAL_PORT: '0' }, /^No silo of cluster one answered for 4 seconds/);
      await refused('api', { ...own, ...foreign, PIVOTAL_PORT: '0' }, /^No silo of cluster one answered for 4 seconds/);
    } finally {
      assert.equal(await silo.stop(), 0, silo.err);
    }
  });

  it('a silo that is listed alive but cannot be reached is named', async () => {
    const own = { ...db, PIVOTAL_CLUSTER: 'one', ...(await ports()) };
    const first = start('silo', [], own, /ready http/);
    assert.ok(await first.reached, first.err);
    first.child.kill('SIGKILL');
    await first.ended;
    // Its row says alive for some seconds more.
    const tried = await refused(
      'silo',
      { ...own, ...(await ports()), PIVOTAL_CLUSTER_WAIT: '2' },
      new RegExp(
        `^The database lists a silo of cluster one as alive at 127\\.0\\.0\\.1:${own.PIVOTAL_SILO_PORT}, but nothing answers there for 2 seconds`,
      ),
    );
    assert.match(tried.out, /waiting for silo/);
    // With patience it gets in.
    const second = start('silo', [], { ...own, ...(await ports()) }, /ready http/);
    assert.ok(await second.reached, second.err);
    assert.equal(await second.stop(), 0, second.err);
  });
});
