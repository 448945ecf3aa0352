import { describe, expect, it } from 'vitest';
import { nextSort, parseWhere, printWhere, replaced } from './where';

describe('a condition', () => {
  it.each(['lifecycle:active|new', 'spend:100..500', 'spend:100..', 'spend:..500', 'spend:-1.5..2', 'first_order:2011-01-01..2011-03-31', 'item:WHITE MUG: LARGE'])(
    '%s reads and prints the same', (text) => {
      const where = parseWhere(text);
      expect(where && printWhere(where)).toBe(text);
    });

  it('is not made of nonsense', () => {
    expect(parseWhere('lifecycle')).toBeUndefined();
    expect(parseWhere(':x')).toBeUndefined();
    expect(parseWhere('lifecycle:')).toBeUndefined();
    expect(printWhere({ kind: 'range', tag: 'spend', low: '', high: '' })).toBeUndefined();
  });

  it('is replaced, added and removed in its list', () => {
    const range = { kind: 'range', tag: 'spend', low: '1', high: '' } as const;
    expect(replaced(['a:1', 'b:2'], 0, range)).toEqual(['spend:1..', 'b:2']);
    expect(replaced(['a:1'], 9, range)).toEqual(['a:1', 'spend:1..']);
    expect(replaced(['a:1', 'b:2'], 1, undefined)).toEqual(['a:1']);
    expect(replaced(['a:1'], 0, { kind: 'values', tag: 'a', values: [] })).toEqual([]);
  });
});

it('sorts largest first, smallest first, not at all', () => {
  expect(nextSort(undefined, 'spend')).toBe('-spend');
  expect(nextSort('-spend', 'spend')).toBe('spend');
  expect(nextSort('spend', 'spend')).toBeUndefined();
  expect(nextSort('-orders', 'spend')).toBe('-spend');
});
