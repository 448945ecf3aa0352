import type { SegmentList } from '../api/types';
import { usePreferences } from './preferences';
import { useScope } from './url';
import { useAnswer, useFormat, useWorkspace } from './workspace';

export interface SegmentOption { value: string; label: string }

/** All segments by group, as choices, with their sizes. */
export function useSegmentOptions(): { groups: { label: string; options: SegmentOption[] }[]; sizes: ReadonlyMap<string, string>; rules: SegmentOption[] } {
  const { t, say } = usePreferences();
  const { asOf } = useScope();
  const { events } = useWorkspace();
  const format = useFormat();
  const { data } = useAnswer<SegmentList>('/segments', { asOf }, { enabled: events > 0, keep: true });
  const written = (data?.rules ?? []).map((rule) => ({ id: rule.id, title: say(rule.title) || rule.id, customers: rule.customers }));
  const all = [
    { title: t('rules.title'), segments: written },
    ...(data?.groups ?? []).map((group) => ({ title: say(group.title), segments: group.segments.map((one) => ({ id: one.id, title: say(one.title), customers: one.customers })) })),
  ].filter((group) => group.segments.length > 0);
  const groups = all.map((group) => ({ label: group.title, options: group.segments.map((one) => ({ value: one.id, label: one.title })) }));
  return { groups, rules: written.map((one) => ({ value: one.id, label: one.title })), sizes: new Map(all.flatMap((group) => group.segments).map((one) => [one.id, format.number(one.customers)])) };
}
