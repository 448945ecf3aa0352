import { Popover } from 'antd';
import type { ChangedField, EventProperty, EventRow } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { shown } from './shown';

/** How a value reads that a field was made: as the event's property where that still says it. */
export function useReading() {
  const { t } = usePreferences();
  const format = useFormat();
  return (field: ChangedField, properties: readonly EventProperty[]): string => {
    const property = properties.find((one) => one.name === field.property);
    if (field.kind === 'suspect') return t('mended.unchanged');
    if (property) return shown(property, format);
    return field.value ? field.value : t('mended.empty');
  };
}

/** A word beside an event of which cleaning changed something; it opens what. */
export function Changed({ event }: { event: EventRow }) {
  const { t, say } = usePreferences();
  const reading = useReading();
  if (event.changed.length === 0) return null;
  const first = event.changed.some((field) => field.kind === 'suspect') ? 'suspect' : event.changed[0]?.kind ?? 'cleaned';
  const list = (
    <ul className="changed">
      {event.changed.map((field) => (
        <li key={`${field.column}-${field.kind}`}>
          <b>{say(field.title)}</b>{' '}
          {field.kind === 'cleaned' ? t('mended.from', { raw: field.raw || t('mended.empty') }) : <>{field.raw || t('mended.empty')} → {reading(field, event.properties)}</>}
          {field.rules.length > 0 && <p className="faint">{field.rules.map((rule) => say(rule)).join(' · ')}</p>}
          {field.evidence && <p className="faint">{t('mended.says', { column: say(field.evidence.title), value: field.evidence.reads })}</p>}
          {field.suspect && <p className="faint">{t('mended.suspect.about', { why: say(field.suspect) })}</p>}
        </li>
      ))}
    </ul>
  );
  return (
    <Popover content={list} title={t('mended.marks')} trigger="click">
      <button type="button" className={`changed-mark ${first}`}>{t(`mended.${first}`)}</button>
    </Popover>
  );
}
