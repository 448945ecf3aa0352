import type { StateChange } from '../api/types';

export interface Band { tag: string; value: string; from: string; to: string }

/** The spans of each state: a change opens one and closes the one before; the last lasts until the end. */
export function bandsOf(changes: readonly StateChange[], end: string): Band[] {
  const byTag = new Map<string, StateChange[]>();
  for (const change of changes) byTag.set(change.tag, [...(byTag.get(change.tag) ?? []), change]);
  return [...byTag].flatMap(([tag, list]) => {
    const ordered = [...list].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
    return ordered.flatMap((change, i) => {
      const to = ordered[i + 1]?.day ?? end;
      return to > change.day || i === ordered.length - 1 ? [{ tag, value: change.to, from: change.day, to }] : [];
    });
  });
}
