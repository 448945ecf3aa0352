import { useTitle } from '../app/title';
import { usePreferences } from '../app/preferences';
import { useScope } from '../app/url';
import { useFormat, useWorkspace } from '../app/workspace';
import { Heat } from './Heat';
import { Kpis } from './Kpis';
import { Movement } from './Movement';
import { Movers } from './Movers';
import { Series } from './Series';
import './overview.css';

/** How are we doing, and what moved? */
export function OverviewPage() {
  const { t, say } = usePreferences();
  const format = useFormat();
  const workspace = useWorkspace();
  const { asOf } = useScope();
  useTitle(t('nav.overview'));
  const at = asOf ?? workspace.now;
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('overview.title')}</h1>
        <p className="faint">{t('overview.about', { workspace: say(workspace.title), at: at.length === 10 ? format.date(at) : format.instant(at) })} {!asOf && t('overview.size', { customers: format.number(workspace.customers), events: format.number(workspace.events), anonymous: format.number(workspace.anonymousEvents) })}</p>
      </header>
      <Kpis />
      <Series />
      <div className="pair">
        <Movement tag="lifecycle" />
        <Movement tag="rfm_class" />
      </div>
      <div className="pair">
        <Heat />
        <Movers />
      </div>
    </div>
  );
}
