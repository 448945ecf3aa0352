import type { QualityOfProperty, QualityOfSource } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useFormat } from '../../app/workspace';
import { DataTable, type Column } from '../../kit/DataTable';
import { Share } from '../../kit/values';
import { Points } from './Points';
import { bandOf } from './bands';

/** One source: its score and why, what to look at, what it delivered, and its properties. */
export function SourcePanel({ source, open }: { source: QualityOfSource; open: (property: string) => void }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  return (
    <section className="panel quality" aria-label={say(source.title)}>
      <header className="quality-head">
        <Points points={source.points} large />
        <div className="panel-title">
          <h2>{say(source.title)}</h2>
          <p>{t(`quality.band.${bandOf(source.points)}`)}</p>
          {source.reasons.length > 0 && <ul className="faint quality-why">{source.reasons.map((reason) => <li key={reason.words.en}>{say(reason.words)} <span className="tabular">({format.number(-reason.points)})</span></li>)}</ul>}
        </div>
      </header>
      {source.alerts.length > 0 && (
        <ul className="alerts" aria-label={t('quality.alerts')}>
          {source.alerts.map((alert) => (
            <li key={`${alert.kind}-${alert.property ?? ''}`}>
              <b>{t(`quality.alert.${alert.kind}`)}</b>{' '}
              {alert.property !== undefined && alert.title && <><button type="button" className="plain" onClick={() => open(alert.property ?? '')}>{say(alert.title)}</button>{' '}</>}
              <span>{say(alert.words)}</span>
            </li>
          ))}
        </ul>
      )}
      <Facts source={source} />
      <Properties source={source} open={open} />
    </section>
  );
}

function Facts({ source }: { source: QualityOfSource }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const facts: [string, string][] = [
    [t('quality.events'), format.number(source.events)],
    [t('quality.period'), source.first && source.last ? t('quality.fromTo', { first: format.date(source.first), last: format.date(source.last) }) : '–'],
    [t('quality.age'), source.ageDays === undefined ? '–' : t('quality.age.value', { n: format.number(source.ageDays), late: format.number(source.lateAfterDays) })],
    [t('quality.rows'), format.number(source.rows)],
    [t('quality.aside'), format.share(source.setAside)],
    [t('quality.loads'), format.number(source.loads)],
    [t('quality.compared'), source.compared ? t('quality.compared.value', { now: format.number(source.compared.now), before: format.number(source.compared.before) }) : t('quality.compared.none')],
  ];
  return (
    <>
      <dl className="quality-facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd className="tabular">{value}</dd></div>)}</dl>
      {source.volumes.length > 1 && <p className="faint tabular quality-types">{source.volumes.map((one) => `${say(one.title)} ${format.number(one.events)}`).join(' · ')}</p>}
    </>
  );
}

function Properties({ source, open }: { source: QualityOfSource; open: (property: string) => void }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const columns: Column<QualityOfProperty>[] = [
    { id: 'name', title: t('quality.property'), cell: (p) => <button type="button" className="plain nowrap" onClick={() => open(p.name)}>{say(p.title)}</button> },
    { id: 'points', title: t('quality.points'), cell: (p) => <Points points={p.points} /> },
    { id: 'complete', title: t('quality.complete'), right: true, cell: (p) => <Share value={p.completeness} bar /> },
    { id: 'valid', title: t('quality.valid'), right: true, cell: (p) => <Share value={p.validity} /> },
    { id: 'distinct', title: t('quality.distinct'), right: true, cell: (p) => `${p.estimated ? '≈ ' : ''}${format.number(p.distinct)}` },
    { id: 'outliers', title: t('quality.outliers'), right: true, cell: (p) => (p.outliers && p.outliers.judged > 0 ? format.share(p.outliers.count / p.outliers.judged) : '–') },
    { id: 'drift', title: t('quality.psi'), right: true, cell: (p) => (p.drift ? <span className={p.drift.shifted ? 'drifted' : undefined}>{format.number(p.drift.psi, 2)}{p.drift.shifted && ` ${t('quality.shifted')}`}</span> : '–') },
    { id: 'last', title: t('quality.last'), right: true, cell: (p) => (p.last ? <span className="nowrap">{format.date(p.last)}</span> : '–') },
    { id: 'why', title: t('quality.why'), cell: (p) => <span className="faint">{p.reasons.map((reason) => say(reason.words)).join(' · ')}</span> },
  ];
  if (source.properties.length === 0) return <p className="faint">{t('quality.properties.none')}</p>;
  return <DataTable label={t('quality.properties', { source: say(source.title) })} columns={columns} rows={source.properties} keyOf={(p) => p.name} />;
}
