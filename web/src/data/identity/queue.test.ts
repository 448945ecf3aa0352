import { describe, expect, it } from 'vitest';
import { reach, sideOf, signed } from './bars';
import { answered, fresh, meant, order, putOff, recalled } from './queue';

const pairs = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
const ids = (sitting: typeof fresh) => order(pairs, sitting).map((pair) => pair.id);

describe('a queue of pairs', () => {
  it('loses what was answered', () => {
    expect(ids(answered(fresh, 'b'))).toEqual(['a', 'c', 'd']);
    expect(ids(answered(answered(fresh, 'a'), 'b'))).toEqual(['c', 'd']);
  });

  it('asks what was put off after all others, in that order', () => {
    expect(ids(putOff(putOff(fresh, 'b'), 'a'))).toEqual(['c', 'd', 'b', 'a']);
    expect(ids(putOff(putOff(putOff(fresh, 'b'), 'a'), 'b'))).toEqual(['c', 'd', 'a', 'b']);
    expect(ids(answered(putOff(fresh, 'b'), 'b'))).toEqual(['a', 'c', 'd']);
  });

  it('gives back what the server refused', () => {
    expect(ids(recalled(answered(fresh, 'a'), 'a'))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('knows three keys', () => {
    expect(['y', 'N', 's', 'x'].map(meant)).toEqual(['same', 'different', 'later', undefined]);
  });
});

describe('bars of evidence', () => {
  it('reach as far as they tell, up to the edge', () => {
    expect([0, 8, -16, 40].map(reach)).toEqual([0, 0.5, 1, 1]);
    expect([0.1, 3, -3].map(sideOf)).toEqual(['none', 'for', 'against']);
    expect([3.04, -2.96, 0].map(signed)).toEqual(['+3.0', '−3.0', '0.0']);
  });
});
