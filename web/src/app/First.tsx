import { Navigate, useParams } from 'react-router';
import { Failure } from '../kit/Failure';
import { Empty } from '../kit/Empty';
import { usePreferences } from './preferences';
import { useWorkspaces } from './workspace';

/** The root: to the overview of the asked or the first workspace. */
export function First() {
  const { t } = usePreferences();
  const { workspace } = useParams();
  const { data, error, refetch } = useWorkspaces();
  if (workspace) return <Navigate to={`/${workspace}/overview`} replace />;
  if (error) return <main className="lone"><Failure error={error} retry={refetch} /></main>;
  if (!data) return null;
  const first = data.workspaces[0];
  if (!first) return <main className="lone"><Empty title={t('first.none')} teach={t('first.none.teach')} /></main>;
  return <Navigate to={`/${first.id}/overview`} replace />;
}
