import type { Arrival } from '../../api/types';

export const KEPT = 300;

/** What is known and what has come since, the newest first, each once; a server that was started anew counts from 1 again. */
export function joined(known: readonly Arrival[], more: readonly Arrival[]): readonly Arrival[] {
  const last = more.reduce((most, one) => Math.max(most, one.number), 0);
  const newest = known[0];
  const anew = newest !== undefined && last < newest.number && more.every((one) => !known.some((other) => other.number === one.number && other.received === one.received));
  const kept = anew ? [] : known;
  const numbers = new Set(kept.map((one) => one.number));
  const fresh = more.filter((one) => !numbers.has(one.number));
  return [...fresh, ...kept].sort((a, b) => b.number - a.number).slice(0, KEPT);
}

/** A message as people read JSON. */
export function indented(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2);
  } catch {
    return raw;
  }
}
