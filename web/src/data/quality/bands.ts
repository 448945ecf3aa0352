export type Band = 'good' | 'fair' | 'poor';

const GOOD = 90;
const FAIR = 70;

/** What a score means in a word. */
export const bandOf = (points: number): Band => (points >= GOOD ? 'good' : points >= FAIR ? 'fair' : 'poor');

/** A share of the longest bar for each count. */
export function widths(counts: readonly number[]): number[] {
  const most = Math.max(1, ...counts);
  return counts.map((count) => count / most);
}
