/** What is left of a queue for one person at one sitting: answered pairs are gone, those put off come again after all others. */
export interface Sitting { done: readonly string[]; later: readonly string[] }

export const fresh: Sitting = { done: [], later: [] };

export const answered = (sitting: Sitting, id: string): Sitting => ({ done: [...sitting.done, id], later: sitting.later.filter((one) => one !== id) });
export const putOff = (sitting: Sitting, id: string): Sitting => ({ ...sitting, later: [...sitting.later.filter((one) => one !== id), id] });
/** An answer that the server refused is taken back. */
export const recalled = (sitting: Sitting, id: string): Sitting => ({ ...sitting, done: sitting.done.filter((one) => one !== id) });

/** The pairs in the order in which they are asked. */
export function order<P extends { id: string }>(pairs: readonly P[], sitting: Sitting): P[] {
  const left = pairs.filter((pair) => !sitting.done.includes(pair.id));
  const place = (pair: P) => sitting.later.indexOf(pair.id);
  return [...left.filter((pair) => place(pair) < 0), ...left.filter((pair) => place(pair) >= 0).sort((a, b) => place(a) - place(b))];
}

/** What a key means, where nothing else has it. */
export function meant(key: string): 'same' | 'different' | 'later' | undefined {
  switch (key.toLowerCase()) {
    case 'y': return 'same';
    case 'n': return 'different';
    case 's': return 'later';
    default: return undefined;
  }
}
