import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { Empty } from '../kit/Empty';
import { Failure } from '../kit/Failure';
import { Progress } from '../kit/Progress';
import { usePreferences } from './preferences';
import { useHref } from './url';
import { useWorkspace } from './workspace';

/** What the workspace's state means for a page: nothing yet, work going on, or something that failed. */
export function StateGate({ children }: { children: ReactNode }) {
  const { t } = usePreferences();
  const href = useHref();
  const { status, events } = useWorkspace();
  const inData = /\/data(\/sources\/new)?$/.test(useLocation().pathname);
  const filled = events > 0;
  if (status.state === 'working') {
    if (!filled) return <div className="page"><header className="page-head"><h1>{t('progress.title')}</h1><p className="faint">{t('progress.first')}</p></header><Progress status={status} /></div>;
    return <><Progress status={status} slim />{children}</>;
  }
  const failed = status.state === 'failed' && status.problem ? <Failure error={status.problem} /> : null;
  if (!filled && !inData) {
    return (
      <div className="page">
        {failed ?? <Empty heading title={t('empty.workspace')} teach={t('empty.workspace.teach')} action={<Link className="button" to={href('data')}>{t('empty.workspace.do')}</Link>} />}
      </div>
    );
  }
  return <>{failed}{children}</>;
}
