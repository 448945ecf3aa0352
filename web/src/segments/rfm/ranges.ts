/**
 * The value range of each score 1..5 from the four edges between them. An edge belongs to the score below it;
 * for recency smaller is better, so its edges fall as the scores rise, in whichever order they were given.
 */
export function rangesOf(edges: readonly number[], show: (value: number) => string, smallerIsBetter: boolean): string[] {
  const rising = [...edges].sort((a, b) => a - b);
  const ranges = Array.from({ length: rising.length + 1 }, (_, i) => {
    const low = rising[i - 1];
    const high = rising[i];
    if (low === undefined) return high === undefined ? '' : `≤ ${show(high)}`;
    return high === undefined ? `> ${show(low)}` : low === high ? '–' : `${show(low)} – ${show(high)}`;
  });
  return smallerIsBetter ? ranges.reverse() : ranges;
}
