import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Failure } from './Failure';

/** One question to the server: its skeleton while it is open (shown after 200 ms), its failure, or its answer. */
export function Answer<T>({ of, skeleton, children }: { of: UseQueryResult<T>; skeleton: ReactNode; children: (data: T) => ReactNode }) {
  if (of.error && !of.data) return <Failure error={of.error} retry={of.refetch} />;
  if (of.data === undefined) return skeleton;
  return <div className={of.isPlaceholderData ? 'stale' : undefined} aria-busy={of.isPlaceholderData}>{children(of.data)}</div>;
}
