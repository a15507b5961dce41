// Starts the carrier simulator and the product beside each other and ends them together.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

const root = process.env.PIVOTAL_ROOT ?? join(import.meta.dirname, '..');

// The child ends when our end of the pipe closes, so it does not outlive us even when we are killed with -9.
// Ctrl-C reaches the whole process group; it is ignored here because we end the parts in order.
const leash = `
exec 3<&0
"$@" </dev/null 3<&- &
pid=$!
( read -r _ <&3; kill -TERM $pid 2>/dev/null ) >/dev/null 2>&1 &
watcher=$!
trap 'kill -TERM $pid 2>/dev/null' TERM HUP
trap 'kill -KILL $pid 2>/dev/null' USR1
trap '' INT
wait $pid; code=$?
while kill -0 $pid 2>/dev/null; do wait $pid; code=$?; done
kill $watcher 2>/dev/null
exit $code`;

/** A program beside us, mostly a .NET one of ours (a .dll in the repository). `ready` settles with the address it says it listens on; its other lines are shown. */
export class Child {
  /** @param hear takes a line of its output and says whether it was meant for it; other lines are shown */
  constructor(name, program, args, env = {}, hear = () => false) {
    this.name = name;
    const command = ['-c', leash, name, ...(program.endsWith('.dll') ? ['dotnet', join(root, program)] : [program]), ...args];
    this.process = spawn('/bin/sh', command, { cwd: root, env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'inherit'] });
    this.process.stdin.on('error', () => {}); // it ended first
    this.address = new Promise((resolve) => {
      createInterface({ input: this.process.stdout }).on('line', (line) => {
        const said = /^(?:simulator )?ready (\S+)/.exec(line);
        if (said) resolve(said[1]);
        else if (!hear(line)) console.log(line);
      });
    });
    this.ended = new Promise((resolve) => {
      this.process.on('error', (error) => resolve(error.message));
      this.process.on('exit', (code, signal) => resolve(signal ?? code));
    });
  }

  /** Its own sentence about why it does not start is on stderr. */
  ready() {
    return Promise.race([this.address, this.ended.then((end) => { throw new Error(`${this.name} ended (${end}) before it was ready.`); })]);
  }

  get running() {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  /** kill -9 of the program itself. */
  async kill() {
    this.process.kill('SIGUSR1');
    await this.ended;
  }

  async stop() {
    this.process.stdin.end();
    const late = setTimeout(() => this.process.kill('SIGUSR1'), 20_000);
    await this.ended;
    clearTimeout(late);
  }
}

/** The carrier simulator, and the settings that make a process of the product talk to it. */
export async function startSimulator({ data, port, simulatorEnv = {} }, parts) {
  const apiKey = randomBytes(24).toString('hex');
  const simulator = new Child('pivotal-simulator', 'simulator/bin/Release/net10.0/Pivotal.Simulator.dll', [
    '--port', '0', '--data-folder', join(data, 'simulator'), '--webhook-url', webhookUrl(port),
  ], { SIM_APIKEY: apiKey, ...simulatorEnv });
  parts.push(simulator);
  const simulatorUrl = await simulator.ready();
  const publicKey = await (await fetch(`${simulatorUrl}/sim/public-key`)).text();
  return {
    simulatorUrl,
    carrierEnv: {
      PIVOTAL_TELNYX_BASE: `${simulatorUrl}/v2/`,
      PIVOTAL_TELNYX_KEY: apiKey,
      PIVOTAL_TELNYX_PUBLIC_KEY: publicKey.trim(),
      PIVOTAL_TELNYX_CONNECTION: 'pivotal',
      PIVOTAL_WEBHOOK_URL: webhookUrl(port),
    },
  };
}

export const webhookUrl = (port) => `http://127.0.0.1:${port}/api/v1/webhooks/telnyx`;

/** Everything on this machine, ready to be used. `ended` settles when a part ends on its own. */
async function startStack({ port, data, env = {}, simulatorEnv = {} }, interrupted) {
  mkdirSync(data, { recursive: true });
  const baseUrl = `http://127.0.0.1:${port}`;
  const parts = [];
  // The product first: it still hangs up its calls at the carrier.
  const stop = async () => {
    for (const part of parts.toReversed()) await part.stop();
  };
  interrupted.then(stop);
  try {
    const { simulatorUrl, carrierEnv } = await startSimulator({ data, port, simulatorEnv }, parts);
    const product = new Child('pivotal-api', 'solo/bin/Release/net10.0/Pivotal.Solo.dll', [], {
      PIVOTAL_PORT: `${port}`,
      PIVOTAL_DATA: data,
      PIVOTAL_DEMO: process.env.PIVOTAL_DEMO ?? '1',
      PIVOTAL_WEB: join(root, 'frontend/dist'),
      ...carrierEnv,
      ...env,
    });
    parts.push(product);
    await product.ready();
    const ended = Promise.race(parts.map((part) => part.ended.then((end) => `${part.name} ended (${end}).`)));
    return { baseUrl, simulatorUrl, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Runs `work` on one product and stops it after that; see `runUntilStopped`. */
export const withStack = (options, work) => runUntilStopped((interrupted) => startStack(options, interrupted), work);

/** Runs `work` on what `start` made and stops it after it, after Ctrl-C, or when a part ends on its own; the exit code is what `work` returned, 130 or 1. */
export async function runUntilStopped(start, work) {
  let interrupt;
  const interrupted = new Promise((resolve) => { interrupt = resolve; });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interrupt(signal));
  let stopping = false;
  interrupted.then(() => { stopping = true; });
  let stack;
  let code;
  try {
    stack = await start(interrupted);
    const failed = stack.ended.then((reason) => { throw new Error(reason); });
    code = (await Promise.race([work(stack), failed, interrupted.then(() => 130)])) ?? 0;
  } catch (error) {
    // What a part says about being stopped is no news.
    if (!stopping) console.error(`pivotal: ${error.message}`);
    code = stopping ? 130 : 1;
  }
  await stack?.stop();
  process.exit(code);
}
