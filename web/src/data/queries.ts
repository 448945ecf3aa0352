import { useInfiniteQuery } from '@tanstack/react-query';
import { fetchJson, workspaceUrl, type Params } from '../api/client';
import { useAnswer, useWorkspace } from '../app/workspace';
import type { QuarantinePage, SourceList } from '../api/types';

const LIMIT = 100;

export const useSources = () => useAnswer<SourceList>('/sources');

/** The rows that were set aside, page by page. */
export function useQuarantine(source: string, reason: string | undefined) {
  const workspace = useWorkspace();
  const path = `/sources/${encodeURIComponent(source)}/quarantine`;
  const asked: Params = { reason, limit: LIMIT };
  return useInfiniteQuery({
    queryKey: [workspace.id, workspace.dataVersion, path, asked],
    queryFn: ({ pageParam, signal }) => fetchJson<QuarantinePage>(workspaceUrl(workspace.id, path, { ...asked, offset: pageParam }), { signal }),
    initialPageParam: 0,
    getNextPageParam: (last, all) => {
      const shown = all.reduce((sum, page) => sum + page.rows.length, 0);
      return last.rows.length > 0 && shown < last.total ? shown : undefined;
    },
  });
}
