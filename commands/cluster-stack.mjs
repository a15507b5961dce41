// The parts of a cluster on this machine, each of which can be stopped, killed and started again.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { freePort } from './free-port.mjs';
import { Child, startSimulator } from './stack.mjs';

const root = process.env.PIVOTAL_ROOT ?? join(import.meta.dirname, '..');

/** The private server allows 200 connections, the processes' own small pools take some of them, and a silo does more than an api. */
const poolUnit = (silos, apis) => Math.max(4, Math.floor(140 / (2 * silos + apis)));

/** One silo or api process: `start` returns when it is ready, `stop` is an orderly end, `kill` is kill -9. */
class Member {
  constructor(name, address, make, onEnd) {
    Object.assign(this, { name, address, make, onEnd });
  }

  get running() {
    return this.child?.running ?? false;
  }

  get pid() {
    return this.child?.process.pid;
  }

  async start() {
    const child = this.make();
    this.child = child;
    this.expected = false;
    child.ended.then((end) => { if (!this.expected && this.child === child && this.up === child) this.onEnd?.(this, end); });
    await child.ready();
    this.up = child;
    return this;
  }

  async stop() {
    this.expected = true;
    await this.child?.stop();
  }

  async kill() {
    this.expected = true;
    await this.child?.kill();
  }
}

async function startDatabase(data, parts) {
  const said = {};
  const hear = (line) => {
    const match = /^(owner|app) (.+)$/.exec(line);
    if (match) said[match[1]] = match[2];
    return !!match;
  };
  const database = new Child('pivotal-database', 'silo/bin/Release/net10.0/Pivotal.Silo.dll', ['database'], { PIVOTAL_DATA: data }, hear);
  parts.push(database);
  await database.ready();
  return { PIVOTAL_DB_OWNER: said.owner, PIVOTAL_DB_APP: said.app };
}

const connects = (port) => new Promise((resolve) => {
  const socket = createConnection(port, '127.0.0.1', () => { socket.destroy(); resolve(true); });
  socket.on('error', () => resolve(false));
});

async function startProxy(data, port, apis, parts) {
  const folder = join(data, 'proxy');
  mkdirSync(folder, { recursive: true });
  const words = {
    FOLDER: folder,
    SHARED: join(root, 'deploy/nginx'),
    PORT: port,
    // Started by root, its workers would change to an account that may not enter our folder.
    USER: process.getuid?.() === 0 ? 'user root;' : '',
    SERVERS: apis.map((api) => `    server ${new URL(api.address).host} max_fails=0;`).join('\n'),
  };
  const template = readFileSync(join(root, 'deploy/cluster/nginx.conf.template'), 'utf8');
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, template.replaceAll(/\{\{(\w+)\}\}/g, (_, word) => words[word]));
  const proxy = new Child('pivotal-proxy', process.env.PIVOTAL_NGINX ?? '/usr/sbin/nginx', ['-p', folder, '-c', file]);
  parts.push(proxy);
  while (!(await connects(port))) {
    if (!proxy.running) throw new Error('nginx did not start.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Starts everything and returns when it can be used: `baseUrl` is the proxy's address; `silos` and `apis` are members with `address`, `start()`, `stop()` and `kill()`.
 * With `restart` a silo or api that ends on its own is started again, as an orchestrator would.
 */
export async function startCluster({ silos: siloCount = 2, apis: apiCount = 2, port, data, env = {}, simulatorEnv = {}, restart = true }, interrupted = new Promise(() => {})) {
  mkdirSync(data, { recursive: true });
  const parts = [];
  let stopping = false;
  // The proxy first, then the apis, the silos (which still hang up their calls at the carrier), the simulator and the database.
  const stop = async () => {
    stopping = true;
    for (const part of parts.toReversed()) await part.stop();
  };
  interrupted.then(stop);
  const again = (member, end) => {
    if (stopping) return;
    console.log(`${member.name} ended (${end})${restart ? '; starting it again' : ''}.`);
    if (restart) setTimeout(() => stopping || member.start().catch((error) => again(member, error.message)), 1000);
  };
  try {
    const databaseEnv = await startDatabase(data, parts);
    const { simulatorUrl, carrierEnv } = await startSimulator({ data, port, simulatorEnv }, parts);
    const unit = poolUnit(siloCount, apiCount);
    const shared = {
      ...databaseEnv,
      PIVOTAL_DB: '',
      PIVOTAL_DATA: data,
      PIVOTAL_CLUSTER: process.env.PIVOTAL_CLUSTER || 'pivotal',
      ...carrierEnv,
    };
    const member = async (list, name, program, more) => {
      const httpPort = await freePort();
      const made = new Member(name, `http://127.0.0.1:${httpPort}`, () => new Child(name, program, [], { ...shared, PIVOTAL_PORT: `${httpPort}`, ...more, ...env }), again);
      parts.push(made);
      list.push(made);
      return made;
    };
    const silos = [];
    for (let i = 1; i <= siloCount; i++) {
      const [siloPort, gatewayPort] = [await freePort(), await freePort()];
      const silo = await member(silos, `pivotal-silo-${i}`, 'silo/bin/Release/net10.0/Pivotal.Silo.dll', {
        PIVOTAL_SILO_PORT: `${siloPort}`, PIVOTAL_GATEWAY_PORT: `${gatewayPort}`, PIVOTAL_DB_POOL: `${2 * unit}`,
      });
      Object.assign(silo, { siloPort, gatewayPort });
    }
    const apis = [];
    for (let i = 1; i <= apiCount; i++) {
      await member(apis, `pivotal-api-${i}`, 'api/bin/Release/net10.0/Pivotal.Api.dll', {
        PIVOTAL_DEMO: process.env.PIVOTAL_DEMO ?? '1', PIVOTAL_WEB: process.env.PIVOTAL_WEB ?? join(root, 'frontend/dist'), PIVOTAL_DB_POOL: `${unit}`,
      });
    }
    await Promise.all(silos.map((silo) => silo.start()));
    await Promise.all(apis.map((api) => api.start()));
    await startProxy(data, port, apis, parts);
    const needed = parts.filter((part) => part instanceof Child);
    const ended = Promise.race(needed.map((part) => part.ended.then((end) => `${part.name} ended (${end}).`)));
    return { baseUrl: `http://127.0.0.1:${port}`, simulatorUrl, databaseEnv, silos, apis, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
