import { useLocation } from 'react-router';
import { useSession } from '../session';
import { usePreferences } from '../preferences';
import { useWorkspace, useFormat } from '../workspace';
import { Account } from './Account';
import { AsOf, TravelMark } from './AsOf';
import { Languages, Themes } from './Choices';
import { Population } from './Population';
import { Search } from './Search';
import { WorkspaceSwitch } from './WorkspaceSwitch';

/** The pages whose answers a population changes. */
const POPULATED = /\/(overview|customers|segments\/rfm)$/;
const TIMELESS = /\/data$/;

export function Bar() {
  const { t, say } = usePreferences();
  const workspace = useWorkspace();
  const format = useFormat();
  const { pathname } = useLocation();
  return (
    <>
      <header className="bar">
        <WorkspaceSwitch />
        <Population disabled={!POPULATED.test(pathname)} />
        <AsOf disabled={TIMELESS.test(pathname)} />
        <Search />
        <Languages />
        <Themes />
        <Account />
      </header>
      <TravelMark />
      <p className="zone faint">
        {workspace.clock === 'fixed' ? t('bar.fixed', { at: format.instant(workspace.now) }) : null} {t('bar.zone', { zone: workspace.zone })}
        {workspace.simulated ? ` ${t('bar.simulated')}` : ''}{workspace.credit ? ` ${say(workspace.credit)}` : ''}{useSession().data?.open ? ` ${t('access.open.short')}` : ''}
      </p>
    </>
  );
}
