import { expect, it } from 'vitest';
import { idsOf, partsOf, ruleOf } from './upset';

it('orders parts by size and leaves the empty ones out', () => {
  const parts = partsOf({ segments: [], parts: [{ ids: ['a'], customers: 3 }, { ids: ['a', 'b'], customers: 9 }, { ids: ['b'], customers: 0 }, { ids: [], customers: 50 }, { ids: ['c'], customers: 9 }] });
  expect(parts.map((part) => part.ids.join('+'))).toEqual(['c', 'a+b', 'a']);
});

it('says a part as a condition', () => {
  expect(ruleOf({ ids: ['a'], customers: 1 }, ['a', "b's"])).toBe("in segment 'a' and not (in segment 'b''s')");
});

it('takes at most eight segments, each once', () => {
  expect(idsOf('a,b,a,,c')).toEqual(['a', 'b', 'c']);
  expect(idsOf('1,2,3,4,5,6,7,8,9')).toHaveLength(8);
  expect(idsOf(null)).toEqual([]);
});
