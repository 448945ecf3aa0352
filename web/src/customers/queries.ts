import { useMemo } from 'react';
import { useQueries } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { fetchJson, workspaceUrl, type Params } from '../api/client';
import type { CustomerPage, CustomerRow, TagCatalogue } from '../api/types';
import { useAnswer, useWorkspace } from '../app/workspace';

const PREFERRED = ['lifecycle', 'rfm_class', 'value_tier', 'orders', 'spend', 'average_basket', 'days_since_last_order', 'last_order'];
export const WINDOW = 100;

/** The columns: those of the address, else a few that most people want first. */
export function columnsOf(asked: string | null, catalogue: TagCatalogue | undefined): string[] {
  const known = new Set((catalogue?.tags ?? []).map((tag) => tag.id));
  if (asked) return asked.split(',').filter((id) => known.has(id));
  const some = PREFERRED.filter((id) => known.has(id));
  return some.length >= 3 ? some : [...known].slice(0, 6);
}

/** What the list is asked with, all of it from the address. */
export function useListParams(columns: readonly string[]): Params {
  const [search] = useSearchParams();
  const text = search.toString();
  const tags = columns.join(',');
  return useMemo(() => {
    const asked = new URLSearchParams(text);
    return {
      q: asked.get('q'), where: asked.getAll('where'), rule: asked.get('rule'), sort: asked.get('sort'), asOf: asked.get('asOf'),
      population: asked.get('population'), tags,
    };
  }, [text, tags]);
}

export const useFirstWindow = (params: Params, enabled: boolean) =>
  useAnswer<CustomerPage>('/customers', { ...params, offset: 0, limit: WINDOW }, { enabled, keep: true });

/** The rows of the windows that are on screen; a row that is still on its way is undefined. */
export function useRows(params: Params, first: number, last: number): (index: number) => CustomerRow | undefined {
  const { id, dataVersion } = useWorkspace();
  const windows: number[] = [];
  for (let offset = Math.floor(first / WINDOW) * WINDOW; offset <= last; offset += WINDOW) windows.push(offset);
  const answers = useQueries({
    queries: windows.map((offset) => {
      const asked = { ...params, offset, limit: WINDOW };
      return {
        queryKey: [id, dataVersion, '/customers', asked],
        queryFn: ({ signal }: { signal: AbortSignal }) => fetchJson<CustomerPage>(workspaceUrl(id, '/customers', asked), { signal }),
      };
    }),
  });
  return (index) => {
    const at = windows.indexOf(Math.floor(index / WINDOW) * WINDOW);
    return answers[at]?.data?.rows[index % WINDOW];
  };
}
