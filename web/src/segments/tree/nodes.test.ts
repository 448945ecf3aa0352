import { describe, expect, it } from 'vitest';
import type { TreeNode } from '../../api/types';
import { formatFor } from '../../kit/format';
import { speaker } from '../../words/words';
import { below, extremes, leavesOf, suggested } from './nodes';

const node = (number: number, parent: number | undefined, hits: number, leaf: boolean): TreeNode => ({
  number, parent, rows: 200, rate: hits / 100, heldOut: 100, hits, actual: hits / 100, low: 0, high: 1,
  ...(leaf && { leaf: { rule: 'count(order) > 1', aloud: { en: 'Customers', zh: '客户' }, now: 10 } }),
});
const nodes = [node(0, undefined, 30, false), node(1, 0, 10, true), node(2, 0, 50, false), node(3, 2, 80, true), node(4, 2, 20, true)];

describe('a tree', () => {
  it('finds what lies below a node', () => {
    expect(below(nodes, nodes[2] as TreeNode).map((one) => one.number)).toEqual([3, 4]);
    expect(below(nodes, nodes[1] as TreeNode)).toEqual([]);
  });
  it('orders its leaves by how many did it', () => expect(leavesOf(nodes).map((one) => one.number)).toEqual([3, 4, 1]));
  it('does not make a headline of a handful', () => {
    const few = { ...node(5, 2, 100, true), heldOut: 3 };
    expect(extremes(leavesOf([...nodes, few])).map((one) => one?.number)).toEqual([3, 1]);
    expect(extremes([few]).map((one) => one?.number)).toEqual([5, 5]);
  });
  it('names the segment of a leaf in both languages', () => {
    const format = formatFor({ language: 'en', currency: 'GBP', zone: 'UTC' });
    const made = suggested(nodes[3] as TreeNode, { en: 'Will order in 30 days', zh: '30 天内下单。' }, format, { en: speaker('en'), zh: speaker('zh') });
    expect(made.id).toBe('will-order-in-30-days-leaf-3');
    expect(made.title).toEqual({ en: 'Will order in 30 days: leaf 3, 80%', zh: '30 天内下单：叶 3，80%' });
    expect(made.description?.zh).toContain('100');
  });
});
