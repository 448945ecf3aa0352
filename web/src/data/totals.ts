import type { Count, Load } from '../api/types';

export interface Totals { rows: number; duplicates: number; kept: Count[]; derived: Count[]; quarantined: Count[]; mended: Count[]; aside: number }

/** One account over all loads of a source: the same names are added up, the largest first. */
export function totalsOf(loads: readonly Load[]): Totals {
  const quarantined = added(loads.flatMap((load) => load.quarantined));
  return {
    rows: loads.reduce((sum, load) => sum + load.rows, 0),
    duplicates: loads.reduce((sum, load) => sum + load.duplicates, 0),
    kept: added(loads.flatMap((load) => load.kept)),
    derived: added(loads.flatMap((load) => load.derived)),
    quarantined,
    mended: added(loads.flatMap((load) => load.mended)),
    aside: sum(quarantined),
  };
}

export const sum = (counts: readonly Count[]): number => counts.reduce((n, c) => n + c.count, 0);

function added(counts: readonly Count[]): Count[] {
  const byId = new Map<string, Count>();
  for (const count of counts) {
    const known = byId.get(count.id);
    byId.set(count.id, known ? { ...known, count: known.count + count.count, anonymous: (known.anonymous ?? 0) + (count.anonymous ?? 0) } : count);
  }
  return [...byId.values()].sort((a, b) => b.count - a.count);
}
