// Starts the carrier simulator and the product beside each other and ends them together.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

const root = process.env.PIVOTAL_ROOT;

// The child ends when our end of the pipe closes, so it does not outlive us even when we are killed with -9.
const leash = `
exec 3<&0
"$@" </dev/null 3<&- &
pid=$!
( read -r _ <&3; kill -TERM $pid 2>/dev/null ) >/dev/null 2>&1 &
watcher=$!
trap 'kill -TERM $pid 2>/dev/null' TERM INT HUP
wait $pid; code=$?
while kill -0 $pid 2>/dev/null; do wait $pid; code=$?; done
kill $watcher 2>/dev/null
exit $code`;

class Child {
  constructor(name, args, env, output) {
    this.name = name;
    this.process = spawn('/bin/sh', ['-c', leash, name, 'dotnet', ...args], { cwd: root, env: { ...process.env, ...env }, stdio: ['pipe', output, 'inherit'] });
    this.process.stdin.on('error', () => {}); // it ended first
    this.ended = new Promise((resolve) => {
      this.process.on('error', (error) => resolve(error.message));
      this.process.on('exit', (code, signal) => resolve(signal ?? code));
    });
  }

  async stop() {
    this.process.stdin.end();
    const late = setTimeout(() => this.process.kill('SIGKILL'), 25_000);
    await this.ended;
    clearTimeout(late);
  }
}

async function startSimulator(port, data, apiKey, env) {
  const webhook = webhookUrl(port);
  const args = [join(root, 'simulator/bin/Release/net10.0/Pivotal.Simulator.dll'),
    '--port', '0', '--data-folder', join(data, 'simulator'), '--webhook-url', webhook, '--api-key', apiKey];
  const child = new Child('pivotal-simulator', args, env, 'pipe');
  const lines = createInterface({ input: child.process.stdout });
  const origin = await Promise.race([
    new Promise((resolve) => lines.on('line', (line) => {
      const ready = /^simulator ready (\S+)/.exec(line);
      if (ready) resolve(ready[1]);
    })),
    child.ended.then((end) => { throw new Error(`The carrier simulator ended (${end}) before it was ready.`); }),
  ]);
  const publicKey = (await (await fetch(`${origin}/sim/public-key`)).text()).trim();
  return { child, origin, publicKey };
}

export const webhookUrl = (port) => `http://127.0.0.1:${port}/api/v1/webhooks/telnyx`;

/** Everything on this machine, ready to be used. `ended` settles when a part ends on its own. */
export async function startStack({ port, data, env = {}, simulatorEnv = {} }) {
  mkdirSync(data, { recursive: true });
  const baseUrl = `http://127.0.0.1:${port}`;
  const apiKey = randomBytes(24).toString('hex');
  const parts = [];
  // The product first: it still hangs up its calls at the carrier.
  const stop = async () => {
    for (const part of parts.toReversed()) await part.stop();
  };
  try {
    const simulator = await startSimulator(port, data, apiKey, simulatorEnv);
    parts.push(simulator.child);
    const product = new Child('pivotal-api', [join(root, 'api/bin/Release/net10.0/Pivotal.Api.dll')], {
      PIVOTAL_PORT: `${port}`,
      PIVOTAL_DATA: data,
      PIVOTAL_DEMO: process.env.PIVOTAL_DEMO ?? '1',
      PIVOTAL_WEB: join(root, 'frontend/dist'),
      PIVOTAL_TELNYX_BASE: `${simulator.origin}/v2/`,
      PIVOTAL_TELNYX_KEY: apiKey,
      PIVOTAL_TELNYX_PUBLIC_KEY: simulator.publicKey,
      PIVOTAL_TELNYX_CONNECTION: 'pivotal',
      PIVOTAL_WEBHOOK_URL: webhookUrl(port),
      ...env,
    }, 'inherit');
    parts.push(product);
    await untilReady(baseUrl, product);
    const ended = Promise.race(parts.map((part) => part.ended.then((end) => `${part.name} ended (${end}).`)));
    return { baseUrl, simulatorUrl: simulator.origin, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function untilReady(baseUrl, product) {
  let end;
  product.ended.then((code) => { end = code; });
  for (;;) {
    // Its own sentence about the reason is already on stderr.
    if (end !== undefined) throw new Error(`The product ended (${end}) before it was ready.`);
    try {
      if ((await fetch(`${baseUrl}/health/ready`)).ok) return;
    } catch {
      // not listening yet
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Runs `work` and stops the stack after it, after Ctrl-C, or when a part ends on its own; the exit code says which. */
export async function withStack(options, work) {
  let interrupt;
  const interrupted = new Promise((resolve) => { interrupt = resolve; });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interrupt(signal));
  let stack;
  let code = 0;
  try {
    const starting = startStack(options);
    stack = await Promise.race([starting, interrupted.then(() => null)]);
    if (stack === null) {
      // Wait for the start to settle, so that nothing is left behind.
      stack = await starting.catch(() => undefined);
    } else {
      const failed = stack.ended.then((reason) => { throw new Error(reason); });
      await Promise.race([work(stack), failed, interrupted]);
    }
  } catch (error) {
    console.error(`pivotal: ${error.message}`);
    code = 1;
  }
  await stack?.stop();
  process.exit(code);
}
