import type { RecommendationQuality } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { Answer } from '../kit/Answer';
import { DataTable, type Column } from '../kit/DataTable';
import { TableSkeleton } from '../kit/Skeletons';
import { useRecommendations } from './queries';

interface Row extends RecommendationQuality { what: string }

/** How good lists of recommended items have been, beside simple lists; or why there are none. */
export function Recommendations() {
  const { t, say } = usePreferences();
  const format = useFormat();
  return (
    <Answer of={useRecommendations()} skeleton={<div className="panel"><TableSkeleton rows={5} /></div>}>
      {({ card, refused, horizonDays }) => {
        const rows: Row[] = card
          ? [...card.all.map((each) => ({ ...each, what: t('recommended.all') })), ...card.fresh.map((each) => ({ ...each, what: t('recommended.fresh', { n: format.number(card.newcomers) }) }))]
          : [];
        const columns: Column<Row>[] = [
          { id: 'who', title: t('recommended.list'), cell: (row) => <>{t(`recommended.who.${row.who}`)} <small className="faint">{row.what}</small></> },
          { id: 'hit', title: t('recommended.hit'), right: true, cell: (row) => format.share(row.hit) },
          { id: 'recall', title: t('recommended.recall'), right: true, cell: (row) => format.share(row.recall) },
          { id: 'ndcg', title: 'nDCG', right: true, cell: (row) => format.number(row.ndcg, 3) },
        ];
        return (
          <section className="panel">
            <header className="panel-head"><div className="panel-title"><h2>{t('recommended.judged')}</h2><p className="faint">{card ? t('recommended.judged.about', { days: horizonDays, n: format.number(card.customers), items: format.number(card.items) }) : refused && say(refused.reason)}</p></div></header>
            {card && <DataTable label={t('recommended.judged')} columns={columns} rows={rows} keyOf={(row) => `${row.who} ${row.what}`} />}
          </section>
        );
      }}
    </Answer>
  );
}
