import { useScope } from '../app/url';
import { useAnswer } from '../app/workspace';
import type { HeatMap, Kpis, Movement, SegmentList, Series } from '../api/types';

export type Step = 'day' | 'week' | 'month';

export const useKpis = () => useAnswer<Kpis>('/kpis', { ...useScope(), days: 30 }, { keep: true });
export const useSeries = (step: Step) => useAnswer<Series>('/series', { ...useScope(), step }, { keep: true });
export const useHeat = () => useAnswer<HeatMap>('/heatmap', { ...useScope() }, { keep: true });
export const useMovement = (tag: string, from: string, to: string) => useAnswer<Movement>('/movement', { tag, from, to }, { keep: true });
export const useSegments = () => useAnswer<SegmentList>('/segments', { asOf: useScope().asOf }, { keep: true });
