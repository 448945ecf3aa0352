import type { ClusterGroup } from '../../api/types';
import { categories } from '../../kit/tokens';

/** The colour of a group: the same in the map, the tables and the legend, by its id, whatever the order. */
export function colourOfGroup(id: string): string {
  const number = Number(id.replace(/\D+/g, '')) || 1;
  return categories[(number - 1) % categories.length] ?? categories[0];
}

/** How a group lies to everybody in a feature, -1 to 1: by the ratio of the medians (means where a median is 0), a factor of 4 being all there is. */
export function tilt(inside: { mean: number; median: number; everybodyMean: number; everybodyMedian: number }): number {
  const zero = inside.median === 0 || inside.everybodyMedian === 0;
  const [own, all] = zero ? [inside.mean, inside.everybodyMean] : [inside.median, inside.everybodyMedian];
  if (own === all) return 0;
  if (own <= 0) return -1;
  if (all <= 0) return 1;
  return Math.max(-1, Math.min(1, Math.log(own / all) / Math.log(4)));
}

/** Where a share of the points is cut off on either side, so that a few far ones do not press the rest together. */
const EDGE = 0.005;

/** The range of the middle of some numbers, with a little room. */
export function rangeOf(numbers: readonly number[]): [number, number] {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * (sorted.length - 1))))] ?? 0;
  const [low, high] = [at(EDGE), at(1 - EDGE)];
  const room = (high - low || 1) * 0.04;
  return [low - room, high + room];
}

export const nameOf = (group: ClusterGroup | undefined, say: (words: ClusterGroup['title'] | undefined) => string, id: string) => say(group?.title) || id;
