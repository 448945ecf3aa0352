import { useInfiniteQuery } from '@tanstack/react-query';
import { fetchJson, workspaceUrl, type Params } from '../api/client';
import type { ConsentList, CustomerGroupList, EventPage, MendedPage, Portrait, TraitList, Why, WhyAnswer } from '../api/types';
import { daysBefore } from '../app/bar/days';
import { useScope } from '../app/url';
import { useAnswer, useWorkspace } from '../app/workspace';

const path = (id: string) => `/customers/${encodeURIComponent(id)}`;
/** The most events of one day that are fetched. */
export const DAY_LIMIT = 200;

export const usePortrait = (id: string) => useAnswer<Portrait>(path(id), { asOf: useScope().asOf });
export const useWhy = (id: string, tag: string | undefined) =>
  useAnswer<Why>(`${path(id)}/tags/${encodeURIComponent(tag ?? '')}/why`, { asOf: useScope().asOf }, { enabled: tag !== undefined });

export const useMemberWhy = (id: string, segment: string) =>
  useAnswer<WhyAnswer>(`/segments/rules/${encodeURIComponent(segment)}${path(id)}/why`, { asOf: useScope().asOf });

export const useConsents = (id: string) => useAnswer<ConsentList>(`${path(id)}/consents`, { asOf: useScope().asOf });

export const useTold = (id: string) => useAnswer<TraitList>(`${path(id)}/traits`, { asOf: useScope().asOf });

/** Companies and households of a customer. */
export const useGroups = (id: string) => useAnswer<CustomerGroupList>(`${path(id)}/groups`, { asOf: useScope().asOf });

export const useMended = (id: string) => useAnswer<MendedPage>(`${path(id)}/mended`, { asOf: useScope().asOf });

/** All events, newest first, page by page. */
export function useEvents(id: string, type: string | undefined) {
  const { asOf } = useScope();
  const workspace = useWorkspace();
  const asked: Params = { type, asOf, limit: 50 };
  return useInfiniteQuery({
    queryKey: [workspace.id, workspace.dataVersion, path(id), 'events', asked],
    queryFn: ({ pageParam, signal }) => fetchJson<EventPage>(workspaceUrl(workspace.id, `${path(id)}/events`, { ...asked, before: pageParam }), { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

/** The newest events known when the day after a day began: those of the day stand first. */
export function useDayEvents(id: string, type: string | undefined, day: string | undefined) {
  const { asOf } = useScope();
  const { now } = useWorkspace();
  const next = day ? daysBefore(day, -1) : undefined;
  const bound = next && next < (asOf ?? now).slice(0, 10) ? next : asOf;
  return useAnswer<EventPage>(`${path(id)}/events`, { type, asOf: bound, limit: DAY_LIMIT }, { enabled: day !== undefined });
}
