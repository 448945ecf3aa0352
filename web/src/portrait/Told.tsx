import type { TraitRow } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { DataTable, type Column } from '../kit/DataTable';
import { Failure } from '../kit/Failure';
import { useTold } from './queries';

/** What sources tell of a customer: what counts, who says otherwise, what was told before. Nothing stands here where nothing was told. */
export function Told({ customer }: { customer: string }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const { data, error, refetch } = useTold(customer);
  if (error && !data) return <section className="panel"><Failure error={error} retry={refetch} /></section>;
  if (!data || data.traits.length === 0) return null;
  const title = (trait: TraitRow, source: string) => {
    const told = trait.bySource.find((one) => one.source === source);
    return told ? say(told.sourceTitle) : source;
  };
  const columns: Column<TraitRow>[] = [
    { id: 'trait', title: t('told.trait'), cell: (r) => say(r.title) },
    { id: 'holds', title: t('told.holds'), cell: (r) => <b className="tabular">{r.holds}</b> },
    { id: 'source', title: t('told.source'), cell: (r) => title(r, r.source) },
    {
      id: 'others', title: t('told.others'), cell: (r) => (r.contradicted
        ? r.bySource.filter((one) => one.value !== r.holds).map((one) => <span key={one.source} className="told-other">{say(one.sourceTitle)}: <b className="tabular">{one.value}</b> <span className="faint nowrap">{format.instant(one.at)}</span></span>)
        : <span className="faint">{t('told.agree')}</span>),
    },
    {
      id: 'before', title: t('told.before'), cell: (r) => (r.history.length > r.bySource.length
        ? <details><summary>{format.number(r.history.length)}</summary><ul className="told-history">{r.history.map((one, i) => <li key={i}><span className="nowrap tabular">{format.instant(one.at)}</span> {say(one.sourceTitle)}: {one.value}</li>)}</ul></details>
        : '–'),
    },
  ];
  return (
    <section className="panel" id="told">
      <header className="panel-head"><div className="panel-title"><h2>{t('told.title')}</h2><p className="faint">{t('told.about')}</p></div></header>
      <DataTable label={t('told.title')} columns={columns} rows={data.traits} keyOf={(r) => r.name} maxHeight={360} stacks />
    </section>
  );
}
