import { expect, it } from 'vitest';
import { isRule } from './memberships';

it('tells segments that are written from those of a tag', () => {
  expect(isRule('quiet_lovers')).toBe(true);
  expect(isRule('lifecycle:active')).toBe(false);
});
