import type { ModelDrift, ModelRound, ModelSlice, ModelUse } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { DataTable, type Column } from '../kit/DataTable';
import { Share } from '../kit/values';
import { merited, scored, type Kind, type Merit } from './merit';

const FAR = 0.25;

/** What the model used, the weightiest first. */
export function Uses({ uses }: { uses: readonly ModelUse[] }) {
  const { t, say } = usePreferences();
  const direction = (use: ModelUse) => t(use.direction > 0 ? 'card.use.up' : use.direction < 0 ? 'card.use.down' : 'card.use.both');
  const columns: Column<ModelUse>[] = [
    { id: 'feature', title: t('card.use'), cell: (use) => <span title={use.text}>{say(use.aloud)}</span> },
    { id: 'share', title: t('card.use.share'), right: true, cell: (use) => <Share value={use.share} bar /> },
    { id: 'direction', title: t('card.use.direction'), cell: direction },
  ];
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('card.uses')}</h2><p className="faint">{t(uses.length > 0 ? 'card.uses.about' : 'card.uses.none')}</p></div></header>
      {uses.length > 0 && <DataTable label={t('card.uses')} columns={columns} rows={uses.filter((use) => use.share > 0)} keyOf={(use) => use.feature} maxHeight={420} />}
    </section>
  );
}

/** The same procedure at other times. */
export function Stability({ rounds, kind, merit }: { rounds: readonly ModelRound[]; kind: Kind; merit: Merit | undefined }) {
  const { t } = usePreferences();
  const format = useFormat();
  if (rounds.length === 0 || !merit) return null;
  const figure = (value: number | undefined) => (value === undefined ? '–' : merited(kind, merit, value, format));
  const columns: Column<ModelRound>[] = [
    { id: 'at', title: t('card.at'), cell: (round) => format.date(round.at) },
    { id: 'rows', title: t('card.customers'), right: true, cell: (round) => format.number(round.rows) },
    { id: 'model', title: t('card.who.model'), right: true, cell: (round) => <b>{figure(round.model)}</b> },
    { id: 'rfm', title: t('card.who.rfm'), right: true, cell: (round) => figure(round.rfm) },
    { id: 'naive', title: t('card.who.naive'), right: true, cell: (round) => figure(round.naive) },
  ];
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('card.stability')}</h2><p className="faint">{t('card.stability.about', { merit: t(`merit.${merit}`) })}</p></div></header>
      <DataTable label={t('card.stability')} columns={columns} rows={rounds} keyOf={(round) => round.at} />
    </section>
  );
}

/** Which features have moved since training. */
export function Drift({ drift }: { drift: readonly ModelDrift[] }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  if (drift.length === 0) return null;
  const far = drift.filter((each) => each.index > FAR).length;
  const columns: Column<ModelDrift>[] = [
    { id: 'feature', title: t('card.use'), cell: (each) => say(each.aloud) },
    { id: 'index', title: t('card.drift.index'), right: true, cell: (each) => <span className={each.index > FAR ? 'shrunk' : undefined}>{format.number(each.index, 3)}</span> },
  ];
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('card.drift')}</h2><p className="faint">{t('card.drift.about', { n: drift.length, far })}</p></div></header>
      <DataTable label={t('card.drift')} columns={columns} rows={drift} keyOf={(each) => each.feature} maxHeight={260} />
    </section>
  );
}

/** The held-out customers by declared groups. */
export function Slices({ slices, kind }: { slices: readonly ModelSlice[]; kind: Kind }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  if (slices.length === 0) return null;
  const merit = kind === 'event' || kind === 'alive' ? 'auc' : 'rank';
  const columns: Column<ModelSlice>[] = [
    { id: 'value', title: t('card.slice'), cell: (slice) => <>{slice.value || '–'} <small className="faint">{say(slice.aloud)}</small></> },
    { id: 'rows', title: t('card.customers'), right: true, cell: (slice) => format.number(slice.rows) },
    { id: 'predicted', title: t('card.tenth.predicted'), right: true, cell: (slice) => scored(kind, slice.predicted, format) },
    { id: 'actual', title: t('card.tenth.actual'), right: true, cell: (slice) => scored(kind, slice.actual, format) },
    { id: 'merit', title: t(`merit.${merit}`), right: true, cell: (slice) => (slice.merit === undefined ? '–' : format.number(slice.merit, 3)) },
  ];
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('card.slices')}</h2><p className="faint">{t('card.slices.about')}</p></div></header>
      <DataTable label={t('card.slices')} columns={columns} rows={slices} keyOf={(slice) => `${slice.group} ${slice.value}`} maxHeight={360} />
    </section>
  );
}
