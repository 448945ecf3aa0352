import { Link } from 'react-router';
import { usePreferences } from '../../app/preferences';
import { useMay, useSession } from '../../app/session';
import { useTitle } from '../../app/title';
import { useChoice, useHref } from '../../app/url';
import { Empty } from '../../kit/Empty';
import { Tabs } from '../../kit/Tabs';
import { Audit } from './Audit';
import { Keys } from './Keys';
import { Users } from './Users';
import '../../access/access.css';
import './access.css';

/** Who may do what here: users, keys of other programs, and what was done. */
export function AccessPage() {
  const { t } = usePreferences();
  const href = useHref();
  const { data } = useSession();
  const may = useMay('administer');
  const [tab, setTab] = useChoice('tab', ['users', 'keys', 'audit'] as const);
  useTitle(t('access.title'));
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('access.title')}</h1>
        <p className="faint"><Link to={href('data')}>{t('quality.back')}</Link></p>
      </header>
      {data?.open
        ? <div className="panel"><Empty title={t('access.open')} teach={t('access.open.teach')} /></div>
        : !may ? <div className="panel"><Empty title={t('access.not')} teach={t('access.not.teach')} /></div>
          : (
            <Tabs label={t('access.title')} value={tab} change={setTab} tabs={[{ id: 'users', title: t('access.users') }, { id: 'keys', title: t('access.keys') }, { id: 'audit', title: t('access.audit') }]}>
              {tab === 'users' ? <Users /> : tab === 'keys' ? <Keys /> : <Audit />}
            </Tabs>
          )}
    </div>
  );
}
