import { Outlet, useLocation, useNavigation, useParams } from 'react-router';
import { useEffect } from 'react';
import { Failure } from '../kit/Failure';
import { Bar } from './bar/Bar';
import { Nav } from './Nav';
import { usePreferences } from './preferences';
import { StateGate } from './StateGate';
import { useWorkspaceQuery, WorkspaceProvider } from './workspace';

/** Every page of a workspace: navigation, the bar of what changes every answer, and the page. */
export function Frame() {
  const { workspace: id = '' } = useParams();
  const { t } = usePreferences();
  const query = useWorkspaceQuery(id);
  const busy = useNavigation().state === 'loading';
  const { pathname } = useLocation();
  useEffect(() => { window.scrollTo(0, 0); }, [pathname]);

  if (query.error && !query.data) return <main className="lone"><Failure error={query.error} retry={query.refetch} /></main>;
  if (!query.data) return null;
  return (
    <WorkspaceProvider value={query.data}>
      <a className="skip" href="#main">{t('shell.skip')}</a>
      <div className="frame">
        <Nav />
        <div className="frame-body">
          <Bar />
          <main id="main" tabIndex={-1} className={busy ? 'busy' : undefined}>
            <StateGate><Outlet /></StateGate>
          </main>
        </div>
      </div>
    </WorkspaceProvider>
  );
}
