import { expect, it } from 'vitest';
import { scaleOf, sizeOf } from './scale';

it('lays values around zero within a round reach', () => {
  const scale = scaleOf([0.3, -1.2, Number.NaN]);
  expect(scale.reach).toBe(1.5);
  expect(scale.place(0)).toBe(0.5);
  expect(scale.place(-1.5)).toBe(0);
  expect(scale.place(0.75)).toBe(0.75);
  expect(scaleOf([70]).place(70)).toBe(1);
  expect(scaleOf([]).reach).toBe(0.2);
});

it('names effects', () => {
  expect([0.1, -0.3, 0.5, -2].map(sizeOf)).toEqual(['none', 'small', 'medium', 'large']);
});
