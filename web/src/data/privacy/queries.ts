import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiFailure, fetchJson, postJson, workspaceUrl } from '../../api/client';
import type { ErasureView, PersonView, PrivacyView } from '../../api/types';
import { useAnswer, useWorkspace } from '../../app/workspace';

/** Asked anew when work has ended: taking bytes out changes no answer, so the version of the data does not tell. */
export const usePrivacy = () => useAnswer<PrivacyView>('/privacy', { state: useWorkspace().status.state }, { keep: true });

export const usePerson = (identifier: string) => useAnswer<PersonView>('/privacy/person', { identifier }, { enabled: identifier !== '' });

/** Erases a person; every answer of the workspace is asked anew. */
export function useErase() {
  const { id } = useWorkspace();
  const anew = useAnew();
  return useMutation<ErasureView, ApiFailure, { identifier: string; reason: string }>({
    mutationFn: (body) => postJson<ErasureView>(workspaceUrl(id, '/privacy/erasures'), body), onSuccess: anew,
  });
}

/** Begins to take out what is due; the workspace tells how far it is. */
export function usePurge() {
  const { id } = useWorkspace();
  const anew = useAnew();
  return useMutation<unknown, ApiFailure, void>({ mutationFn: () => fetchJson(workspaceUrl(id, '/privacy/purge'), { method: 'POST' }), onSettled: anew });
}

function useAnew() {
  const { id } = useWorkspace();
  const client = useQueryClient();
  return () => Promise.all([client.invalidateQueries({ queryKey: ['workspace', id] }), client.invalidateQueries({ queryKey: [id] })]);
}
