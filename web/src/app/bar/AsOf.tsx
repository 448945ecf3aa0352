import { Button, Dropdown } from 'antd';
import { HistoryOutlined } from '@ant-design/icons';
import { usePreferences } from '../preferences';
import { useChange, useScope } from '../url';
import { useFormat, useWorkspace } from '../workspace';
import { daysBefore, localDay } from './days';

const STEPS = [30, 90, 180] as const;

/** The instant every answer is about: now, or the start of a day in the past. */
export function AsOf({ disabled }: { disabled: boolean }) {
  const { t } = usePreferences();
  const { now, zone, firstEvent } = useWorkspace();
  const { asOf } = useScope();
  const change = useChange();
  const format = useFormat();
  const today = localDay(now, zone);
  const items = [
    { key: '', label: t('bar.now') },
    ...STEPS.map((days) => ({ key: daysBefore(today, days), label: `${t('bar.ago', { days })} · ${format.date(daysBefore(today, days))}` })),
  ];
  return (
    <span className={asOf && !disabled ? 'asof travelling' : 'asof'}>
      <Dropdown disabled={disabled} trigger={['click']} menu={{ items, onClick: ({ key }) => change({ asOf: key || undefined }) }}>
        <Button icon={<HistoryOutlined />} aria-label={t('bar.asOf.choose')}>{asOf ? null : t('bar.now')}</Button>
      </Dropdown>
      <input
        type="date"
        aria-label={t('bar.asOf')}
        disabled={disabled}
        value={asOf?.slice(0, 10) ?? ''}
        min={firstEvent ? localDay(firstEvent, zone) : undefined}
        max={today}
        onChange={(event) => change({ asOf: event.target.value || undefined })}
      />
    </span>
  );
}

/** Time travel must not go unnoticed. */
export function TravelMark() {
  const { t } = usePreferences();
  const { asOf } = useScope();
  const change = useChange();
  const format = useFormat();
  if (!asOf) return null;
  return (
    <div className="travel" role="status">
      <HistoryOutlined aria-hidden="true" />
      <span>{t('bar.travel', { at: asOf.length === 10 ? format.date(asOf) : format.instant(asOf) })}</span>
      <button type="button" className="plain" onClick={() => change({ asOf: undefined })}>{t('bar.return')}</button>
    </div>
  );
}
