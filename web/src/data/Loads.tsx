import type { Load } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { DataTable, type Column } from '../kit/DataTable';
import { sum } from './totals';

/** Each import of a source, with how long it took. */
export function Loads({ loads }: { loads: readonly Load[] }) {
  const { t } = usePreferences();
  const format = useFormat();
  const columns: Column<Load>[] = [
    { id: 'number', title: t('data.load.number'), cell: (l) => format.number(l.number) },
    { id: 'file', title: t('data.load.file'), cell: (l) => l.file },
    { id: 'started', title: t('data.load.started'), cell: (l) => <span className="nowrap">{format.instant(l.startedAt)}</span> },
    { id: 'seconds', title: t('data.load.seconds'), right: true, cell: (l) => format.duration(l.seconds) },
    { id: 'rows', title: t('data.load.rows'), right: true, cell: (l) => format.number(l.rows) },
    { id: 'rate', title: t('data.load.rate'), right: true, cell: (l) => (l.seconds > 0 ? format.number(l.rows / l.seconds) : '–') },
    { id: 'kept', title: t('data.load.kept'), right: true, cell: (l) => format.number(sum(l.kept)) },
    { id: 'aside', title: t('data.load.aside'), right: true, cell: (l) => format.number(sum(l.quarantined)) },
    { id: 'first', title: t('data.load.first'), right: true, cell: (l) => (l.firstEvent ? <span className="nowrap">{format.instant(l.firstEvent)}</span> : '–') },
    { id: 'last', title: t('data.load.last'), right: true, cell: (l) => (l.lastEvent ? <span className="nowrap">{format.instant(l.lastEvent)}</span> : '–') },
  ];
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('data.loads')}</h2></div></header>
      <DataTable label={t('data.loads')} columns={columns} rows={loads} keyOf={(l) => String(l.number)} />
    </section>
  );
}
