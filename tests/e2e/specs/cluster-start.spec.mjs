// Why a silo, or an api of a cluster, does not start: one sentence and exit code 1 each.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { freePort } from '../../../deploy/command/free-port.mjs';

const root = join(import.meta.dirname, '..', '..', '..');
const program = (name) => join(root, name, 'bin/Release/net10.0', name === 'silo' ? 'Pivotal.Silo.dll' : 'Pivotal.Api.dll');
const packages = existsSync(join(root, 'silo/bin/Release/net10.0/Orleans.Runtime.dll'));
const onlyPackages = packages ? false : 'several processes need the official Orleans packages; this build is on the single-process engine';
const onlyLocal = packages ? 'this build is on the official engine' : false;

/** Runs until it ends, or until a line of its output matches `until`; then it is told to stop. */
function start(name, args, env, until) {
  const child = spawn('dotnet', [program(name), ...args], { cwd: root, env: { ...process.env, PIVOTAL_CLUSTER: '', PIVOTAL_SERVICE: '', PIVOTAL_DB: '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const made = { child, out: '', err: '' };
  made.ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve(signal ?? code)));
  made.reached = new Promise((resolve) => {
    child.stdout.on('data', (chunk) => { made.out += chunk; if (until?.test(made.out)) resolve(true); });
    made.ended.then(() => resolve(false));
  });
  child.stderr.on('data', (chunk) => (made.err += chunk));
  made.stop = async () => { child.kill('SIGTERM'); return made.ended; };
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
  const ports = async () => ({ PIVOTAL_PORT: `${await freePort()}`, PIVOTAL_SILO_PORT: `${await freePort()}`, PIVOTAL_GATEWAY_PORT: `${await freePort()}` });

  before(async () => {
    assert.ok(existsSync(program('silo')) && existsSync(program('api')), 'build silo and api first');
    data = mkdtempSync(join(tmpdir(), 'pivotal-cluster-start-'));
    chmodSync(data, 0o755);
    database = start('silo', ['database'], { PIVOTAL_DATA: data }, /ready database/);
    assert.ok(await database.reached, database.err);
    const said = (word) => new RegExp(`^${word} (.+)$`, 'm').exec(database.out)[1];
    db = { PIVOTAL_DATA: data, PIVOTAL_DB_OWNER: said('owner'), PIVOTAL_DB_APP: said('app'), PIVOTAL_DEMO: '1' };
  });

  after(async () => {
    await database?.stop();
    if (data) rmSync(data, { recursive: true, force: true });
  });

  it('one process writes down its service, and another word for it is refused', async () => {
    const first = start('api', [], { ...db, PIVOTAL_PORT: '0' }, /ready http/);
    assert.ok(await first.reached, first.err);
    assert.equal(await first.stop(), 0);
    await refused('api', { ...db, PIVOTAL_PORT: '0', PIVOTAL_SERVICE: 'other' }, /PIVOTAL_SERVICE is `other`, but this database belongs to the service `pivotal`/);
  });

  it('words and addresses that cannot be used are refused before anything is touched', async () => {
    await refused('api', { ...db, PIVOTAL_SERVICE: 'two words' }, /^PIVOTAL_SERVICE is `two words`; it must be 1 to 60/);
    await refused('api', { ...db, PIVOTAL_LISTEN: 'everywhere' }, /^PIVOTAL_LISTEN is `everywhere`; it must be an IP address/);
    await refused('api', { ...db, PIVOTAL_PORT: '70000' }, /^PIVOTAL_PORT is `70000`; it must be a number/);
    await refused('api', { ...db, PIVOTAL_PROXIES: 'nginx' }, /^PIVOTAL_PROXIES names `nginx`/);
  });

  it('the single-process engine refuses to be one of several', { skip: onlyLocal }, async () => {
    await refused('api', { ...db, PIVOTAL_CLUSTER: 'one' }, /^Several processes need the official Orleans packages/);
    await refused('silo', { ...db, PIVOTAL_CLUSTER: 'one' }, /^Several processes need the official Orleans packages/);
  });

  it('a silo without a cluster, with a wrong address or with one port twice is refused', { skip: onlyPackages }, async () => {
    await refused('silo', { ...db }, /set PIVOTAL_CLUSTER to its name/);
    const own = { ...db, PIVOTAL_CLUSTER: 'one', ...(await ports()) };
    await refused('silo', { ...own, PIVOTAL_SILO_ADDRESS: 'silo-1' }, /^PIVOTAL_SILO_ADDRESS is `silo-1`; it must be the IP address/);
    await refused('silo', { ...own, PIVOTAL_SILO_ADDRESS: '192.0.2.7' }, /^PIVOTAL_SILO_ADDRESS is 192\.0\.2\.7, which is no address of this machine/);
    await refused('silo', { ...own, PIVOTAL_GATEWAY_PORT: own.PIVOTAL_SILO_PORT }, /are both \d+; they must differ/);
    const taken = createServer();
    await new Promise((resolve) => taken.listen(Number(own.PIVOTAL_SILO_PORT), '127.0.0.1', resolve));
    try {
      await refused('silo', own, new RegExp(`^Port ${own.PIVOTAL_SILO_PORT} on 127\\.0\\.0\\.1 is already used by another program`));
    } finally {
      await new Promise((resolve) => taken.close(resolve));
    }
  });

  it('a database that does not answer is waited for, and given up', { skip: onlyPackages }, async () => {
    const nowhere = `Host=127.0.0.1;Port=${await freePort()};Username=x;Password=x;Database=x`;
    const tried = await refused('silo', { ...db, PIVOTAL_CLUSTER: 'one', ...(await ports()), PIVOTAL_DB_OWNER: nowhere, PIVOTAL_DB_APP: nowhere, PIVOTAL_DB_WAIT: '3' }, /^The database did not answer for 3 seconds/);
    assert.match(tried.out, /waiting for the database/);
  });

  it('an api waits for a silo, and gives up', { skip: onlyPackages }, async () => {
    const tried = await refused('api', { ...db, PIVOTAL_PORT: '0', PIVOTAL_CLUSTER: 'one', PIVOTAL_CLUSTER_WAIT: '4' }, /^No silo of cluster one answered for 4 seconds/);
    assert.match(tried.out, /waiting for a silo of cluster one/);
  });

  it('a silo runs, another cluster or service on its database is refused, and so is a second one on its port', { skip: onlyPackages }, async () => {
    const own = { ...db, PIVOTAL_CLUSTER: 'one', ...(await ports()) };
    const silo = start('silo', [], own, /ready http/);
    try {
      assert.ok(await silo.reached, silo.err);
      assert.equal((await fetch(`http://127.0.0.1:${own.PIVOTAL_PORT}/health/ready`)).status, 200);
      await refused('silo', { ...own, ...(await ports()), PIVOTAL_CLUSTER: 'two' }, /^PIVOTAL_CLUSTER is `two`, but this database belongs to the cluster `one`/);
      await refused('api', { ...own, PIVOTAL_PORT: '0', PIVOTAL_CLUSTER: 'two' }, /^PIVOTAL_CLUSTER is `two`, but this database belongs to the cluster `one`/);
      await refused('silo', { ...own, ...(await ports()), PIVOTAL_SERVICE: 'other' }, /^PIVOTAL_SERVICE is `other`, but this database belongs to the service `pivotal`/);
      await refused('silo', { ...own, PIVOTAL_PORT: `${await freePort()}` }, /perhaps another silo; set PIVOTAL_SILO_PORT/);
      const api = start('api', [], { ...own, PIVOTAL_PORT: '0' }, /ready http/);
      assert.ok(await api.reached, api.err);
      assert.equal(await api.stop(), 0, api.err);
    } finally {
      assert.equal(await silo.stop(), 0, silo.err);
    }
  });

  it('a silo that is listed alive but cannot be reached is named', { skip: onlyPackages }, async () => {
    const own = { ...db, PIVOTAL_CLUSTER: 'one', ...(await ports()) };
    const first = start('silo', [], own, /ready http/);
    assert.ok(await first.reached, first.err);
    first.child.kill('SIGKILL');
    await first.ended;
    // Its row says alive for some seconds more.
    const tried = await refused('silo', { ...own, ...(await ports()), PIVOTAL_CLUSTER_WAIT: '2' }, new RegExp(`^The database lists a silo of cluster one as alive at 127\\.0\\.0\\.1:${own.PIVOTAL_SILO_PORT}, but nothing answers there for 2 seconds`));
    assert.match(tried.out, /waiting for silo/);
    // With patience it gets in.
    const second = start('silo', [], { ...own, ...(await ports()) }, /ready http/);
    assert.ok(await second.reached, second.err);
    assert.equal(await second.stop(), 0, second.err);
  });
});
