import type { Overlap } from '../../api/types';

export const MOST_SEGMENTS = 8;
export const MOST_PARTS = 30;

export interface Part { ids: readonly string[]; customers: number }

/** The exclusive intersections worth drawing: those with customers, largest first, then those of fewer segments. */
export function partsOf({ parts }: Overlap): Part[] {
  return parts.filter((part) => part.customers > 0 && part.ids.length > 0)
    .sort((a, b) => b.customers - a.customers || a.ids.length - b.ids.length || a.ids.join().localeCompare(b.ids.join()));
}

/** The condition for exactly these of the segments: in each of them and in no other. */
export function ruleOf(part: Part, all: readonly string[]): string {
  const quoted = (id: string) => `'${id.replaceAll("'", "''")}'`;
  return all.map((id) => (part.ids.includes(id) ? `in segment ${quoted(id)}` : `not (in segment ${quoted(id)})`)).join(' and ');
}

/** The segments of an address: each once, not too many. */
export const idsOf = (asked: string | null): string[] => [...new Set((asked ?? '').split(',').filter(Boolean))].slice(0, MOST_SEGMENTS);
