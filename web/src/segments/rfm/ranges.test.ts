import { expect, it } from 'vitest';
import { rangesOf } from './ranges';

const show = String;

it('names five ranges from four edges', () => {
  expect(rangesOf([1, 2, 3, 5], show, false)).toEqual(['≤ 1', '1 – 2', '2 – 3', '3 – 5', '> 5']);
});

it('turns recency round, whichever way the edges are given', () => {
  const turned = ['> 200', '90 – 200', '40 – 90', '14 – 40', '≤ 14'];
  expect(rangesOf([200, 90, 40, 14], show, true)).toEqual(turned);
  expect(rangesOf([14, 40, 90, 200], show, true)).toEqual(turned);
});

it('shows a score that nobody can have where two edges are equal', () => {
  expect(rangesOf([1, 1, 3, 5], show, false)[1]).toBe('–');
});
