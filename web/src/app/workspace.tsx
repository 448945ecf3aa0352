import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { keepPreviousData, useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { fetchJson, postJson, ROOT, workspaceUrl, type Params } from '../api/client';
import type { Workspace, WorkspaceList } from '../api/types';
import { formatFor, type Format } from '../kit/format';
import { usePreferences } from './preferences';

const Context = createContext<Workspace | null>(null);

export const useWorkspaces = (): UseQueryResult<WorkspaceList> =>
  useQuery({ queryKey: ['workspaces'], queryFn: ({ signal }) => fetchJson<WorkspaceList>(`${ROOT}/workspaces`, { signal }) });

/** The workspace itself: asked every second while it works, else now and then, to hear of new data. */
export const useWorkspaceQuery = (id: string): UseQueryResult<Workspace> =>
  useQuery({
    queryKey: ['workspace', id],
    queryFn: ({ signal }) => fetchJson<Workspace>(workspaceUrl(id, ''), { signal }),
    refetchInterval: (query) => (query.state.data?.status.state === 'working' ? 1000 : 30_000),
    staleTime: 0,
  });

export function WorkspaceProvider({ value, children }: { value: Workspace; children: ReactNode }) {
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export const useMaybeWorkspace = (): Workspace | null => useContext(Context);

export function useWorkspace(): Workspace {
  const value = useContext(Context);
  if (!value) throw new Error('WorkspaceProvider is missing');
  return value;
}

/** Numbers, money and dates as the reader of this workspace expects them. */
export function useFormat(): Format {
  const { language } = usePreferences();
  const workspace = useContext(Context);
  const currency = workspace?.currency ?? 'GBP';
  const zone = workspace?.zone ?? 'UTC';
  return useMemo(() => formatFor({ language, currency, zone }), [language, currency, zone]);
}

/** An answer of the workspace; the data version is part of the key, so new data asks again by itself. */
export function useAnswer<T>(path: string, params: Params = {}, options: { enabled?: boolean; keep?: boolean } = {}): UseQueryResult<T> {
  const { id, dataVersion } = useWorkspace();
  return useQuery({
    queryKey: [id, dataVersion, path, params],
    queryFn: ({ signal }) => fetchJson<T>(workspaceUrl(id, path, params), { signal }),
    enabled: options.enabled ?? true,
    placeholderData: options.keep ? keepPreviousData : undefined,
  });
}

/** A question that is too long for an address; asked and kept like the others. */
export function usePosted<T>(path: string, body: unknown, params: Params = {}, options: { enabled?: boolean; keep?: boolean } = {}): UseQueryResult<T> {
  const { id, dataVersion } = useWorkspace();
  return useQuery({
    queryKey: [id, dataVersion, path, params, body],
    queryFn: ({ signal }) => postJson<T>(workspaceUrl(id, path, params), body, signal),
    enabled: options.enabled ?? true,
    placeholderData: options.keep ? keepPreviousData : undefined,
  });
}

export function useCancel() {
  const { id } = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => fetchJson<void>(workspaceUrl(id, '/cancel'), { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['workspace', id] }),
  });
}
