import { useCallback, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Checked } from '../../api/types';
import { useChange, useWorkspaceId } from '../../app/url';
import { useDebounced } from '../../app/useDebounced';
import { useCheck } from '../../language/queries';

import { print } from './print';
import type { Expr } from './tree';

/** Texts up to this length travel in the address; longer ones stay with the browser's tab. */
export const LONGEST_ADDRESS = 1500;

/** What was edited last: the text, or the tree (by the visual or the JSON face). */
type Source = { text: string } | { tree: Expr };

export interface Draft {
  text: string;
  tree: Expr | undefined;
  checked: Checked | undefined;
  /** The answer is to an earlier state of the text. */
  stale: boolean;
  failure: unknown;
  /** The text where it is a right condition; everything beside the builder asks by it. */
  ready: string | undefined;
  write(text: string): void;
  plant(tree: Expr | undefined): void;
}

/** The expression that is being built: kept over reloads, checked after each pause. */
export function useDraft(segment: string | undefined, original: string): Draft {
  const [search] = useSearchParams();
  const change = useChange();
  const workspace = useWorkspaceId();
  const key = `limner.draft.${workspace}.${segment ?? ''}`;
  const [source, setSource] = useState<Source>(() => ({ text: search.get('text') ?? (search.get('draft') === 'kept' ? sessionStorage.getItem(key) : null) ?? original }));
  const text = textOf(source);
  const settled = useDebounced(source, 250);
  const check = useCheck(textOf(settled).trim() === '' ? undefined : { ...settled, ...(segment && { segment }) });
  const checked = textOf(settled).trim() === '' ? undefined : check.data;
  const stale = settled !== source || check.isPlaceholderData;

  const told = useDebounced(text, 400);
  useEffect(() => {
    const long = encodeURIComponent(told).length > LONGEST_ADDRESS;
    if (long) sessionStorage.setItem(key, told);
    else sessionStorage.removeItem(key);
    change({ text: long || told === original ? undefined : told, draft: long ? 'kept' : undefined }, { replace: true });
  }, [told, key, original, change]);

  const write = useCallback((next: string) => setSource((now) => (textOf(now) === next ? now : { text: next })), []);
  const plant = useCallback((tree: Expr | undefined) => setSource(tree ? { tree } : { text: '' }), []);
  const tree = 'tree' in source ? source.tree : stale ? undefined : checked?.tree as Expr | undefined;
  return { text, tree, checked, stale, failure: check.error, ready: !stale && checked?.right ? checked.text : undefined, write, plant };
}

export const textOf = (source: Source): string => ('tree' in source ? print(source.tree) : source.text);
