import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../commands/free-port.mjs';

const root = join(import.meta.dirname, '..', '..', '..');

/** Runs the whole product by its own command, on its own port and data folder, and ends it like Ctrl-C does. */
export async function up({ data = mkdtempSync(join(tmpdir(), 'pivotal-e2e-')), env = {} } = {}) {
  // Under root the database's account has to pass through; otherwise its files would go to a folder that nobody removes.
  chmodSync(data, 0o755);
  const port = await freePort();
  const child = spawn(join(root, 'pivotal'), ['up'], {
    cwd: root,
    detached: true,
    env: { ...process.env, PIVOTAL_PORT: `${port}`, PIVOTAL_DATA: data, PIVOTAL_DEMO: 'people', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stdout.on('data', (chunk) => (log += chunk));
  child.stderr.on('data', (chunk) => (log += chunk));
  const exited = new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })));
  const baseUrl = `http://127.0.0.1:${port}`;
  const end = Date.now() + 600_000;
  while (!log.includes(`ready ${baseUrl}`)) {
    if (child.exitCode !== null || Date.now() > end) {
      if (child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
      throw new Error(`the product did not start:\n${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    baseUrl,
    data,
    pid: child.pid,
    log: () => log,
    signIns: () => JSON.parse(readFileSync(join(data, 'demo-sign-ins.json'), 'utf8')),
    async stop() {
      if (child.exitCode === null) process.kill(-child.pid, 'SIGINT');
      await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, 30_000))]);
      if (child.exitCode === null && child.signalCode === null) {
        process.kill(-child.pid, 'SIGKILL');
        throw new Error(`the product did not stop within 30 s of Ctrl-C:\n${log.slice(-2000)}`);
      }
    },
    remove: () => existsSync(data) && rmSync(data, { recursive: true, force: true }),
  };
}
