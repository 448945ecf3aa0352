import { expect, it } from 'vitest';
import { window as printed } from './print';
import type { Window } from './tree';
import { modeOf, windowOf } from './windows';

const since: Window = { is: 'window_from', start: { is: 'point_day', date: '2026-01-01' } };

it('tells windows apart, and leaves those of instants to the text', () => {
  expect(modeOf(undefined)).toBe('ever');
  expect(modeOf({ is: 'window_calendar', previous: true, unit: 'WEEK' })).toBe('previous');
  expect(modeOf(since)).toBe('since');
  expect(modeOf({ is: 'window_from', start: { is: 'point_ago', count: 90, unit: 'DAY' } })).toBe('other');
});

it('keeps days and units when a window changes its form', () => {
  expect(printed(windowOf('between', since, '2026-11-25') as Window)).toBe(' between 2026-01-01 and 2026-11-25');
  expect(windowOf('before', since, '2026-11-25')).toEqual({ is: 'window_before', end: { is: 'point_day', date: '2026-01-01' } });
  expect(windowOf('this', { is: 'window_calendar', previous: true, unit: 'WEEK' }, '')).toEqual({ is: 'window_calendar', previous: false, unit: 'WEEK' });
  expect(windowOf('other', since, '')).toBe(since);
  expect(windowOf('ever', since, '')).toBeUndefined();
});
