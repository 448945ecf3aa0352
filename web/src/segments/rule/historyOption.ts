import type { RuleHistory } from '../../api/types';
import type { ChartOption } from '../../kit/chart/core';
import { tip, type inkOf } from '../../kit/chart/ink';
import type { Format } from '../../kit/format';
import { categories, type Tokens } from '../../kit/tokens';
import type { Say } from '../../words/words';

interface Hand { t: Say; format: Format; tokens: Tokens; ink: ReturnType<typeof inkOf> }
interface Api { coord(at: [number, number]): [number, number]; size(at: [number, number]): [number, number] }
interface At { dataIndex: number }

export const historyColours = (tokens: Tokens) => ({ customers: categories[0], entered: tokens.grown, left: tokens.shrunk });

/** The size over time above; below, who came in (up) and who went out (down) since the point before. */
export function historyOption({ points }: RuleHistory, { t, format, tokens, ink }: Hand): ChartOption {
  const colours = historyColours(tokens);
  const line = ({ dataIndex: i }: At, api: Api) => {
    const [x2, y2] = api.coord([i, points[i]?.customers ?? 0]);
    const dot = points.length < 40 ? [{ type: 'circle', shape: { cx: x2, cy: y2, r: 2.5 }, style: { fill: colours.customers } }] : [];
    if (i === 0) return { type: 'group', children: dot };
    const [x1, y1] = api.coord([i - 1, points[i - 1]?.customers ?? 0]);
    return { type: 'group', children: [{ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: colours.customers, lineWidth: 2, fill: 'none' } }, ...dot] };
  };
  const moves = ({ dataIndex: i }: At, api: Api) => {
    const p = points[i];
    if (!p) return null;
    const width = Math.min(22, Math.max(1, api.size([1, 0])[0] * 0.7));
    const [x, zero] = api.coord([i, 0]);
    const bar = (value: number, fill: string) => {
      const [, y] = api.coord([i, value]);
      return { type: 'rect', shape: { x: x - width / 2, y: Math.min(y, zero), width, height: Math.abs(zero - y) }, style: { fill } };
    };
    return { type: 'group', children: [bar(p.entered, colours.entered), bar(-p.left, colours.left)] };
  };
  const most = round(Math.max(1, ...points.map((p) => Math.max(p.entered, p.left))));
  const x = (grid: number) => ({ type: 'category', gridIndex: grid, data: points.map((p) => p.at), ...ink.axis, axisLine: { ...ink.axis.axisLine, onZero: false }, axisLabel: { ...ink.label, show: grid === 1, hideOverlap: true, formatter: (day: string) => format.dayMonth(day) } });
  const y = (grid: number, name: string, more: object) => ({
    type: 'value', gridIndex: grid, name, nameLocation: 'end', nameGap: 8, splitNumber: 3, ...ink.bare,
    nameTextStyle: { ...ink.label, align: 'left', padding: [0, 0, 0, -44] }, axisLabel: { ...ink.label, formatter: (v: number) => format.compact(Math.abs(v)) }, ...more,
  });
  return {
    ...ink.base,
    grid: [{ left: 52, right: 12, top: 24, height: 120 }, { left: 52, right: 12, top: 184, height: 90 }],
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    xAxis: [x(0), x(1)],
    yAxis: [y(0, t('word.customers'), { min: 0 }), y(1, t('rule.moves'), { min: -most, max: most, interval: most })],
    tooltip: {
      ...ink.tooltip, trigger: 'axis', axisPointer: { type: 'shadow', shadowStyle: { color: tokens.inkFaint, opacity: 0.12 } },
      formatter: (at: unknown) => {
        const p = points[Array.isArray(at) ? (at[0] as At).dataIndex : 0];
        return p ? tip(format.date(p.at), [
          [t('word.customers'), format.number(p.customers), colours.customers], [t('rule.entered'), format.number(p.entered), colours.entered], [t('rule.left'), format.number(p.left), colours.left],
        ]) : '';
      },
    },
    series: [
      { id: 'size', type: 'custom', xAxisIndex: 0, yAxisIndex: 0, encode: { x: 0, y: 1 }, data: points.map((p, i) => [i, p.customers]), renderItem: line },
      { id: 'moves', type: 'custom', xAxisIndex: 1, yAxisIndex: 1, encode: { x: 0, y: 1 }, data: points.map((p, i) => [i, p.entered]), renderItem: moves },
    ],
  };
}

/** The next of 1, 2, 5, 10, 20, 50 ... */
function round(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value) ?? value;
}
