import type { SegmentList } from '../api/types';
import { usePreferences } from './preferences';
import { useScope } from './url';
import { useAnswer, useFormat, useWorkspace } from './workspace';

export interface SegmentOption { value: string; label: string }

/** All segments by group, as choices, with their sizes. */
export function useSegmentOptions(): { groups: { label: string; options: SegmentOption[] }[]; sizes: ReadonlyMap<string, string> } {
  const { say } = usePreferences();
  const { asOf } = useScope();
  const { events } = useWorkspace();
  const format = useFormat();
  const { data } = useAnswer<SegmentList>('/segments', { asOf }, { enabled: events > 0, keep: true });
  const all = data?.groups ?? [];
  const groups = all.map((group) => ({ label: say(group.title), options: group.segments.map((s) => ({ value: s.id, label: say(s.title) })) }));
  return { groups, sizes: new Map(all.flatMap((g) => g.segments).map((s) => [s.id, format.number(s.customers)])) };
}
