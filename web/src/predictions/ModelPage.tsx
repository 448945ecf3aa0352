import { Link, useParams } from 'react-router';
import type { ModelCardView, ModelPage as Page, ModelRow } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useTitle } from '../app/title';
import { useHref } from '../app/url';
import { useFormat, useWorkspace } from '../app/workspace';
import { Act } from '../kit/Act';
import { Answer } from '../kit/Answer';
import { DataTable, type Column } from '../kit/DataTable';
import { Empty } from '../kit/Empty';
import { ChartSkeleton, TableSkeleton } from '../kit/Skeletons';
import { Calibration, Gain, Scores } from './Charts';
import { Judged } from './Judged';
import { foretold, merited, scored, type Kind } from './merit';
import { useFit, useModel, useScores } from './queries';
import { Drift, Slices, Stability, Uses } from './Tables';
import { Watch } from './Watch';
import './predictions.css';

/** The card of one model. */
export function ModelPage() {
  const { t, say } = usePreferences();
  const href = useHref();
  const { model = '' } = useParams();
  const { status } = useWorkspace();
  const fit = useFit();
  const query = useModel(model, undefined);
  const title = query.data ? say(query.data.model.title) : model;
  useTitle(title);
  return (
    <div className="page">
      <header className="page-head page-head-row">
        <div>
          <p className="faint crumb"><Link to={href('predictions')}>{t('card.crumb')}</Link> / {title}</p>
          <h1>{title}</h1>
          {query.data && <p className="faint">{say(query.data.model.description)}</p>}
        </div>
        <Act right="operate" disabled={status.state === 'working'} loading={fit.isPending} onClick={() => fit.mutate([model])}>{t('predictions.fit.one')}</Act>
      </header>
      <Answer of={query} skeleton={<><div className="panel"><TableSkeleton rows={6} /></div><div className="panel"><ChartSkeleton height={280} /></div></>}>
        {(page) => <Body page={page} />}
      </Answer>
    </div>
  );
}

function Body({ page }: { page: Page }) {
  const { t, say } = usePreferences();
  const { model, card } = page;
  if (!card) {
    return (
      <div className="panel">
        {model.refused
          ? <Empty title={`${t('predictions.refused')}: ${model.refused.code}`} teach={say(model.refused.reason)} />
          : <Empty title={t('predictions.none')} teach={t('predictions.none.teach')} />}
      </div>
    );
  }
  return (
    <div className="model">
      {card.origin.learner === 'onnx' && <p className="panel foreign">{t('card.foreign')}</p>}
      <Judged kind={model.kind} card={card} />
      <div className="pair"><Gain tenths={card.tenths} kind={model.kind} />{model.kind === 'alive' ? <Scores bins={card.scores} kind={model.kind} /> : <Calibration tenths={card.tenths} kind={model.kind} />}</div>
      <Uses uses={card.uses} />
      {page.monitoring && <Watch look={page.monitoring} alarms={model.alarms} kind={model.kind} />}
      <div className="pair"><Stability rounds={card.stability} kind={model.kind} merit={model.merit} /><Drift drift={card.drift} /></div>
      <Slices slices={card.slices} kind={model.kind} />
      <div className="pair">{model.kind !== 'alive' && <Scores bins={card.scores} kind={model.kind} />}<Top model={model} /></div>
      <Data card={card} kind={model.kind} model={model.model} />
      <Fits page={page} />
    </div>
  );
}

function Data({ card, kind, model }: { card: ModelCardView; kind: Kind; model: string }) {
  const { t, say } = usePreferences();
  const href = useHref();
  const format = useFormat();
  const { origin } = card;
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('card.data')}</h2></div></header>
      <dl className="card-facts">
        <dt>{t('card.whom')}</dt><dd>{say(card.population.aloud)} <code>{card.population.text}</code></dd>
        {card.label && <><dt>{t('card.what')}</dt><dd>{say(card.label.aloud)} <code>{card.label.text}</code></dd></>}
        {kind === 'event' && <><dt>{t('tree.title')}</dt><dd><Link to={href('segments/tree', { model })}>{t('card.tree')}</Link></dd></>}
        <dt>{t('card.horizon')}</dt><dd>{t('card.days', { n: card.horizonDays })}</dd>
        <dt>{t('card.learned')}</dt>
        <dd>{card.training.map((c) => <p key={c.at}>{t('card.learned.rows', { at: format.date(c.at), n: format.number(c.rows), mean: scored(foretold(kind), c.mean, format) })}</p>)}</dd>
        <dt>{t('card.test')}</dt>
        <dd>{t('card.test.rows', { n: format.number(card.test.rows), at: format.date(card.test.at), end: format.date(card.asOf), mean: scored(foretold(kind), card.test.mean, format) })}</dd>
        {card.sampled < 1 && <><dt>{t('card.sampled')}</dt><dd>{format.share(card.sampled)}</dd></>}
        {card.leftOut.length > 0 && <><dt>{t('card.leftOut')}</dt><dd>{t('card.leftOut.about', { names: card.leftOut.join(', ') })}</dd></>}
        {origin.learner && <><dt>{t('card.learner')}</dt><dd>{t(`card.learner.${origin.learner}`)}{origin.calibration && origin.learner !== 'onnx' && <>, {t(`card.calibrated.${origin.calibration}`)}</>}</dd></>}
        <dt>{t('card.origin')}</dt>
        <dd>{t('card.origin.about', { algorithm: origin.algorithm, seed: origin.seed, rows: format.number(origin.rows), columns: origin.columns, data: origin.data, at: format.instant(origin.fittedAt) })}</dd>
      </dl>
    </section>
  );
}

function Fits({ page }: { page: Page }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const columns: Column<Page['fits'][number]>[] = [
    { id: 'version', title: t('card.fits'), cell: (f) => t('card.fit', { n: f.version }) },
    { id: 'asOf', title: t('predictions.asOf'), cell: (f) => format.instant(f.asOf) },
    { id: 'value', title: page.model.merit ? t(`merit.${page.model.merit}`) : t('card.figure'), right: true, cell: (f) => (f.value === undefined || !page.model.merit ? '–' : merited(page.model.kind, page.model.merit, f.value, format)) },
    { id: 'verdict', title: t('predictions.state'), cell: (f) => (f.refused ? say(f.refused.reason) : f.verdict ? t(`card.verdict.${f.verdict}`) : '–') },
  ];
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('card.fits')}</h2></div></header>
      <DataTable label={t('card.fits')} columns={columns} rows={page.fits} keyOf={(f) => `${f.version}`} />
    </section>
  );
}

function Top({ model }: { model: ModelRow }) {
  const { t } = usePreferences();
  const format = useFormat();
  const href = useHref();
  const { data } = useScores(model.model, model.version !== undefined);
  return (
    <section className="panel">
      <header className="panel-head"><div className="panel-title"><h2>{t('card.top')}</h2>{data && <p className="faint">{t('card.scores.about', { n: format.number(data.customers) })}</p>}</div></header>
      {data
        ? <DataTable label={t('card.top')} maxHeight={300} rows={data.scores} keyOf={(s) => s.customer} columns={[
          { id: 'customer', title: t('word.customers'), cell: (s) => <Link className="ink tabular" to={href(`customers/${encodeURIComponent(s.customer)}`)}>{s.customer}</Link> },
          { id: 'score', title: t('card.score'), right: true, cell: (s) => scored(model.kind, s.score, format) },
        ]} />
        : <TableSkeleton rows={6} />}
    </section>
  );
}
