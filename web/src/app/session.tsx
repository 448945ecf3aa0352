import { useEffect } from 'react';
import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from 'react-router';
import { ApiFailure, fetchJson, learnProof, postJson, SESSION, whenLoggedOut } from '../api/client';
import type { Right, Session } from '../api/types';
import { Failure } from '../kit/Failure';

const KEY = ['session'];

/** Who looks at the pages, and what he may do. */
export const useSession = (): UseQueryResult<Session> => useQuery({
  queryKey: KEY,
  queryFn: async ({ signal }) => {
    const session = await fetchJson<Session>(SESSION, { signal });
    learnProof(session.proof);
    return session;
  },
});

/** Whether whoever looks has a right; the server asks again. */
export const useMay = (right: Right): boolean => useSession().data?.rights.includes(right) ?? false;

/** A change of who looks: all that was asked for before is forgotten, since it may be masked otherwise now. */
export function useEntry<B>(path: string, method: 'POST' | 'DELETE' = 'POST') {
  const client = useQueryClient();
  return useMutation<Session, ApiFailure, B>({
    mutationFn: (body) => (method === 'POST' ? postJson<Session>(SESSION + path, body) : fetchJson<Session>(SESSION + path, { method })),
    onSuccess: (session) => {
      learnProof(session.proof);
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== KEY[0] });
      client.setQueryData(KEY, session);
    },
  });
}

/** Lets nobody to the pages but who has logged in, where somebody must. */
export function Gate() {
  const session = useSession();
  const client = useQueryClient();
  const { pathname, search } = useLocation();
  useEffect(() => whenLoggedOut(() => void client.invalidateQueries({ queryKey: KEY })), [client]);
  if (session.error && !session.data) return <main className="lone"><Failure error={session.error} retry={() => void session.refetch()} /></main>;
  if (!session.data) return null;
  if (!session.data.open && session.data.name === undefined) return <Navigate to={`/login?then=${encodeURIComponent(pathname + search)}`} replace />;
  return <Outlet />;
}

/** Where somebody wanted to go, if that is one of our own pages. */
export const wanted = (then: string | null): string => (then?.startsWith('/') && !/^\/[/\\]/.test(then) && !then.startsWith('/login') ? then : '/');
