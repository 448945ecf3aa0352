import type { Tag } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import type { Format } from './format';
import { Mark } from './values';

const NUMERIC = new Set(['number', 'money', 'integer', 'days']);
const DATED = new Set(['date', 'instant']);

export const isNumeric = (tag: Tag): boolean => NUMERIC.has(tag.type);
export const isRanged = (tag: Tag): boolean => NUMERIC.has(tag.type) || DATED.has(tag.type);

/** A tag's value as text; choices and units are added by whoever shows it. */
export function textOf(tag: Tag, value: string, format: Format): string {
  switch (tag.type) {
    case 'money': return format.money(value);
    case 'integer': case 'days': return format.number(Number(value));
    case 'number': return format.number(Number(value), 2);
    case 'date': return format.date(value);
    case 'instant': return format.instant(value);
    default: return value;
  }
}

export function TagText({ tag, value, unit }: { tag: Tag; value: string | null | undefined; unit?: boolean }) {
  const { say } = usePreferences();
  const format = useFormat();
  if (value == null) return <span className="faint">–</span>;
  if (tag.type === 'choice') {
    const position = (tag.values ?? []).findIndex((v) => v.id === value);
    return <Mark tag={tag.id} value={value} title={say(tag.values?.[position]?.title) || value} position={Math.max(0, position)} />;
  }
  return <span className="tabular">{textOf(tag, value, format)}{unit && tag.unit ? <span className="faint"> {say(tag.unit)}</span> : null}</span>;
}
