import type { RfmPosition } from '../api/types';
import { categories } from '../kit/tokens';

export interface Place { measure: 'recency' | 'frequency' | 'monetary'; score: number; ahead: number; colour: string }

/**
 * The share of customers that this one is ahead of, for each measure, and its colour in the medallion and on the strips.
 * A percentile ranks the value itself: of days since the last order the fewest are the best.
 */
export const placesOf = (rfm: RfmPosition): readonly Place[] => [
  { measure: 'recency', score: rfm.r, ahead: 1 - rfm.recencyPercentile, colour: categories[0] },
  { measure: 'frequency', score: rfm.f, ahead: rfm.frequencyPercentile, colour: categories[2] },
  { measure: 'monetary', score: rfm.m, ahead: rfm.monetaryPercentile, colour: categories[1] },
];
