import { usePreferences } from '../../app/preferences';
import { NumberField, Pick } from '../../kit/fields';
import { useBench } from './bench';
import { window as printed } from './print';
import { UNITS, type Unit, type Window } from './tree';
import { MODES, modeOf, windowOf, type Mode } from './windows';

const CALENDAR: readonly Unit[] = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'];

interface Props { window: Window | undefined; change: (window: Window | undefined) => void; always?: boolean }

/** When: ever, the last days, a calendar period, or between dates. */
export function WindowField({ window, change, always = true }: Props) {
  const { t } = usePreferences();
  const { stock } = useBench();
  const mode = modeOf(window);
  const modes = MODES.filter((one) => always || one !== 'ever').map((value) => ({ value: value as string, label: t(`build.window.${value}`) }));
  const options = mode === 'other' && window ? [...modes, { value: 'other', label: printed(window).trim() }] : modes;
  const units = (of: readonly Unit[], count: number) => of.map((value) => ({ value, label: t(`build.unit.${value}`, { n: count }) }));
  const date = (label: string, value: string, put: (day: string) => Window) => (
    <input type="date" aria-label={label} title={label} value={value} onChange={(event) => event.target.value && change(put(event.target.value))} />
  );
  return (
    <span className="field-group">
      <Pick label={t('build.window')} value={mode} options={options} change={(next) => next !== 'other' && change(windowOf(next as Mode, window, stock.today))} />
      {window?.is === 'window_last' && (
        <>
          <NumberField label={t('build.window.count')} value={window.count} whole least={1} change={(count) => change({ ...window, count })} />
          <Pick label={t('build.unit')} value={window.unit} options={units(UNITS, window.count)} change={(unit) => change({ ...window, unit: unit as Unit })} />
        </>
      )}
      {window?.is === 'window_calendar' && <Pick label={t('build.unit')} value={window.unit} options={units(CALENDAR, 1)} change={(unit) => change({ ...window, unit: unit as Unit })} />}
      {mode === 'since' && window?.is === 'window_from' && window.start.is === 'point_day' && date(t('build.day'), window.start.date, (day) => ({ is: 'window_from', start: { is: 'point_day', date: day } }))}
      {mode === 'before' && window?.is === 'window_before' && window.end.is === 'point_day' && date(t('build.day'), window.end.date, (day) => ({ is: 'window_before', end: { is: 'point_day', date: day } }))}
      {mode === 'between' && window?.is === 'window_between' && window.from.is === 'point_day' && window.to.is === 'point_day' && (
        <>
          {date(t('build.low'), window.from.date, (day) => ({ ...window, from: { is: 'point_day', date: day } }))}
          <span className="faint">{t('build.and')}</span>
          {date(t('build.high'), window.to.date, (day) => ({ ...window, to: { is: 'point_day', date: day } }))}
        </>
      )}
    </span>
  );
}
