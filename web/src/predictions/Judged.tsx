import type { ModelCardView } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { DataTable, type Column } from '../kit/DataTable';
import { isBetter, merited, type Kind, type Merit } from './merit';

type Who = ModelCardView['judged'][number]['who'];

/** The figures of the model beside those of the simple rules, on the same held-out customers. */
export function Judged({ kind, card }: { kind: Kind; card: ModelCardView }) {
  const { t } = usePreferences();
  const format = useFormat();
  const merits = card.judged[0]?.figures.map((f) => f.merit) ?? [];
  const figure = (who: Who, merit: Merit) => card.judged.find((j) => j.who === who)?.figures.find((f) => f.merit === merit);
  const columns: Column<Merit>[] = [
    { id: 'merit', title: t('card.figure'), cell: (m) => <>{t(`merit.${m}`)} <small className="faint">{t(`merit.${m}.about`)}</small></> },
    ...card.judged.map(({ who }): Column<Merit> => ({
      id: who, title: t(`card.who.${who}`), right: true,
      cell: (m) => {
        const f = figure(who, m);
        const named = <span className="narrow-only faint">{t(`card.who.${who}`)} </span>;
        if (!f) return <>{named}–</>;
        const value = merited(kind, m, f.value, format);
        return <>{named}{who === 'model' ? <b>{value}</b> : value} <small className="faint">[{merited(kind, m, f.low, format)}–{merited(kind, m, f.high, format)}]</small></>;
      },
    })),
  ];
  const first = merits[0];
  const against = (who: Who) => {
    const own = first && figure('model', first);
    const other = first && figure(who, first);
    return !own || !other || isBetter(first, own.value, other.value);
  };
  const title = !against('naive') ? 'card.judged.worse' : !against('rfm') ? 'card.judged.mixed' : 'card.judged.better';
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t(title)}</h2><p className="faint">{t('card.judged.about')}</p></div></header>
      <DataTable label={t('card.judged')} columns={columns} rows={merits} keyOf={(m) => m} stacks />
    </section>
  );
}
