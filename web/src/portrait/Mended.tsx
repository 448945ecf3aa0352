import type { ChangedField, EventRow } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { DataTable, type Column } from '../kit/DataTable';
import { Failure } from '../kit/Failure';
import { useReading } from './Changed';
import { useMended } from './queries';

interface Row { event: EventRow; field: ChangedField }

/** What was mended from other evidence, or is held suspect: raw value, value now, rule and evidence. Nothing stands here where nothing was. */
export function Mended({ customer }: { customer: string }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const reading = useReading();
  const { data, error, refetch } = useMended(customer);
  if (error && !data) return <section className="panel"><Failure error={error} retry={refetch} /></section>;
  const rows: Row[] = (data?.events ?? []).flatMap((event) => event.changed.filter((field) => field.kind !== 'cleaned').map((field) => ({ event, field })));
  if (rows.length === 0) return null;
  const columns: Column<Row>[] = [
    { id: 'what', title: t('mended.what'), cell: ({ field }) => say(field.title) },
    { id: 'raw', title: t('mended.raw'), cell: ({ field }) => <span className={field.kind === 'mended' ? 'tabular mended-raw' : 'tabular'}>{field.raw || t('mended.empty')}</span> },
    { id: 'now', title: t('mended.now'), cell: ({ event, field }) => (field.kind === 'suspect' ? <span className="faint">{reading(field, [])}</span> : <b className="tabular">{reading(field, event.properties)}</b>) },
    { id: 'rule', title: t('mended.rule'), cell: ({ field }) => field.rules.map((rule) => say(rule)).join(' · ') },
    {
      id: 'evidence', title: t('mended.evidence'), cell: ({ field }) => (field.suspect
        ? t('mended.suspect.about', { why: say(field.suspect) })
        : field.evidence ? t('mended.says', { column: say(field.evidence.title), value: field.evidence.reads }) : '–'),
    },
    { id: 'when', title: t('mended.when'), cell: ({ event }) => <span className="tabular nowrap">{format.instant(event.at)}</span> },
  ];
  return (
    <section className="panel" id="mended">
      <header className="panel-head"><div className="panel-title"><h2>{t('mended.title')}</h2><p className="faint">{t('mended.about')}</p></div></header>
      <DataTable label={t('mended.title')} columns={columns} rows={rows} keyOf={({ event, field }) => `${event.id}-${field.column}`} maxHeight={320} stacks />
    </section>
  );
}
