import type { Lane, LanePoint } from '../api/types';
import type { ChartOption } from '../kit/chart/core';
import { tip, type inkOf } from '../kit/chart/ink';
import { millis, type Format } from '../kit/format';
import { colourOf, inkOn, type Tokens } from '../kit/tokens';
import type { Say } from '../words/words';
import type { Band } from './bands';

interface Hand {
  t: Say; format: Format; tokens: Tokens; ink: ReturnType<typeof inkOf>; narrow: boolean;
  title: (tag: string) => string; state: (tag: string, value: string) => string; lane: (lane: Lane) => string;
}
interface Api { coord(at: [number, number]): [number, number]; size(at: [number, number]): [number, number] }
interface Box { dataIndex: number; coordSys: { x: number; y: number; width: number; height: number } }
export interface Dot { lane: Lane; point: LanePoint; row: number }

const DAY = 86_400_000;
export const ROW = 34;

/** Bands of states above, a lane of dots for each event type below, over one axis of days. */
export function timeLineOption(bands: readonly Band[], lanes: readonly Lane[], from: string, to: string, hand: Hand): { option: ChartOption; dots: Dot[]; height: number } {
  const { t, format, tokens, ink, title, state, lane: nameOf, narrow } = hand;
  const tags = [...new Set(bands.map((b) => b.tag))];
  const rows = [...tags.map(title), ...lanes.map(nameOf)];
  const dots = lanes.flatMap((lane, i) => lane.points.filter((p) => p.day >= from).map((point) => ({ lane, point, row: tags.length + i })));
  const tops = lanes.map((lane) => Math.max(1, ...lane.points.map(weight)));
  const height = rows.length * ROW + 40;
  const long = millis(to) - millis(from) > 200 * DAY;
  const left = narrow ? 74 : 118;

  const drawBand = ({ dataIndex, coordSys: box }: Box, api: Api) => {
    const band = bands[dataIndex];
    if (!band) return null;
    const row = tags.indexOf(band.tag);
    const [x1, y] = api.coord([Math.max(millis(band.from), millis(from)), row]);
    const [x2] = api.coord([millis(band.to), row]);
    const start = Math.max(x1, box.x);
    const width = Math.min(x2, box.x + box.width) - start;
    if (width <= 0) return null;
    const colour = colourOf(band.tag, band.value, dataIndex);
    return {
      type: 'rect', shape: { x: start, y: y - 10, width: Math.max(2, width - 1), height: 20, r: 4 }, style: { fill: colour },
      textContent: { style: { text: width > 46 ? state(band.tag, band.value) : '', fill: inkOn(colour), fontSize: 11, width: width - 10, overflow: 'truncate' } },
      textConfig: { position: 'inside' },
    };
  };
  const drawDot = ({ dataIndex }: Box, api: Api) => {
    const dot = dots[dataIndex];
    if (!dot) return null;
    const [cx, cy] = api.coord([millis(dot.point.day) + DAY / 2, dot.row]);
    const r = 3 + 7 * Math.sqrt(weight(dot.point) / (tops[dot.row - tags.length] ?? 1));
    return {
      type: 'circle', shape: { cx, cy, r }, style: { fill: colourOf('event', dot.lane.type, dot.row), opacity: 0.72, stroke: tokens.surface, lineWidth: 1, cursor: 'pointer' },
      emphasis: { style: { opacity: 1, stroke: tokens.ink } },
    };
  };
  const option: ChartOption = {
    ...ink.base,
    grid: { left, right: 14, top: 6, bottom: 30 },
    xAxis: {
      ...(long ? { type: 'time', minInterval: DAY, splitNumber: narrow ? 3 : 10 } : { type: 'value', interval: 14 * DAY }),
      min: millis(from), max: millis(to), ...ink.axis, splitLine: { show: true, lineStyle: { color: tokens.line } },
      axisLabel: {
        ...ink.label, hideOverlap: true, showMinLabel: false, showMaxLabel: false,
        formatter: (at: number) => format[long ? 'month' : 'dayMonth'](new Date(at).toISOString().slice(0, 10)),
      },
    },
    yAxis: {
      type: 'category', data: rows, inverse: true, ...ink.bare, splitLine: { show: true, lineStyle: { color: tokens.line } },
      axisLabel: { ...ink.label, width: left - 12, overflow: 'truncate', color: tokens.ink, fontSize: 12 },
    },
    tooltip: {
      ...ink.tooltip,
      formatter: (at: unknown) => {
        const { seriesId, dataIndex } = at as { seriesId: string; dataIndex: number };
        const band = bands[dataIndex];
        if (seriesId === 'bands') return band ? tip(state(band.tag, band.value), [[title(band.tag), `${format.date(band.from)} – ${format.date(band.to)}`]]) : '';
        const dot = dots[dataIndex];
        if (!dot) return '';
        const amount: [string, string][] = dot.point.amount == null ? [] : [[t('portrait.line.amount'), format.money(dot.point.amount)]];
        return tip(format.date(dot.point.day), [[nameOf(dot.lane), format.number(dot.point.count)], ...amount]);
      },
    },
    series: [
      { id: 'bands', type: 'custom', data: bands.map((b) => [millis(b.from), tags.indexOf(b.tag)]), clip: false, renderItem: drawBand },
      { id: 'dots', type: 'custom', data: dots.map((d) => [millis(d.point.day), d.row]), clip: true, renderItem: drawDot },
    ],
  };
  return { option, dots, height };
}

const weight = (point: LanePoint): number => (point.amount == null ? point.count : Math.abs(Number(point.amount)));
