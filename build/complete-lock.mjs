// node build/complete-lock.mjs frontend/package-lock.json
// A registry that carries only some platforms' builds of an optional package makes `npm install` leave the others out of the lock file,
// and `npm ci` then refuses the lock. This adds the missing ones by name, version and platform; npm skips them on other platforms without asking for them.
import { readFileSync, writeFileSync } from 'node:fs';

const file = process.argv[2];
const lock = JSON.parse(readFileSync(file, 'utf8'));
const platform = /-(?:(android|darwin|freebsd|linux|win32)-([a-z0-9]+)|(wasm32))/;
let added = 0;
for (const [at, entry] of Object.entries({ ...lock.packages })) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (lock.packages[`node_modules/${name}`] || lock.packages[`${at}/node_modules/${name}`]) continue;
    const [, os, cpu, wasm] = platform.exec(name) ?? [];
    if (!os && !wasm) throw new Error(`${name} is missing from the lock, and its name tells no platform.`);
    lock.packages[`node_modules/${name}`] = {
      version: range.replace(/^[\^~]/, ''),
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
      ...(os ? { os: [os] } : {}),
      cpu: [cpu ?? wasm],
    };
    added++;
  }
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
console.log(`${added} added`);
