import { Link } from 'react-router';
import type { ModelRow } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useTitle } from '../app/title';
import { useHref } from '../app/url';
import { useFormat, useWorkspace } from '../app/workspace';
import { Act } from '../kit/Act';
import { Answer } from '../kit/Answer';
import { DataTable, type Column } from '../kit/DataTable';
import { Empty } from '../kit/Empty';
import { TableSkeleton } from '../kit/Skeletons';
import { InterestCards } from './InterestCards';
import { LookAlikes } from './LookAlikes';
import { isBetter, merited } from './merit';
import { useFit, useModels } from './queries';
import { Recommendations } from './Recommendations';
import { Alarms } from './Watch';
import './predictions.css';

/** All models: what each is worth beside simple rules, or why there is none. */
export function PredictionsPage() {
  const { t } = usePreferences();
  const { status } = useWorkspace();
  const fit = useFit();
  useTitle(t('nav.predictions'));
  const working = status.state === 'working';
  const begin = <Act right="operate" type="primary" disabled={working} loading={fit.isPending} onClick={() => fit.mutate([])}>{t('predictions.fit')}</Act>;
  return (
    <div className="page">
      <header className="page-head page-head-row">
        <div><h1>{t('predictions.title')}</h1><p className="faint">{t('predictions.about')}</p></div>
        {begin}
      </header>
      <Answer of={useModels()} skeleton={<div className="panel"><TableSkeleton rows={10} /></div>}>
        {({ models }) => (
          <div className="model">
            {!working && models.every((m) => m.version === undefined) && <div className="panel"><Empty title={t('predictions.none')} teach={t('predictions.none.teach')} /></div>}
            <ModelTable models={models} />
            <Recommendations />
            <InterestCards />
            <LookAlikes />
          </div>
        )}
      </Answer>
    </div>
  );
}

function ModelTable({ models }: { models: readonly ModelRow[] }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const href = useHref();
  const figure = (m: ModelRow, value: number | undefined) => (m.merit === undefined || value === undefined ? '–' : merited(m.kind, m.merit, value, format));
  const state = (m: ModelRow) => {
    if (m.refused) return <span className="refused"><b>{t('predictions.refused')}</b> {say(m.refused.reason)}</span>;
    if (m.version === undefined) return <span className="faint">{t('predictions.state.none')}</span>;
    return <>{t(m.verdict === 'not_better' ? 'predictions.state.kept' : 'predictions.state.ready')}{m.asOf && <span className="faint"> {format.date(m.asOf)}</span>}{m.alarms.length > 0 && <Alarms alarms={m.alarms} />}</>;
  };
  const columns: Column<ModelRow>[] = [
    { id: 'model', title: t('predictions.model'), width: '30%', cell: (m) => <><Link className="ink" to={href(`predictions/${m.model}`)}>{say(m.title)}</Link><p className="faint model-about">{say(m.description)}</p></>, raw: (m) => m.model },
    { id: 'merit', title: t('predictions.merit'), cell: (m) => (m.merit ? <span title={t(`merit.${m.merit}.about`)}>{t(`merit.${m.merit}`)}</span> : '–') },
    { id: 'value', title: t('predictions.value'), right: true, cell: (m) => <b className={m.merit && m.value !== undefined && m.rfm !== undefined && isBetter(m.merit, m.value, m.rfm) ? 'grown' : undefined}>{figure(m, m.value)}</b> },
    { id: 'rfm', title: t('predictions.rfm'), right: true, cell: (m) => figure(m, m.rfm) },
    { id: 'naive', title: t('predictions.naive'), right: true, cell: (m) => figure(m, m.naive) },
    { id: 'state', title: t('predictions.state'), width: '28%', cell: state },
  ];
  return <section className="panel"><DataTable label={t('predictions.title')} columns={columns} rows={models} keyOf={(m) => m.model} stacks /></section>;
}
