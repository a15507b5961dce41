// The parts of the product started one by one, for tests that kill one of them.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');

class Part {
  constructor(name, program, args, env) {
    this.name = name;
    this.log = '';
    this.process = spawn('dotnet', [join(root, program), ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process.stdout.on('data', (chunk) => (this.log += chunk));
    this.process.stderr.on('data', (chunk) => (this.log += chunk));
    this.ended = new Promise((resolve) => this.process.on('exit', (code, signal) => resolve(signal ?? code)));
  }

  get running() {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  async ready(pattern, seconds = 120) {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const said = pattern.exec(this.log);
      if (said) return said[1];
      if (!this.running || Date.now() > end) {
        this.process.kill('SIGKILL');
        throw new Error(`${this.name} did not become ready:\n${this.log.slice(-4000)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** A part that does not stop is killed and says so: a test must not wait for it for ever. */
  async end(signal = 'SIGTERM', seconds = 60) {
    if (this.running) this.process.kill(signal);
    let late;
    const inTime = await Promise.race([
      this.ended.then(() => true),
      new Promise((resolve) => (late = setTimeout(resolve, seconds * 1000, false))),
    ]);
    clearTimeout(late);
    if (inTime) return;
    this.process.kill('SIGKILL');
    throw new Error(`${this.name} did not stop within ${seconds} s of ${signal}:\n${this.log.slice(-4000)}`);
  }
}

export async function startSimulator(data, webhookPort, apiKey, env = {}) {
  const part = new Part(
    'simulator',
    'simulator/bin/Release/net10.0/Pivotal.Simulator.dll',
    ['--port', '0', '--data-folder', join(data, 'simulator'), '--webhook-url', `http://127.0.0.1:${webhookPort}/api/v1/webhooks/telnyx`],
    { SIM_APIKEY: apiKey, ...env },
  );
  part.url = await part.ready(/simulator ready (\S+)/);
  part.publicKey = (await (await fetch(`${part.url}/sim/public-key`)).text()).trim();
  return part;
}

export async function startApi(data, port, simulator, apiKey, env = {}) {
  const part = new Part('api', 'solo/bin/Release/net10.0/Pivotal.Solo.dll', [], {
    PIVOTAL_PORT: `${port}`,
    PIVOTAL_DATA: data,
    PIVOTAL_DEMO: 'people',
    PIVOTAL_TELNYX_BASE: `${simulator.url}/v2/`,
    PIVOTAL_TELNYX_KEY: apiKey,
    PIVOTAL_TELNYX_PUBLIC_KEY: simulator.publicKey,
    PIVOTAL_TELNYX_CONNECTION: 'pivotal',
    PIVOTAL_WEBHOOK_URL: `http://127.0.0.1:${port}/api/v1/webhooks/telnyx`,
    ...env,
  });
  part.url = await part.ready(/ready (http\S+)/);
  return part;
}

export const newApiKey = () => randomBytes(24).toString('hex');
