import { useScope } from '../app/url';
import { useAnswer } from '../app/workspace';
import type { Rfm, SegmentList } from '../api/types';

export type Method = 'quantile' | 'fixed' | 'learned';

export const useSegmentList = () => useAnswer<SegmentList>('/segments', { asOf: useScope().asOf }, { keep: true });
export const useRfm = (cutoffs: Method) => useAnswer<Rfm>('/rfm', { ...useScope(), cutoffs }, { keep: true });
