import type { RfmCell } from '../../api/types';

/** The cells by their two scores, the largest measure among them, and the cell that has it. */
export function cellsOf(grid: readonly RfmCell[], by: 'customers' | 'spend') {
  const measure = (cell: RfmCell) => (by === 'customers' ? cell.customers : Number(cell.spend));
  const known = new Map(grid.map((cell) => [`${cell.r}·${cell.f}`, cell]));
  const best = grid.reduce<RfmCell | undefined>((top, cell) => (measure(cell) > (top ? measure(top) : 0) ? cell : top), undefined);
  return { at: (r: number, f: number) => known.get(`${r}·${f}`), top: best ? measure(best) : 1, best };
}

/** The conditions that lead to the customers of a cell. */
export const whereOf = ({ r, f }: RfmCell): string[] => [`rfm_r:${r}..${r}`, `rfm_f:${f}..${f}`];
