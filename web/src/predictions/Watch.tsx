import type { ModelFigure, ModelMoved, ModelShift, MonitoringView } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { DataTable, type Column } from '../kit/DataTable';
import type { ModelAlarm } from '../api/types';
import { merited, type Kind } from './merit';

/** What somebody should look at, one line each. */
export function Alarms({ alarms }: { alarms: readonly ModelAlarm[] }) {
  const { say } = usePreferences();
  return <ul className="watch-alarms">{alarms.map((alarm) => <li key={alarm.kind}>{say(alarm.words)}</li>)}</ul>;
}

/** How the version in force has done since its fit: what has moved, and what came of what it said. */
export function Watch({ look, alarms, kind }: { look: MonitoringView; alarms: readonly ModelAlarm[]; kind: Kind }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const moved = (shift: ModelShift) => t(shift.much ? 'card.watch.much' : shift.shifted ? 'card.watch.shifted' : 'card.watch.steady');
  const columns: Column<ModelMoved>[] = [
    { id: 'feature', title: t('card.use'), cell: (each) => say(each.aloud) },
    { id: 'index', title: t('card.watch.index'), right: true, cell: (each) => format.number(each.shift.index, 3) },
    { id: 'moved', title: t('card.watch.moved'), cell: (each) => <span className={each.shift.much ? 'shrunk' : undefined}>{moved(each.shift)}</span> },
  ];
  return (
    <>
      <section className="panel">
        <header className="panel-head">
          <div className="panel-title">
            <h2>{t(alarms.length > 0 ? 'card.watch' : 'card.watch.calm')}</h2>
            <p className="faint">{t('card.watch.about', { asOf: format.instant(look.asOf), fittedAsOf: format.instant(look.fittedAsOf), before: format.number(look.before), now: format.number(look.now) })}</p>
          </div>
        </header>
        {alarms.length > 0 && <Alarms alarms={alarms} />}
        <p>{look.scores ? <>{t('card.watch.scores')}: <b className={look.scores.much ? 'shrunk' : undefined}>{moved(look.scores)}</b> <span className="faint tabular">({format.number(look.scores.index, 3)})</span></> : t('card.watch.few')}</p>
      </section>
      <div className="pair">
        <Realised look={look} kind={kind} />
        {look.features.length > 0 && (
          <section className="panel">
            <header className="panel-head"><div className="panel-title"><h2>{t('card.watch.features')}</h2><p className="faint">{t('card.watch.features.about')}</p></div></header>
            <DataTable label={t('card.watch.features')} columns={columns} rows={look.features} keyOf={(each) => each.feature} maxHeight={300} />
          </section>
        )}
      </div>
    </>
  );
}

function Realised({ look, kind }: { look: MonitoringView; kind: Kind }) {
  const { t } = usePreferences();
  const format = useFormat();
  const { realised } = look;
  const range = (figure: ModelFigure | undefined) => (figure ? <>{merited(kind, figure.merit, figure.value, format)} <small className="faint">[{merited(kind, figure.merit, figure.low, format)}–{merited(kind, figure.merit, figure.high, format)}]</small></> : '–');
  const columns: Column<ModelFigure>[] = [
    { id: 'merit', title: t('card.figure'), cell: (figure) => t(`merit.${figure.merit}`) },
    { id: 'stated', title: t('card.realised.stated'), right: true, cell: (figure) => range(realised?.stated.find((each) => each.merit === figure.merit)) },
    { id: 'reached', title: t('card.realised.reached'), right: true, cell: (figure) => <span className={realised?.fellShort && figure === realised.reached[0] ? 'shrunk' : undefined}>{range(figure)}</span> },
  ];
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('card.realised')}</h2><p className="faint">{realised ? t('card.realised.about', { at: format.date(realised.at), n: format.number(realised.rows), end: format.date(look.asOf) }) : t('card.realised.none')}</p></div></header>
      {realised && <DataTable label={t('card.realised')} columns={columns} rows={realised.reached} keyOf={(figure) => figure.merit} />}
    </section>
  );
}
