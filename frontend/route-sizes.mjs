// What a browser fetches before it can show a page, in KB of gzip, as the last build made it. Fails over the limits.
// Fonts are not counted: text stands in the system's font until they are there, and they stay in the cache for a year.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** The desk is what agents open first, over whatever line they have: the shell and the desk together. */
const firstLoad = 250;
/** Any other page, beyond the shell. */
const further = 200;

const dist = join(import.meta.dirname, "dist");
const manifestFile = join(dist, ".vite", "manifest.json");
if (!existsSync(manifestFile)) {
  console.error("route-sizes: there is no build; npm run build makes one");
  process.exit(1);
}
const manifest = JSON.parse(readFileSync(manifestFile, "utf8"));

/** The files of a chunk and of all that it imports at once; what it imports later is a row of its own. */
function filesOf(name, found = new Set()) {
  const { file, css = [], imports = [] } = manifest[name];
  if (found.has(file)) return found;
  for (const each of [file, ...css]) found.add(each);
  for (const other of imports) filesOf(other, found);
  return found;
}

const weights = new Map();
function weight(file) {
  if (!weights.has(file)) weights.set(file, gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1024);
  return weights.get(file);
}
const sum = (files) => [...files].reduce((total, file) => total + weight(file), 0);

const shell = filesOf("index.html");
const rows = Object.entries(manifest)
  .filter(([, chunk]) => chunk.isDynamicEntry)
  .map(([name]) => ({ name: name.replace("src/features/", ""), kb: sum([...filesOf(name)].filter((file) => !shell.has(file))) }))
  .sort((a, b) => b.kb - a.kb);
const desk = rows.find((row) => row.name === "desk/desk.page.tsx");
if (!desk) throw new Error("route-sizes: the build has no page desk/desk.page.tsx");

const line = (kb, words) => console.log(`${kb.toFixed(1).padStart(7)} KB  ${words}`);
const first = sum(shell) + weight("index.html") + desk.kb;
line(first, `first load of the desk (limit ${firstLoad})`);
line(sum(shell), "of it the shell");
for (const row of rows) line(row.kb, `more for ${row.name}`);

const over = [
  ...(first > firstLoad ? [`the first load of the desk has ${first.toFixed(1)} KB, ${firstLoad} are allowed`] : []),
  ...rows.filter((row) => row.kb > further).map((row) => `${row.name} adds ${row.kb.toFixed(1)} KB, ${further} are allowed`),
];
for (const complaint of over) console.error(`route-sizes: ${complaint}`);
process.exit(over.length > 0 ? 1 : 0);
