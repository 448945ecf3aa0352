import { Link } from 'react-router';
import type { Live } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useTitle } from '../../app/title';
import { useHref } from '../../app/url';
import { useFormat } from '../../app/workspace';
import { Answer } from '../../kit/Answer';
import { Empty } from '../../kit/Empty';
import { TableSkeleton } from '../../kit/Skeletons';
import { Arrivals } from './Arrivals';
import { Triggers } from './Triggers';
import { useLive } from './queries';
import './live.css';

/** What arrives at this moment: each message, whom it is taken for, and what is wrong with it. */
export function LivePage() {
  const { t } = usePreferences();
  const href = useHref();
  useTitle(t('live.title'));
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('live.title')}</h1>
        <p className="faint"><Link to={href('data')}>{t('quality.back')}</Link></p>
      </header>
      <Answer of={useLive()} skeleton={<div className="panel"><TableSkeleton rows={12} /></div>}>
        {(live) => live.sources.length === 0
          ? <div className="panel"><Empty title={t('live.none')} teach={t('live.none.teach')} /></div>
          : <div className="live"><State live={live} /><Arrivals live={live} /><Triggers /></div>}
      </Answer>
    </div>
  );
}

function State({ live }: { live: Live }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const state = !live.collecting ? 'off' : live.problem !== undefined ? 'failing' : live.narrow ? 'narrow' : 'on';
  return (
    <section className="panel" aria-label={t('live.state')}>
      <p className={`live-state ${state}`} role="status"><i aria-hidden="true" />{t(`live.state.${state}`)}</p>
      <dl className="live-facts">
        <div><dt>{t('live.waiting')}</dt><dd className="tabular">{t('live.waiting.value', { n: format.number(live.waitingBytes / 1024, 0) })}</dd></div>
        <div><dt>{t('live.refused')}</dt><dd className="tabular">{format.number(live.refused)}</dd></div>
        {live.sources.map((source) => (
          <div key={source.id}><dt>{t('live.keys', { source: say(source.title) })}</dt><dd>{source.keys.map((key) => <code key={key} className="live-key">{key}</code>)}</dd></div>
        ))}
      </dl>
    </section>
  );
}
