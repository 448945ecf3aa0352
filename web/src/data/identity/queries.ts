import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiFailure, fetchJson, postJson, workspaceUrl } from '../../api/client';
import type { IdentityChanged, IdentityOverview, IdentityPreview, Matching, MatchPairs, Portrait } from '../../api/types';
import { useAnswer, usePosted, useWorkspace } from '../../app/workspace';

/** So many pairs are fetched at once; the next ones come when these are answered. */
export const AT_ONCE = 50;

export const useIdentity = () => useAnswer<IdentityOverview>('/identity', {}, { keep: true });
export const useEffectOf = (entry: number) => useAnswer<IdentityChanged>(`/identity/entries/${entry}`, {}, { keep: true });
export const usePreview = (enabled: boolean) => usePosted<IdentityPreview>('/identity/preview', {}, {}, { enabled });

/** A customer by any of its identifiers; undefined where nobody has it. */
export const useCustomer = (id: string) => useAnswer<Portrait>(`/customers/${encodeURIComponent(id)}`, {}, { enabled: id !== '' });

/** Asked anew when work has ended: a comparison changes no data, so the version of the data does not tell. */
export function useMatching() {
  const { id, dataVersion, status } = useWorkspace();
  return useQuery({
    queryKey: [id, dataVersion, '/identity/matches', status.state],
    queryFn: ({ signal }) => fetchJson<Matching>(workspaceUrl(id, '/identity/matches'), { signal }),
    placeholderData: (before) => before,
  });
}

export function usePairs(what: 'waiting' | 'sure', enabled: boolean) {
  const { id, dataVersion, status } = useWorkspace();
  return useQuery({
    queryKey: [id, dataVersion, '/identity/matches/pairs', what, status.state],
    queryFn: ({ signal }) => fetchJson<MatchPairs>(workspaceUrl(id, '/identity/matches/pairs', { what, limit: AT_ONCE }), { signal }),
    placeholderData: (before) => before,
    enabled,
  });
}

export const useApplyPolicy = () => useChanging<{ why: string }>('/apply');
export const useLink = () => useChanging<{ identifiers: readonly string[]; why: string }>('/links');
export const useSplit = () => useChanging<{ identifiers: readonly string[]; why: string }>('/splits');
export const useUndoEntry = () => useChanging<{ entry: number; identifier?: string; why: string }>('/undo');
export const useJoin = () => useChanging<{ why: string }>('/matches/join');
export const useAnswerPair = () => useChanging<{ pair: string; same: boolean }>('/matches/answers');

/** A change of who is who; every answer of the workspace is asked anew. */
function useChanging<B>(path: string) {
  const { id } = useWorkspace();
  const anew = useAnew();
  return useMutation<IdentityChanged, ApiFailure, B>({ mutationFn: (body) => postJson<IdentityChanged>(workspaceUrl(id, `/identity${path}`), body), onSettled: anew });
}

/** Starts a comparison in the background; the workspace tells how far it is. */
export function useCompare() {
  const { id } = useWorkspace();
  const anew = useAnew();
  return useMutation<unknown, ApiFailure, void>({ mutationFn: () => fetchJson(workspaceUrl(id, '/identity/matches'), { method: 'POST' }), onSettled: anew });
}

function useAnew() {
  const { id } = useWorkspace();
  const client = useQueryClient();
  return () => Promise.all([client.invalidateQueries({ queryKey: ['workspace', id] }), client.invalidateQueries({ queryKey: [id] })]);
}
