import { describe, expect, it } from 'vitest';
import { colourOfGroup, rangeOf, tilt } from './colours';

describe('groups of alike customers', () => {
  it('keep their colour in every order', () => {
    expect(colourOfGroup('cluster-2')).toBe(colourOfGroup('cluster-2'));
    expect(new Set([1, 2, 3, 4, 5, 6, 7].map((n) => colourOfGroup(`cluster-${n}`))).size).toBe(7);
  });
  it('tilt by how far their medians lie from everybody’s', () => {
    const feature = (median: number, everybodyMedian: number, mean = median, everybodyMean = everybodyMedian) => ({ mean, median, everybodyMean, everybodyMedian });
    expect(tilt(feature(4, 1))).toBe(1);
    expect(tilt(feature(2, 1))).toBeCloseTo(0.5);
    expect(tilt(feature(1, 2))).toBeCloseTo(-0.5);
    expect(tilt(feature(3, 3))).toBe(0);
    expect(tilt(feature(0, 0, 2, 1))).toBeCloseTo(0.5);
    expect(tilt(feature(0, 5))).toBe(-1);
  });
  it('lie in the range that all but the farthest have', () => {
    const numbers = [...Array.from({ length: 999 }, (_, i) => i / 998), 50];
    const [low, high] = rangeOf(numbers);
    expect(low).toBeLessThan(0.01);
    expect(high).toBeLessThan(1.1);
    expect(rangeOf([2])).toEqual([1.96, 2.04]);
  });
});
