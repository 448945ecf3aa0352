import { useMemo } from 'react';
import { usePreferences } from '../../app/preferences';
import type { Tokens } from '../tokens';

export const FONT = "system-ui, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', sans-serif";
const calm = typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches;

/** The parts that all charts share, in the colours of the theme. */
export function inkOf(tokens: Tokens) {
  const label = { color: tokens.inkSoft, fontSize: 11, fontFamily: FONT };
  return {
    base: {
      animation: !calm, animationDuration: 350, textStyle: { fontFamily: FONT, color: tokens.ink }, useUTC: true,
    },
    tooltip: {
      backgroundColor: tokens.raised, borderColor: tokens.lineStrong, padding: [6, 10], confine: true,
      textStyle: { color: tokens.ink, fontSize: 12, fontFamily: FONT }, extraCssText: 'box-shadow:0 4px 16px rgb(0 0 0 / .16);',
    },
    label,
    axis: {
      axisLine: { lineStyle: { color: tokens.lineStrong } }, axisTick: { show: false },
      axisLabel: label, nameTextStyle: label, splitLine: { lineStyle: { color: tokens.line } },
    },
    bare: { axisLine: { show: false }, axisTick: { show: false }, axisLabel: label, nameTextStyle: label, splitLine: { lineStyle: { color: tokens.line } } },
  };
}

export function useInk() {
  const { tokens } = usePreferences();
  return useMemo(() => inkOf(tokens), [tokens]);
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Text from data inside a tooltip's HTML. */
export const plain = (text: string): string => text.replace(/[&<>"]/g, (c) => ESCAPES[c] ?? c);

/** A tooltip: a heading and rows of name and value. */
export function tip(heading: string, rows: readonly (readonly [string, string, string?])[]): string {
  const lines = rows.map(([name, value, colour]) =>
    `<tr><td style="padding-right:14px">${colour ? `<i style="display:inline-block;width:8px;height:8px;border-radius:2px;margin-right:6px;background:${colour}"></i>` : ''}${plain(name)}</td><td style="text-align:right;font-variant-numeric:tabular-nums">${plain(value)}</td></tr>`);
  return `<b>${plain(heading)}</b><table>${lines.join('')}</table>`;
}
