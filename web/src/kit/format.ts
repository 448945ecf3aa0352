import type { Language } from '../words/words';

export const locales: Record<Language, string> = { en: 'en-GB', zh: 'zh-CN' };

export interface Place { language: Language; currency: string; zone: string }

/** All that turns a value into what a person reads, for one language, currency and zone. */
export interface Format {
  number(value: number, digits?: number): string;
  compact(value: number): string;
  money(value: string | number, digits?: number): string;
  moneyShort(value: string | number): string;
  share(value: number): string;
  change(value: number): string;
  date(value: string): string;
  dayMonth(value: string): string;
  month(value: string): string;
  instant(value: string): string;
  /** The time of day of an instant, to the second. */
  time(value: string): string;
  duration(seconds: number): string;
}

const MISSING = '–';

/** Nothing takes no time at all. */
const SHORTEST = 0.1;

/** Milliseconds of a local date ("2011-12-09") taken as UTC, or of an instant. */
export const millis = (value: string): number => Date.parse(value.length === 10 ? `${value}T00:00:00Z` : value);

export function formatFor({ language, currency, zone }: Place): Format {
  const locale = locales[language];
  const made = new Map<string, Intl.NumberFormat>();
  const numbers = (options: Intl.NumberFormatOptions) => {
    const key = JSON.stringify(options);
    const known = made.get(key) ?? new Intl.NumberFormat(locale, options);
    made.set(key, known);
    return known;
  };
  const show = (value: number, options: Intl.NumberFormatOptions) => (Number.isFinite(value) ? numbers(options).format(value) : MISSING);
  const dates = (value: string, options: Intl.DateTimeFormatOptions) => {
    const at = millis(value);
    if (Number.isNaN(at)) return value;
    return new Intl.DateTimeFormat(locale, { timeZone: value.length === 10 ? 'UTC' : zone, ...options }).format(at);
  };
  const money: Intl.NumberFormatOptions = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' };
  return {
    number: (value, digits = 0) => show(value, { maximumFractionDigits: digits }),
    compact: (value) => show(value, { notation: 'compact', maximumFractionDigits: 1 }),
    money: (value, digits = 2) => show(value === '' ? Number.NaN : Number(value), { ...money, minimumFractionDigits: digits, maximumFractionDigits: digits }),
    moneyShort: (value) => show(Number(value), { ...money, notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 }),
    share: (value) => show(value, { style: 'percent', maximumFractionDigits: 1 }),
    change: (value) => show(value, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' }),
    date: (value) => dates(value, { day: 'numeric', month: 'short', year: 'numeric' }),
    dayMonth: (value) => dates(value, { day: 'numeric', month: 'short' }),
    month: (value) => dates(value, { month: 'short', year: 'numeric' }),
    instant: (value) => dates(value, { day: 'numeric', month: 'short', year: 'numeric', ...(value.length > 10 ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } : {}) }),
    time: (value) => dates(value, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
    duration: (seconds) => {
      if (seconds < SHORTEST) return `<\u00a0${show(SHORTEST, { style: 'unit', unit: 'second', unitDisplay: 'short' })}`;
      if (seconds < 60) return show(seconds, { style: 'unit', unit: 'second', unitDisplay: 'short', maximumFractionDigits: seconds < 10 ? 1 : 0 });
      return show(Math.round(seconds / 60), { style: 'unit', unit: 'minute', unitDisplay: 'short' });
    },
  };
}
