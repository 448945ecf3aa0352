import { expect, it } from 'vitest';
import type { Load } from '../api/types';
import { totalsOf } from './totals';

const title = { en: '', zh: '' };
const load = (over: Partial<Load>): Load => ({ number: 1, file: 'a', startedAt: '', seconds: 1, rows: 10, duplicates: 1, kept: [], derived: [], quarantined: [], mended: [], ...over });

it('adds the same names over loads, largest first', () => {
  const totals = totalsOf([
    load({ kept: [{ id: 'order', title, count: 3, anonymous: 1 }, { id: 'return', title, count: 4, anonymous: 0 }], quarantined: [{ id: 'x', title, count: 2, anonymous: 0 }] }),
    load({ kept: [{ id: 'order', title, count: 5, anonymous: 2 }] }),
  ]);
  expect(totals).toMatchObject({ rows: 20, duplicates: 2, aside: 2 });
  expect(totals.kept.map((c) => [c.id, c.count, c.anonymous])).toEqual([['order', 8, 3], ['return', 4, 0]]);
});
