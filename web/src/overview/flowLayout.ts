import type { Flow } from '../api/types';

export interface FlowNode { side: 'from' | 'to'; id: string | null; customers: number; top: number; size: number }
export interface FlowBand { from: string | null; to: string; customers: number; fromTop: number; toTop: number; size: number }

const LEAST = 0.035;

/**
 * Places two columns of nodes, in the given order of values with "not a customer yet" (null) last, and the bands between them.
 * All measures are shares of the height; both columns hold the same customers at one scale, and small nodes keep room for their label.
 */
export function layFlows(flows: readonly Flow[], order: readonly string[]): { nodes: FlowNode[]; bands: FlowBand[] } {
  const known = flows.filter((f) => f.customers > 0);
  const total = known.reduce((sum, f) => sum + f.customers, 0);
  if (total === 0) return { nodes: [], bands: [] };
  const sumOf = (side: 'from' | 'to', id: string | null) => known.filter((f) => (f[side] ?? null) === id).reduce((sum, f) => sum + f.customers, 0);
  const columns = (['from', 'to'] as const).map((side) =>
    [...order, null].map((id) => ({ side, id, customers: sumOf(side, id) })).filter((node) => node.customers > 0));
  const room = (scale: number) => Math.max(...columns.map((column) => column.reduce((sum, n) => sum + Math.max(LEAST, n.customers * scale) + 0.02, 0)));
  let scale = 1 / total;
  for (let i = 0; i < 40 && room(scale) > 1; i++) scale *= 0.96;

  const nodes = columns.flatMap((column) => {
    let top = 0;
    return column.map((node): FlowNode => {
      const place = Math.max(LEAST, node.customers * scale);
      const size = node.customers * scale;
      const at = { ...node, top: top + (place - size) / 2, size };
      top += place + 0.02;
      return at;
    });
  });
  const edge = new Map(nodes.map((n) => [`${n.side}:${n.id}`, n.top]));
  const take = (key: string, size: number) => {
    const top = edge.get(key) ?? 0;
    edge.set(key, top + size);
    return top;
  };
  const rank = (id: string | null) => (id === null ? order.length : order.indexOf(id));
  const bands = [...known].sort((a, b) => rank(a.from ?? null) - rank(b.from ?? null) || rank(a.to) - rank(b.to)).map((f): FlowBand => {
    const size = f.customers * scale;
    const from = f.from ?? null;
    return { from, to: f.to, customers: f.customers, size, fromTop: take(`from:${from}`, size), toTop: take(`to:${f.to}`, size) };
  });
  return { nodes, bands };
}
