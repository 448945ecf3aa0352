import type { Series } from '../api/types';
import type { Format } from '../kit/format';
import type { ChartOption } from '../kit/chart/core';
import { tip, type inkOf } from '../kit/chart/ink';
import { categories, type Tokens } from '../kit/tokens';
import type { Say } from '../words/words';

interface Hand { t: Say; format: Format; tokens: Tokens; ink: ReturnType<typeof inkOf> }
interface Api { coord(at: [number, number]): [number, number]; size(at: [number, number]): [number, number] }
interface At { dataIndex: number }

export const seriesColours = (tokens: Tokens) => ({ known: categories[0], anonymous: tokens.lineStrong, active: categories[2], fresh: categories[5] });

/** Two grids under one another that share the time axis: stacked revenue above, customers below; partial periods are hollow. */
export function seriesOption(series: Series, { t, format, tokens, ink }: Hand): ChartOption {
  const { points, step } = series;
  const colours = seriesColours(tokens);

  const bars = ({ dataIndex: i }: At, api: Api) => {
    const p = points[i];
    if (!p) return null;
    const [known, all] = [Number(p.revenue), Number(p.revenue) + Number(p.anonymousRevenue)];
    const [x, zero] = api.coord([i, 0]);
    const [, mid] = api.coord([i, known]);
    const [, top] = api.coord([i, all]);
    const width = Math.min(36, Math.max(1, api.size([1, 0])[0] * (step === 'day' ? 0.85 : 0.75)));
    const bar = (from: number, to: number, colour: string) => ({
      type: 'rect', shape: { x: x - width / 2, y: to, width, height: Math.max(0, from - to) },
      style: p.partial ? { fill: 'none', stroke: colour, lineDash: [3, 2] } : { fill: colour },
    });
    return { type: 'group', children: [bar(zero, mid, colours.known), bar(mid, top, colours.anonymous)] };
  };
  const lines = (values: readonly number[], colour: string) => ({ dataIndex: i }: At, api: Api) => {
    const [x2, y2] = api.coord([i, values[i] ?? 0]);
    const dot = points.length < 40 ? [{ type: 'circle', shape: { cx: x2, cy: y2, r: 2.5 }, style: { fill: colour } }] : [];
    if (i === 0) return { type: 'group', children: dot };
    const [x1, y1] = api.coord([i - 1, values[i - 1] ?? 0]);
    return { type: 'group', children: [{ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: colour, lineWidth: points.length > 150 ? 1.2 : 2, fill: 'none' } }, ...dot] };
  };
  const custom = (id: string, grid: number, values: readonly number[], renderItem: (at: At, api: Api) => unknown) => ({
    id, name: id, type: 'custom', xAxisIndex: grid, yAxisIndex: grid, encode: { x: 0, y: 1 }, data: values.map((value, i) => [i, value]), renderItem,
  });
  const x = (grid: number, labels: boolean) => ({
    type: 'category', gridIndex: grid, data: points.map((p) => p.start), ...ink.axis,
    axisLabel: { ...ink.label, show: labels, hideOverlap: true, formatter: (day: string) => (step === 'month' ? format.month(day) : format.dayMonth(day)) },
  });
  const y = (grid: number, name: string, formatter: (value: number) => string) => ({
    type: 'value', gridIndex: grid, name, nameLocation: 'end', nameGap: 8, splitNumber: 3, ...ink.bare,
    nameTextStyle: { ...ink.label, align: 'left', padding: [0, 0, 0, -48] }, axisLabel: { ...ink.label, formatter },
  });
  const active = points.map((p) => p.activeCustomers);
  const fresh = points.map((p) => p.newCustomers);
  return {
    ...ink.base,
    grid: [{ left: 56, right: 12, top: 24, height: 158 }, { left: 56, right: 12, top: 222, height: 106 }],
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    xAxis: [x(0, false), x(1, true)],
    yAxis: [y(0, t('series.axis.revenue'), (v) => format.moneyShort(v)), y(1, t('series.axis.customers'), (v) => format.compact(v))],
    tooltip: {
      ...ink.tooltip, trigger: 'axis', axisPointer: { type: 'shadow', shadowStyle: { color: tokens.inkFaint, opacity: 0.12 } },
      formatter: (at: unknown) => {
        const p = points[Array.isArray(at) ? (at[0] as At).dataIndex : 0];
        if (!p) return '';
        return tip(`${format.date(p.start)}${p.partial ? ` ${t('series.partial')}` : ''}`, [
          [t('series.revenue'), format.money(p.revenue), colours.known], [t('series.anonymous'), format.money(p.anonymousRevenue), colours.anonymous],
          [t('series.returns'), format.money(p.returns)], [t('series.orders'), format.number(p.orders)],
          [t('series.active'), format.number(p.activeCustomers), colours.active], [t('series.new'), format.number(p.newCustomers), colours.fresh],
        ]);
      },
    },
    series: [
      custom('revenue', 0, points.map((p) => Number(p.revenue) + Number(p.anonymousRevenue)), bars),
      custom('active', 1, active, lines(active, colours.active)),
      custom('fresh', 1, fresh, lines(fresh, colours.fresh)),
    ],
  };
}
