// Weighs what a visitor fetches, compressed: the first load (entry, shell) and what each page adds. Fails above the limits.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const FIRST = 350;
const PAGE = 200;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const weights = new Map();

function weight(file) {
  if (!weights.has(file)) weights.set(file, gzipSync(readFileSync(new URL(file, dist))).length / 1024);
  return weights.get(file);
}

/** All files that a chunk needs at once; the chart library, asked for by every chart page, is followed as well. */
function files(key, seen = new Set(), dynamic = false) {
  const chunk = manifest[key];
  if (!chunk || seen.has(key)) return seen;
  seen.add(key);
  for (const next of chunk.imports ?? []) files(next, seen, dynamic);
  if (dynamic) for (const next of chunk.dynamicImports ?? []) files(next, seen, true);
  return seen;
}

const bytes = (keys) => {
  const names = new Set([...keys].flatMap((key) => [manifest[key].file, ...(manifest[key].css ?? [])]));
  return [...names].reduce((sum, name) => sum + weight(name), 0);
};

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const first = files(entry);
const rows = [['first load', bytes(first), FIRST]];
for (const page of manifest[entry].dynamicImports ?? []) {
  const more = [...files(page, new Set(first), true)].filter((key) => !first.has(key));
  rows.push([page.replace(/^src\//, ''), bytes(more), PAGE]);
}
let failed = false;
for (const [name, kb, limit] of rows) {
  const over = kb > limit;
  failed ||= over;
  console.log(`${name.padEnd(32)} ${kb.toFixed(1).padStart(7)} KB gzip of ${limit}${over ? '  TOO LARGE' : ''}`);
}
process.exit(failed ? 1 : 0);
