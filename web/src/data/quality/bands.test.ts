import { describe, expect, it } from 'vitest';
import { bandOf, widths } from './bands';

describe('scores', () => {
  it('are good from 90 and fair from 70', () => {
    expect([100, 90, 89, 70, 69, 0].map(bandOf)).toEqual(['good', 'good', 'fair', 'fair', 'poor', 'poor']);
  });
});

describe('bars', () => {
  it('are as long as their share of the longest', () => {
    expect(widths([50, 100, 0])).toEqual([0.5, 1, 0]);
    expect(widths([])).toEqual([]);
    expect(widths([0])).toEqual([0]);
  });
});
