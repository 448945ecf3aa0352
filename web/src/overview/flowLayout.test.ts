import { describe, expect, it } from 'vitest';
import { layFlows } from './flowLayout';

const flows = [
  { from: 'a', to: 'a', customers: 50 }, { from: 'a', to: 'b', customers: 30 }, { from: 'b', to: 'a', customers: 1 }, { to: 'a', customers: 19 },
];

describe('the two columns of a flow', () => {
  const { nodes, bands } = layFlows(flows, ['a', 'b']);

  it('hold every customer once on each side', () => {
    for (const side of ['from', 'to']) expect(nodes.filter((n) => n.side === side).reduce((s, n) => s + n.customers, 0)).toBe(100);
    expect(nodes.map((n) => `${n.side}:${n.id}`)).toEqual(['from:a', 'from:b', 'from:null', 'to:a', 'to:b']);
  });

  it('stay inside the height and do not overlap', () => {
    for (const side of ['from', 'to']) {
      const column = nodes.filter((n) => n.side === side);
      column.forEach((n, i) => {
        expect(n.top + n.size).toBeLessThanOrEqual(1);
        const next = column[i + 1];
        if (next) expect(next.top).toBeGreaterThan(n.top + n.size);
      });
    }
  });

  it('give each band the size of its customers at both ends', () => {
    const a = nodes.find((n) => n.side === 'to' && n.id === 'a');
    const into = bands.filter((b) => b.to === 'a').reduce((s, b) => s + b.size, 0);
    expect(into).toBeCloseTo(a?.size ?? 0, 12);
  });

  it('are empty without customers', () => {
    expect(layFlows([], ['a'])).toEqual({ nodes: [], bands: [] });
  });
});
