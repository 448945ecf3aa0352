import type { ModelCardView } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { Answer } from '../kit/Answer';
import { DataTable, type Column } from '../kit/DataTable';
import { TableSkeleton } from '../kit/Skeletons';
import { merited } from './merit';
import { useAffinityCards, useNeedCard } from './queries';

type JudgedOf = ModelCardView['judged'][number];

/** The figures of several answers beside one another, a line each. */
export function Answers({ label, judged }: { label: string; judged: readonly JudgedOf[] }) {
  const { t } = usePreferences();
  const format = useFormat();
  const columns: Column<JudgedOf>[] = [
    { id: 'who', title: t('card.judged.who'), cell: (row) => t(`card.who.${row.who}`) },
    ...(judged[0]?.figures ?? []).map(({ merit }): Column<JudgedOf> => ({
      id: merit, title: t(`merit.${merit}`), right: true,
      cell: (row) => {
        const figure = row.figures.find((each) => each.merit === merit);
        return figure ? <span title={t(`merit.${merit}.about`)}>{merited('event', merit, figure.value, format)} <small className="faint">[{merited('event', merit, figure.low, format)}–{merited('event', merit, figure.high, format)}]</small></span> : '–';
      },
    })),
  ];
  return <DataTable label={label} columns={columns} rows={judged} keyOf={(row) => row.who} />;
}

/** How good affinities and need-states have been, beside simple answers; or why there are none. */
export function InterestCards() {
  const { t, say } = usePreferences();
  const format = useFormat();
  return (
    <>
      <Answer of={useAffinityCards()} skeleton={<div className="panel"><TableSkeleton rows={5} /></div>}>
        {({ facets }) => (
          <section className="panel">
            <header className="panel-head"><div className="panel-title"><h2>{t('affinity.judged')}</h2><p className="faint">{t('affinity.judged.about')}</p></div></header>
            {facets.map((card) => (
              <div key={card.facet}>
                <h3 className="affinity-facet">{t(`affinity.${card.facet}`)}</h3>
                {card.refused
                  ? <p className="faint">{say(card.refused.reason)}</p>
                  : <>
                    <p className="faint">{t('affinity.judged.rows', { n: format.number(card.customers ?? 0), subjects: format.number(card.subjects ?? 0), days: format.number(card.halfLifeDays ?? 0), weight: format.number(card.weight ?? 0, 1), prior: format.number(card.prior ?? 0, 1) })}</p>
                    <Answers label={t(`affinity.${card.facet}`)} judged={card.judged} />
                  </>}
              </div>
            ))}
          </section>
        )}
      </Answer>
      <Answer of={useNeedCard()} skeleton={<div className="panel"><TableSkeleton rows={4} /></div>}>
        {(card) => (
          <section className="panel">
            <header className="panel-head"><div className="panel-title"><h2>{t('needs.judged')}</h2><p className="faint">{card.refused ? say(card.refused.reason) : t('needs.judged.about', { n: format.number(card.rows ?? 0), rate: format.share(card.rate ?? 0), dates: card.test.map((at) => format.date(at)).join(', ') })}</p></div></header>
            {!card.refused && <Answers label={t('needs.judged')} judged={card.judged} />}
          </section>
        )}
      </Answer>
    </>
  );
}
