import type { Checked, Counted, Members, Vocabulary, WhyAnswer } from '../api/types';
import { useScope } from '../app/url';
import { useLate } from '../app/useDebounced';
import { useAnswer, usePosted } from '../app/workspace';

/** A condition by its text or by its tree; of a segment that is being changed, its id, so that a circle is told. */
export type Asked = ({ text: string } | { tree: unknown }) & { segment?: string };

export const useVocabulary = () => useAnswer<Vocabulary>('/language/vocabulary');
export const useCheck = (asked: Asked | undefined) => usePosted<Checked>('/language/check', { ...asked, condition: true }, { asOf: useScope().asOf }, { enabled: asked !== undefined, keep: asked !== undefined });

/** How many: exact; while that takes long, a sample with its interval. */
export function useCount(text: string | undefined) {
  const { asOf } = useScope();
  const exact = usePosted<Counted>('/language/count', { text, sample: false }, { asOf }, { enabled: text !== undefined });
  const late = useLate(exact.isFetching && exact.data === undefined, 700);
  const sample = usePosted<Counted>('/language/count', { text, sample: true }, { asOf }, { enabled: text !== undefined && late });
  return { exact, count: exact.data ?? (text === undefined ? undefined : sample.data) };
}

export const useMembers = (text: string | undefined, limit: number) =>
  usePosted<Members>('/language/members', { text, limit }, { asOf: useScope().asOf }, { enabled: text !== undefined, keep: text !== undefined });
export const useWhyOf = (text: string | undefined, customer: string) =>
  usePosted<WhyAnswer>('/language/why', { text, customer }, { asOf: useScope().asOf }, { enabled: text !== undefined && customer !== '' });
