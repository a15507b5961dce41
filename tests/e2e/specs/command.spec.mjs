// The command itself: what it says when something is missing, and what it leaves behind.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, test } from 'node:test';
import { up } from '../lib/product.mjs';

const root = join(import.meta.dirname, '..', '..', '..');

const pivotal = (args, env) => spawnSync(join(root, 'pivotal'), args, { env: { ...process.env, ...env }, encoding: 'utf8' });

function refused({ status, stderr }, sentence) {
  assert.equal(status, 1);
  assert.match(stderr, sentence);
  assert.equal(stderr.trim().split('\n').length, 1, `more than one sentence:\n${stderr}`);
}

/** A PATH with everything but one program. */
function without(program) {
  const folder = mkdtempSync(join(tmpdir(), 'pivotal-path-'));
  for (const from of process.env.PATH.split(delimiter).filter(existsSync)) {
    for (const name of readdirSync(from)) {
      if (name !== program && !existsSync(join(folder, name))) {
        try {
          symlinkSync(join(from, name), join(folder, name));
        } catch {
          // a dangling link of the same name is already there
        }
      }
    }
  }
  return folder;
}

for (const [program, sentence] of [
  ['dotnet', /The \.NET SDK is missing/],
  ['node', /Node\.js is missing/],
  ['npm', /npm is missing/],
]) {
  test(`without ${program} every command says so in one sentence`, () => {
    const path = without(program);
    try {
      for (const command of ['up', 'demo', 'test', 'lint']) refused(pivotal([command], { PATH: path }), sentence);
    } finally {
      rmSync(path, { recursive: true });
    }
  });
}

test('a port in use is named, and so is one that is no number', async () => {
  const taken = createServer();
  await new Promise((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address();
  try {
    refused(pivotal(['up'], { PIVOTAL_PORT: `${port}` }), new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is already used`));
  } finally {
    await new Promise((resolve) => taken.close(resolve));
  }
  refused(pivotal(['up'], { PIVOTAL_PORT: 'eighty' }), /PIVOTAL_PORT is `eighty`/);
});

test('an unknown command and an unknown bench are refused', () => {
  refused(pivotal(['upp']), /There is no command `upp`/);
  refused(pivotal(['bench', 'pushh']), /There is no bench `pushh`/);
});

/** Processes that know the data folder, by command line or environment. */
const processesOf = (data) =>
  readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .filter((pid) => {
      try {
        return ['cmdline', 'environ'].some((file) => readFileSync(`/proc/${pid}/${file}`, 'utf8').includes(data));
      } catch {
        return false; // ended meanwhile, or not ours
      }
    });

/** A folder that a part of the product still names a moment after its end is looked at again. */
async function nothingLeft(data) {
  for (let tries = 0; processesOf(data).length > 0 && tries < 50; tries++) await new Promise((resolve) => setTimeout(resolve, 100));
  assert.deepEqual(
    processesOf(data).map((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')),
    [],
  );
}

let data;
before(() => {
  data = mkdtempSync('/var/tmp/pivotal-e2e-');
});
after(() => rmSync(data, { recursive: true, force: true }));

test('Ctrl-C leaves no process behind, kill -9 neither, and the next start finds the same data', async () => {
  const first = await up({ data });
  assert.ok(processesOf(data).length >= 3, 'the command, the product and its database run');
  const signIns = first.signIns();
  await first.stop();
  await nothingLeft(data);

  const second = await up({ data });
  assert.deepEqual(second.signIns(), signIns);
  assert.doesNotMatch(second.log(), new RegExp(signIns[0].password), 'passwords are shown once');
  process.kill(-second.pid, 'SIGKILL');
  await nothingLeft(data);

  const third = await up({ data });
  assert.deepEqual(third.signIns(), signIns);
  await third.stop();
  await nothingLeft(data);
});
