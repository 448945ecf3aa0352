import type { Source } from '../api/types';
import { Link, useSearchParams } from 'react-router';
import { usePreferences } from '../app/preferences';
import { useTitle } from '../app/title';
import { useChange, useHref } from '../app/url';
import { Answer } from '../kit/Answer';
import { Empty } from '../kit/Empty';
import { TableSkeleton } from '../kit/Skeletons';
import { Flow } from './Flow';
import { Loads } from './Loads';
import { Quarantine } from './Quarantine';
import { useSources } from './queries';
import './data.css';

/** Can the numbers be trusted: what came in, what was kept, and why not the rest. */
export function DataPage() {
  const { t } = usePreferences();
  const [search] = useSearchParams();
  const change = useChange();
  const href = useHref();
  useTitle(t('nav.data'));
  const aside = search.get('aside') ?? undefined;
  return (
    <div className="page">
      <header className="page-head"><h1>{t('data.title')}</h1><p className="faint"><Link to={href('data/sources/new')}>{t('wizard.open')}</Link>{' · '}<Link to={href('data/quality')}>{t('quality.open')}</Link>{' · '}<Link to={href('data/identity')}>{t('identity.open.link')}</Link>{' · '}<Link to={href('data/live')}>{t('live.open')}</Link>{' · '}<Link to={href('data/access')}>{t('access.open.link')}</Link>{' · '}<Link to={href('data/privacy')}>{t('privacy.open')}</Link></p></header>
      <Answer of={useSources()} skeleton={<div className="panel"><TableSkeleton rows={12} /></div>}>
        {(data) => data.sources.length === 0
          ? <div className="panel"><Empty title={t('data.none')} teach={t('data.none.teach')} action={<Link className="button" to={href('data/sources/new')}>{t('wizard.open')}</Link>} /></div>
          : (
            <div className="sources">
              {data.sources.map((source) => <OneSource key={source.id} source={source} />)}
              <Quarantine source={data.sources.find((s) => s.id === aside)} reason={search.get('reason') ?? undefined} choose={(reason) => change({ reason }, { replace: true })} close={() => change({ aside: undefined, reason: undefined })} />
            </div>
          )}
      </Answer>
    </div>
  );
}

function OneSource({ source }: { source: Source }) {
  const { t, say } = usePreferences();
  const change = useChange();
  return (
    <article className="source" aria-label={say(source.title)}>
      <header><h2 className="source-title">{say(source.title)}</h2>{source.credit && <p className="faint">{say(source.credit)}</p>}</header>
      <Flow loads={source.loads} look={(reason) => change({ aside: source.id, reason })} />
      {source.notes.length > 0 && (
        <section className="panel">
          <h3>{t('data.notes')}</h3>
          <ul className="notes">{source.notes.map((note) => <li key={note.en}>{say(note)}</li>)}</ul>
        </section>
      )}
      <Loads loads={source.loads} />
    </article>
  );
}
