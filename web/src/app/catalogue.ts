import { useMemo } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Tag, TagCatalogue } from '../api/types';
import { useAnswer } from './workspace';

export const useCatalogue = (): UseQueryResult<TagCatalogue> => useAnswer<TagCatalogue>('/tags');

/** The tags by id; empty until the catalogue is there. */
export function useTags(): ReadonlyMap<string, Tag> {
  const { data } = useCatalogue();
  return useMemo(() => new Map((data?.tags ?? []).map((tag) => [tag.id, tag])), [data]);
}
