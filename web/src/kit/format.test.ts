import { describe, expect, it } from 'vitest';
import { formatFor, millis } from './format';

const en = formatFor({ language: 'en', currency: 'GBP', zone: 'Europe/London' });
const zh = formatFor({ language: 'zh', currency: 'GBP', zone: 'Europe/London' });

describe('what people read', () => {
  it('groups thousands and keeps the digits asked for', () => {
    expect(en.number(4338)).toBe('4,338');
    expect(en.number(3.14159, 2)).toBe('3.14');
    expect(en.money('8911407.904')).toBe('£8,911,407.90');
    expect(en.money('-12.5')).toBe('-£12.50');
  });

  it('shows shares with at most one decimal and changes with their sign', () => {
    expect(en.share(0.43121)).toBe('43.1%');
    expect(en.change(0.0512)).toBe('+5.1%');
    expect(en.change(-0.2)).toBe('-20%');
    expect(en.change(0)).toBe('0%');
  });

  it('shortens large money', () => {
    expect(en.moneyShort('8911407.904')).toBe('£8.9m');
    expect(zh.moneyShort('8911407.904')).toBe('£891.1万');
  });

  it('says a missing number with a dash', () => {
    expect(en.number(Number.NaN)).toBe('–');
    expect(en.money('')).toBe('–');
  });

  it('writes local dates as they stand and instants in the zone of the workspace', () => {
    expect(en.date('2011-03-27')).toBe('27 Mar 2011');
    expect(zh.date('2011-03-27')).toBe('2011年3月27日');
    const newYork = formatFor({ language: 'en', currency: 'USD', zone: 'America/New_York' });
    expect(newYork.instant('2011-12-09T03:50:00Z')).toBe('8 Dec 2011, 22:50');
    expect(newYork.date('2011-12-09')).toBe('9 Dec 2011');
    expect(newYork.instant('2011-12-09')).toBe('9 Dec 2011');
  });

  it('reads a local date as midnight UTC, so that charts do not shift it', () => {
    expect(millis('1970-01-02')).toBe(86_400_000);
  });
});
