import type { Point, Window } from './tree';

export const MODES = ['ever', 'last', 'this', 'previous', 'since', 'before', 'between'] as const;
export type Mode = (typeof MODES)[number] | 'other';

const isDay = (point: Point): point is Extract<Point, { is: 'point_day' }> => point.is === 'point_day';

/** Which form shows a window; "other" where its points are no plain days. */
export function modeOf(window: Window | undefined): Mode {
  switch (window?.is) {
    case undefined: return 'ever';
    case 'window_last': return 'last';
    case 'window_calendar': return window.previous ? 'previous' : 'this';
    case 'window_between': return isDay(window.from) && isDay(window.to) ? 'between' : 'other';
    case 'window_before': return isDay(window.end) ? 'before' : 'other';
    case 'window_from': return isDay(window.start) ? 'since' : 'other';
  }
}

/** A window of another form that keeps what fits of the present one. */
export function windowOf(mode: Mode, from: Window | undefined, today: string): Window | undefined {
  const day: Point = dayIn(from) ?? { is: 'point_day', date: today };
  switch (mode) {
    case 'ever': return undefined;
    case 'last': return { is: 'window_last', count: 30, unit: 'DAY' };
    case 'this': case 'previous': return { is: 'window_calendar', previous: mode === 'previous', unit: from?.is === 'window_calendar' ? from.unit : 'MONTH' };
    case 'since': return { is: 'window_from', start: day };
    case 'before': return { is: 'window_before', end: day };
    case 'between': return { is: 'window_between', from: day, to: { is: 'point_day', date: day.is === 'point_day' && day.date > today ? day.date : today } };
    case 'other': return from;
  }
}

function dayIn(window: Window | undefined): Point | undefined {
  switch (window?.is) {
    case 'window_between': return isDay(window.from) ? window.from : undefined;
    case 'window_before': return isDay(window.end) ? window.end : undefined;
    case 'window_from': return isDay(window.start) ? window.start : undefined;
    default: return undefined;
  }
}
