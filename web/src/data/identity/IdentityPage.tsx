import { Link } from 'react-router';
import { usePreferences } from '../../app/preferences';
import { useTitle } from '../../app/title';
import { useChoice, useHref } from '../../app/url';
import { useFormat } from '../../app/workspace';
import { Answer } from '../../kit/Answer';
import { Empty } from '../../kit/Empty';
import { TableSkeleton } from '../../kit/Skeletons';
import { Tabs } from '../../kit/Tabs';
import { ByHand } from './ByHand';
import { Log } from './Log';
import { PolicyPanel } from './PolicyPanel';
import { Review } from './Review';
import { useIdentity, useMatching } from './queries';
import '../data.css';
import './identity.css';

const TABS = ['policy', 'review', 'hand', 'log'] as const;

/** Who is who: what makes identifiers one customer, what is doubtful, and all that was ever decided. */
export function IdentityPage() {
  const { t } = usePreferences();
  const format = useFormat();
  const href = useHref();
  const [tab, choose] = useChoice('tab', TABS);
  const identity = useIdentity();
  const waiting = useMatching().data?.waiting ?? 0;
  useTitle(t('identity.title'));
  return (
    <div className="page">
      <header className="page-head">
        <h1>{identity.data ? t('identity.finding', { customers: format.number(identity.data.customers), identifiers: format.number(identity.data.identifiers) }) : t('identity.title')}</h1>
        <p className="faint"><Link to={href('data')}>{t('quality.back')}</Link></p>
      </header>
      <Answer of={identity} skeleton={<div className="panel"><TableSkeleton rows={14} /></div>}>
        {(data) => data.identifiers === 0
          ? <div className="panel"><Empty title={t('identity.none')} teach={t('identity.none.teach')} action={<Link className="button" to={href('data')}>{t('quality.back')}</Link>} /></div>
          : (
            <div>
              <Tabs label={t('identity.title')} value={tab} change={choose}
                tabs={TABS.map((id) => ({ id, title: id === 'review' && waiting > 0 ? t('identity.tab.review.n', { n: format.number(waiting) }) : t(`identity.tab.${id}`) }))}>
                {tab === 'policy' && <PolicyPanel identity={data} />}
                {tab === 'review' && <Review />}
                {tab === 'hand' && <ByHand />}
                {tab === 'log' && <Log entries={data.entries} />}
              </Tabs>
            </div>
          )}
      </Answer>
    </div>
  );
}
