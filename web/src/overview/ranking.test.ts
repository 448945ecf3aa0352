import { expect, it } from 'vitest';
import type { Segment } from '../api/types';
import { movers } from './ranking';

const segment = (id: string, customers: number, before?: number): Segment => ({
  id, value: id, title: { en: id, zh: id }, customers, before, share: 0, spend: '0', spendShare: 0, series: [],
});

it('ranks gains and losses by customers and leaves out what has no past', () => {
  const { grown, shrunk } = movers({ groups: [{
    tag: 'x', title: { en: '', zh: '' }, description: { en: '', zh: '' },
    segments: [segment('a', 10, 5), segment('b', 30, 10), segment('c', 5, 9), segment('d', 7, 7), segment('e', 100)],
  }] }, 5);
  expect(grown.map((s) => s.id)).toEqual(['b', 'a']);
  expect(shrunk.map((s) => s.id)).toEqual(['c']);
});
