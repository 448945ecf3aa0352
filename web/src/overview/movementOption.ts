import type { Movement, Words } from '../api/types';
import type { ChartOption } from '../kit/chart/core';
import { plain, type inkOf } from '../kit/chart/ink';
import type { Format } from '../kit/format';
import { colourOf, type Tokens } from '../kit/tokens';
import type { Say } from '../words/words';
import { layFlows } from './flowLayout';

interface Hand { t: Say; say: (words: Words | null | undefined) => string; format: Format; tokens: Tokens; ink: ReturnType<typeof inkOf> }
interface Box { coordSys: { x: number; y: number; width: number; height: number } }

const BAR = 9;

/** A Sankey drawing of two columns: the values at the earlier instant at the left, at the later at the right. */
export function flowOption(data: Movement, { t, say, format, tokens, ink }: Hand): ChartOption {
  const order = data.values.map((v) => v.id);
  const title = new Map(data.values.map((v) => [v.id, say(v.title)]));
  const name = (id: string | null) => (id === null ? t('move.not') : title.get(id) ?? id);
  const colour = (id: string | null) => (id === null ? tokens.lineStrong : colourOf(data.tag, id, order.indexOf(id)));
  const { nodes, bands } = layFlows(data.flows, order);
  const people = (n: number) => t('count.customers', { n: format.number(n) });

  const drawBand = (i: number, { coordSys: box }: Box) => {
    const band = bands[i];
    if (!band) return null;
    const [x1, x2] = [box.x + BAR, box.x + box.width - BAR];
    const [a, b, size] = [box.y + band.fromTop * box.height, box.y + band.toTop * box.height, Math.max(0.7, band.size * box.height)];
    const mid = (x1 + x2) / 2;
    return {
      type: 'path', shape: { pathData: `M${x1} ${a}C${mid} ${a} ${mid} ${b} ${x2} ${b}v${size}C${mid} ${b + size} ${mid} ${a + size} ${x1} ${a + size}Z` },
      style: { fill: colour(band.from), opacity: 0.28 }, emphasis: { style: { opacity: 0.6 } },
    };
  };
  const drawNode = (i: number, { coordSys: box }: Box) => {
    const node = nodes[i];
    if (!node) return null;
    const left = node.side === 'from';
    const [x, y, height] = [left ? box.x : box.x + box.width - BAR, box.y + node.top * box.height, Math.max(1.5, node.size * box.height)];
    return {
      type: 'group',
      children: [
        { type: 'rect', shape: { x, y, width: BAR, height, r: 2 }, style: { fill: colour(node.id) } },
        {
          type: 'text', x: left ? x + BAR + 6 : x - 6, y: y + height / 2, silent: true,
          style: {
            text: `${format.number(node.customers)}  ${name(node.id)}`, fill: tokens.ink, font: `12px ${ink.label.fontFamily}`,
            textAlign: left ? 'left' : 'right', textVerticalAlign: 'middle', stroke: tokens.surface, lineWidth: 3, width: box.width / 2 - BAR - 12, overflow: 'truncate',
          },
        },
      ],
    };
  };
  const series = (id: string, count: number, draw: (i: number, box: Box) => unknown, z: number) => ({
    id, type: 'custom', z, data: Array.from({ length: count }, () => [0, 0]), clip: false,
    renderItem: (at: Box & { dataIndex: number }) => draw(at.dataIndex, at),
  });
  return {
    ...ink.base,
    grid: { left: 2, right: 2, top: 8, bottom: 8 },
    xAxis: { type: 'value', show: false, min: 0, max: 1 }, yAxis: { type: 'value', show: false, min: 0, max: 1 },
    tooltip: {
      ...ink.tooltip,
      formatter: (at: unknown) => {
        const { seriesId, dataIndex } = at as { seriesId: string; dataIndex: number };
        const band = bands[dataIndex];
        const node = nodes[dataIndex];
        const [head, n] = seriesId === 'bands' && band ? [`${name(band.from)} → ${name(band.to)}`, band.customers] : [name(node?.id ?? null), node?.customers ?? 0];
        return `<b>${plain(head)}</b><br>${plain(people(n))}`;
      },
    },
    series: [series('bands', bands.length, drawBand, 2), series('nodes', nodes.length, drawNode, 3)],
  };
}
