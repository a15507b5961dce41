// Reads what deploy/ consists of into plain objects. Nothing here judges.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

export const root = new URL('../../', import.meta.url).pathname;
export const text = (path) => readFileSync(join(root, path), 'utf8');

/** Files below a folder, without what tools put there. */
export function files(folder, suffix = '') {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (['node_modules', 'bin', 'obj', 'secrets', 'dist'].includes(entry.name)) return [];
    return entry.isDirectory() ? files(path, suffix) : path.endsWith(suffix) ? [path] : [];
  });
}

/** YAML 1.1, as Kubernetes reads it: 0440 is octal. Throws at a mistake and at a key that stands twice. */
export function documents(yaml) {
  return parseAllDocuments(yaml, { version: '1.1' }).map((document) => {
    if (document.errors.length) throw document.errors[0];
    return document.toJS();
  }).filter(Boolean);
}

/** Every object of the base, as the files have them. */
export const base = () => files('deploy/kubernetes/base', '.yaml').filter((file) => !file.endsWith('kustomization.yaml')).flatMap((file) => documents(text(file)));

/** What kustomize makes of a folder, or null where there is neither kubectl nor kustomize. */
export function rendered(folder) {
  for (const [program, ...args] of [['kubectl', 'kustomize'], ['kustomize', 'build']]) {
    try {
      return documents(execFileSync(program, [...args, join(root, folder)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }));
    } catch (error) {
      if (error.code !== 'ENOENT') throw new Error(`${program}: ${error.stderr}`);
    }
  }
  return null;
}

/** The compose file with every variable at its default; `given` are the others. */
export function compose(given, file = 'deploy/compose/compose.yaml') {
  const filled = text(file).replaceAll(/\$\$|\$\{(\w+)(?::([-?])([^}]*))?\}/g, (all, name, kind, rest) => {
    if (all === '$$') return '$';
    if (given[name] !== undefined) return given[name];
    if (kind === '-') return rest;
    throw new Error(`${file} wants ${name}.`);
  });
  return parse(filled, { merge: true });
}

/** Names a compose file asks its environment for. */
export const composeVariables = (file = 'deploy/compose/compose.yaml') => [...new Set([...text(file).matchAll(/\$\{(\w+)/g)].map((match) => match[1]))];

/** Stages by name, with what they inherit: `{ image, user, env, expose, healthcheck, entrypoint, copies }`. */
export function containerfile(source = text('deploy/containers/Containerfile')) {
  const lines = source.replaceAll(/^#.*\n/gm, '').replaceAll(/\\\n/g, ' ').split('\n').map((line) => line.trim()).filter(Boolean);
  const args = {};
  const stages = {};
  let stage;
  for (const line of lines) {
    const [, word, rest] = /^(\w+)\s+(.*)$/.exec(line);
    const filled = rest.replaceAll(/\$\{(\w+)\}/g, (all, name) => args[name] ?? all);
    switch (word) {
      case 'ARG':
        if (!stage) args[rest.split('=')[0]] = rest.split('=')[1];
        break;
      case 'FROM': {
        const [from, , name] = filled.split(/\s+/);
        const parent = stages[from];
        stage = { env: { ...parent?.env }, expose: [...(parent?.expose ?? [])], copies: [...(parent?.copies ?? [])], image: parent?.image ?? from, user: parent?.user };
        stages[name] = stage;
        break;
      }
      case 'USER': stage.user = rest; break;
      case 'ENV': for (const [, name, value] of filled.matchAll(/(\w+)=(\S*)/g)) stage.env[name] = value; break;
      case 'EXPOSE': stage.expose.push(...rest.split(/\s+/).map(Number)); break;
      case 'HEALTHCHECK': stage.healthcheck = rest; break;
      case 'ENTRYPOINT': stage.entrypoint = JSON.parse(rest); break;
      case 'COPY': stage.copies.push(rest); break;
      default: break;
    }
  }
  return stages;
}

/** Settings the programs read: every string literal PIVOTAL_… or ADMIN_… in our C#. */
export function settingsOfTheCode() {
  const names = new Set();
  for (const folder of ['api', 'solo', 'silo', 'hosting', 'data', 'grains']) {
    for (const file of files(folder, '.cs')) {
      for (const [, name] of text(file).matchAll(/"((?:PIVOTAL|ADMIN)_[A-Z_]+)"/g)) names.add(name);
    }
  }
  return names;
}

/** Seconds a program gives itself to stop; the host's default where it says nothing. */
export function shutdownSeconds(folder) {
  for (const file of files(folder, '.cs')) {
    const said = /ShutdownTimeout = TimeSpan\.FromSeconds\((\d+)\)/.exec(text(file));
    if (said) return Number(said[1]);
  }
  return 30;
}
