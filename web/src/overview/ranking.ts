import type { Segment, SegmentList } from '../api/types';

/** The segments with the largest gain and the largest loss of customers, largest first. */
export function movers(list: Pick<SegmentList, 'groups'>, count: number): { grown: Segment[]; shrunk: Segment[] } {
  const moved = list.groups.flatMap((g) => g.segments)
    .flatMap((segment) => (segment.before == null ? [] : [{ segment, change: segment.customers - segment.before }]));
  const grown = moved.filter((m) => m.change > 0).sort((a, b) => b.change - a.change);
  const shrunk = moved.filter((m) => m.change < 0).sort((a, b) => a.change - b.change);
  return { grown: grown.slice(0, count).map((m) => m.segment), shrunk: shrunk.slice(0, count).map((m) => m.segment) };
}
