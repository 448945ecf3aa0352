import type { Kpi } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { Answer } from '../kit/Answer';
import { Definition } from '../kit/Definition';
import { TileSkeleton } from '../kit/Skeletons';
import { Delta } from '../kit/values';
import type { Format } from '../kit/format';
import { useKpis } from './queries';

/** The last days against the days before them. */
export function Kpis() {
  const { t } = usePreferences();
  const format = useFormat();
  return (
    <Answer of={useKpis()} skeleton={<TileSkeleton count={7} />}>
      {(data) => (
        <section aria-label={t('kpi.label')}>
          <p className="tiles-note faint">{t('kpi.period', { days: data.days, from: format.date(data.from), to: format.date(data.to) })}</p>
          <div className="tiles">{data.kpis.map((kpi) => <Tile key={kpi.id} kpi={kpi} />)}</div>
        </section>
      )}
    </Answer>
  );
}

function Tile({ kpi }: { kpi: Kpi }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const { interval } = kpi;
  const previous = kpi.previous == null ? null : Number(kpi.previous);
  return (
    <article className="tile">
      <h2><Definition text={say(kpi.definition)}>{say(kpi.title)}</Definition></h2>
      <p className="tile-value tabular">{kpi.value == null ? '–' : valueOf(kpi.unit, kpi.value, format)}</p>
      {kpi.value != null && (
        <p className="tile-change">
          <Delta now={Number(kpi.value)} before={previous} as={kpi.unit === 'share' ? 'points' : 'relative'} goodWhenDown={kpi.id === 'return_amount'} />
          {kpi.previous != null && <span className="faint tabular nowrap">{t('kpi.before', { value: valueOf(kpi.unit, kpi.previous, format) })}</span>}
        </p>
      )}
      {interval && <p className="faint tabular tile-interval">{t('kpi.interval', { low: valueOf(kpi.unit, interval.low, format), high: valueOf(kpi.unit, interval.high, format), level: format.share(interval.level) })}</p>}
    </article>
  );
}

function valueOf(unit: string, value: string | number, format: Format): string {
  const number = Number(value);
  if (unit === 'money') return format.money(number, Math.abs(number) >= 1000 ? 0 : 2);
  return unit === 'share' ? format.share(number) : format.number(number);
}
