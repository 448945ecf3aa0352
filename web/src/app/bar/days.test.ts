import { describe, expect, it } from 'vitest';
import { daysBefore, localDay } from './days';

describe('local days', () => {
  it('are those of the zone', () => {
    expect(localDay('2011-12-10T00:00:00Z', 'Europe/London')).toBe('2011-12-10');
    expect(localDay('2011-12-10T00:00:00Z', 'America/New_York')).toBe('2011-12-09');
    expect(localDay('2011-12-09T18:20:00Z', 'Asia/Kathmandu')).toBe('2011-12-10');
    expect(localDay('2011-12-10', 'America/New_York')).toBe('2011-12-10');
  });

  it('are counted over clock changes, months and leap years', () => {
    expect(daysBefore('2011-03-28', 2)).toBe('2011-03-26');
    expect(daysBefore('2012-03-01', 1)).toBe('2012-02-29');
    expect(daysBefore('2011-03-01', -1)).toBe('2011-03-02');
    expect(daysBefore('2011-12-10', 90)).toBe('2011-09-11');
  });
});
