/** One condition of the address: some values of a tag, or a range that is open where a bound is missing. */
export type Where =
  | { kind: 'values'; tag: string; values: string[] }
  | { kind: 'range'; tag: string; low: string; high: string };

export function parseWhere(text: string): Where | undefined {
  const colon = text.indexOf(':');
  if (colon <= 0) return undefined;
  const tag = text.slice(0, colon);
  const rest = text.slice(colon + 1);
  const dots = rest.indexOf('..');
  if (dots >= 0) return { kind: 'range', tag, low: rest.slice(0, dots), high: rest.slice(dots + 2) };
  return rest ? { kind: 'values', tag, values: rest.split('|') } : undefined;
}

export function printWhere(where: Where): string | undefined {
  if (where.kind === 'range') return where.low || where.high ? `${where.tag}:${where.low}..${where.high}` : undefined;
  return where.values.length ? `${where.tag}:${where.values.join('|')}` : undefined;
}

/** The list of conditions with the one at a place replaced, added (place beyond the end) or removed (nothing to print). */
export function replaced(all: readonly string[], place: number, where: Where | undefined): string[] {
  const next = [...all];
  const text = where && printWhere(where);
  if (text) next[Math.min(place, next.length)] = text;
  else next.splice(place, 1);
  return next;
}

/** What a click on a column's head does: largest first, then smallest first, then the order of the list. */
export function nextSort(sort: string | undefined, tag: string): string | undefined {
  if (sort === `-${tag}`) return tag;
  return sort === tag ? undefined : `-${tag}`;
}
