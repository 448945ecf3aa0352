import { Link } from 'react-router';
import type { SegmentGroup } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useTitle } from '../app/title';
import { useHref } from '../app/url';
import { useFormat } from '../app/workspace';
import { Answer } from '../kit/Answer';
import { Empty } from '../kit/Empty';
import { TableSkeleton } from '../kit/Skeletons';
import { RuleTable } from './RuleTable';
import { SegmentTable } from './SegmentTable';
import { useSegmentList } from './queries';
import { Versions } from './Versions';
import './segments.css';

/** Which groups are there, how big are they, what are they worth? */
export function SegmentsPage() {
  const { t } = usePreferences();
  const format = useFormat();
  const query = useSegmentList();
  const href = useHref();
  useTitle(t('nav.segments'));
  return (
    <div className="page">
      <header className="page-head page-head-row">
        <div>
          <h1>{t('segments.title')}</h1>
          <p className="faint">{query.data ? t('segments.about', { at: format.instant(query.data.asOf) }) : '\u00a0'}</p>
        </div>
        <div className="rule-tools"><Link className="button" to={href('segments/clusters')}>{t('clusters.title')}</Link><Link className="button" to={href('segments/tree')}>{t('tree.title')}</Link></div>
      </header>
      <Answer of={query} skeleton={<>{[8, 5, 3].map((rows) => <div className="panel" key={rows}><TableSkeleton rows={rows} /></div>)}</>}>
        {(data) => (
          <div className="segments">
            <RuleTable rules={data.rules} />
            {data.groups.length === 0 && <div className="panel"><Empty title={t('segments.none')} teach={t('segments.none.teach')} /></div>}
            {data.groups.map((group) => <Group key={group.tag} group={group} />)}
          </div>
        )}
      </Answer>
      <Versions />
    </div>
  );
}

function Group({ group }: { group: SegmentGroup }) {
  const { t, say } = usePreferences();
  const href = useHref();
  return (
    <section className="panel">
      <header className="panel-head">
        <div className="panel-title"><h2>{say(group.title)}</h2><p className="faint">{say(group.description)}</p></div>
        {group.tag === 'rfm_class' && <Link className="button" to={href('segments/rfm')}>{t('segments.rfm')}</Link>}
      </header>
      <SegmentTable group={group} />
    </section>
  );
}
