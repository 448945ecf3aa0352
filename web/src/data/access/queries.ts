import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchJson, postJson, queryString, ROOT, type ApiFailure } from '../../api/client';
import type { AuditPage, KeyList, KeyMade, Right, Role, UserList } from '../../api/types';

export const LIMIT = 50;

export interface NewUser { name: string; display: string; role: Role; password: string }
export interface UserChange { name: string; display: string; role: Role; disabled: boolean; password?: string }
export interface KeyWish { title: string; rights: readonly Right[]; workspaces: readonly string[]; expiresAt?: string }
export interface AuditQuestion { who?: string; outcome?: string; q?: string; offset: number }

export const useUsers = () => useQuery({ queryKey: ['users'], queryFn: ({ signal }) => fetchJson<UserList>(`${ROOT}/users`, { signal }) });
export const useKeys = () => useQuery({ queryKey: ['keys'], queryFn: ({ signal }) => fetchJson<KeyList>(`${ROOT}/keys`, { signal }) });
export const useAudit = (question: AuditQuestion) => useQuery({
  queryKey: ['audit', question],
  queryFn: ({ signal }) => fetchJson<AuditPage>(`${ROOT}/audit${queryString({ ...question, limit: LIMIT })}`, { signal }),
  placeholderData: keepPreviousData,
  staleTime: 0,
});

export const useAddUser = () => useChanging<NewUser, UserList>('users', (user) => postJson(`${ROOT}/users`, user));
export const useChangeUser = () => useChanging<UserChange, UserList>('users', ({ name, ...change }) => put(`${ROOT}/users/${encodeURIComponent(name)}`, change));
export const useRemoveUser = () => useChanging<string, UserList>('users', (name) => fetchJson(`${ROOT}/users/${encodeURIComponent(name)}`, { method: 'DELETE' }));
export const useAddKey = () => useChanging<KeyWish, KeyMade>('keys', (key) => postJson(`${ROOT}/keys`, key));
export const useRevokeKey = () => useChanging<string, KeyList>('keys', (id) => fetchJson(`${ROOT}/keys/${encodeURIComponent(id)}`, { method: 'DELETE' }));

const put = <T>(url: string, body: unknown): Promise<T> =>
  fetchJson<T>(url, { method: 'PUT', headers: { accept: 'application/json', 'content-type': 'application/json' }, body: JSON.stringify(body) });

function useChanging<B, A>(list: string, change: (body: B) => Promise<A>) {
  const client = useQueryClient();
  return useMutation<A, ApiFailure, B>({ mutationFn: change, onSettled: () => client.invalidateQueries({ queryKey: [list] }) });
}
