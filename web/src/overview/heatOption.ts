import type { HeatCell } from '../api/types';
import type { ChartOption } from '../kit/chart/core';
import { tip, type inkOf } from '../kit/chart/ink';
import type { Format } from '../kit/format';
import { mix, type Tokens } from '../kit/tokens';
import type { Say } from '../words/words';

interface Hand { days: readonly string[]; t: Say; format: Format; tokens: Tokens; ink: ReturnType<typeof inkOf> }
interface Api { value(at: number): number; coord(at: [number, number]): [number, number]; size(at: [number, number]): [number, number] }

/** Cells in one hue: the more orders, the stronger; an hour without orders stays empty. */
export function heatOption(cells: readonly HeatCell[], { days, t, format, tokens, ink }: Hand): ChartOption {
  const top = Math.max(1, ...cells.map((c) => c.orders));
  const active = cells.filter((c) => c.orders > 0);
  const first = Math.max(0, Math.min(23, ...active.map((c) => c.hour)) - 1);
  const last = Math.min(23, Math.max(0, ...active.map((c) => c.hour)) + 1);
  const hours = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return {
    ...ink.base,
    grid: { left: 44, right: 8, top: 8, bottom: 24 },
    xAxis: { type: 'category', data: hours.map((h) => `${h}`), ...ink.bare, axisLabel: { ...ink.label, formatter: (h: string) => `${h}:00`, hideOverlap: true } },
    yAxis: { type: 'category', data: days, inverse: true, ...ink.bare },
    tooltip: {
      ...ink.tooltip,
      formatter: (at: unknown) => {
        const cell = active[(at as { dataIndex: number }).dataIndex];
        return cell ? tip(`${days[cell.weekday - 1]} ${cell.hour}:00`, [[t('series.orders'), format.number(cell.orders)], [t('series.revenue'), format.money(cell.revenue)]]) : '';
      },
    },
    series: [{
      type: 'custom', encode: { x: 0, y: 1 },
      data: active.map((c) => [c.hour - first, c.weekday - 1, c.orders]),
      renderItem: (_: unknown, api: Api) => {
        const [width, height] = api.size([1, 1]);
        const [x, y] = api.coord([api.value(0), api.value(1)]);
        return {
          type: 'rect', shape: { x: x - width / 2 + 1, y: y - height / 2 + 1, width: width - 2, height: height - 2, r: 3 },
          style: { fill: mix(tokens.sequence[0], tokens.sequence[1], Math.sqrt(api.value(2) / top)) },
        };
      },
    }],
  };
}
