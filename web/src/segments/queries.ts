import { useMutation, useQueryClient } from '@tanstack/react-query';
import { postJson, workspaceUrl } from '../api/client';
import { useScope } from '../app/url';
import { useAge } from '../predictions/queries';
import { useAnswer, usePosted, useWorkspace } from '../app/workspace';
import type { Applied, ClusterPage, ClusterStanding, Contrast, DefinitionVersions, Overlap, Plan, Rfm, RuleHistory, RuleSegmentPage, SegmentDraft, SegmentList, Status, TreePage } from '../api/types';

export type Method = 'quantile' | 'fixed' | 'learned';

export const useSegmentList = () => useAnswer<SegmentList>('/segments', { asOf: useScope().asOf }, { keep: true });
export const useRfm = (cutoffs: Method) => useAnswer<Rfm>('/rfm', { ...useScope(), cutoffs }, { keep: true });

const rule = (id: string) => `/segments/rules/${encodeURIComponent(id)}`;
export const useRule = (id: string) => useAnswer<RuleSegmentPage>(rule(id), { asOf: useScope().asOf });
export const useRuleHistory = (id: string, from: string, to: string, points: number) => useAnswer<RuleHistory>(`${rule(id)}/history`, { from, to, points }, { keep: true });
export const useContrast = (id: string) => useAnswer<Contrast>(`${rule(id)}/contrast`, { asOf: useScope().asOf });
export const useOverlap = (ids: readonly string[]) => useAnswer<Overlap>('/segments/overlap', { ids: ids.join(','), asOf: useScope().asOf }, { enabled: ids.length > 0, keep: true });

export const useClusters = () => useAnswer<ClusterPage>('/clusters', useAge(), { keep: true });
export const useClusterDrift = (version: number) => useAnswer<ClusterStanding>('/clusters/drift', { asOf: useScope().asOf, version });
export const useClusterContrast = (cluster: string, version: number) => useAnswer<Contrast>(`/clusters/${encodeURIComponent(cluster)}/contrast`, { asOf: useScope().asOf, version });

/** What a tree is asked: of a model, or whether a condition holds so many days later. */
export interface TreeQuestion { model?: string; target?: string; whom?: string; horizonDays?: string; depth?: string }

export const useTree = (question: TreeQuestion, enabled = true) => useAnswer<TreePage>('/tree', { ...question, asOf: useScope().asOf }, { enabled });

/** Looks for groups in the background. */
export function useFindClusters() {
  const { id } = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => postJson<Status>(workspaceUrl(id, '/clusters/fit'), {}),
    onSettled: () => client.invalidateQueries({ queryKey: ['workspace', id] }),
  });
}

export interface Changes { segments: readonly SegmentDraft[]; remove: readonly string[] }

export const usePlan = (changes: Changes | undefined) => usePosted<Plan>('/definitions/plan', changes, {}, { enabled: changes !== undefined, keep: changes !== undefined });
export const useVersions = () => useAnswer<DefinitionVersions>('/definitions/versions');
export const useApply = () => useDefining<Changes & { note: string }>('/definitions/apply');
export const useUndo = () => useDefining<{ version: number }>('/definitions/undo');

/** A change of definitions; every answer of the workspace is asked anew. */
function useDefining<B>(path: string) {
  const { id } = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: B) => postJson<Applied>(workspaceUrl(id, path), body),
    onSuccess: () => Promise.all([client.invalidateQueries({ queryKey: [id] }), client.invalidateQueries({ queryKey: ['workspace', id] })]),
  });
}
