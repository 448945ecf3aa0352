import { Link } from 'react-router';
import { Empty } from '../kit/Empty';
import { useTitle } from './title';
import { usePreferences } from './preferences';
import { useMaybeWorkspace } from './workspace';

export function NotFound() {
  const { t } = usePreferences();
  const workspace = useMaybeWorkspace();
  useTitle(t('notFound.title'));
  const empty = (
    <Empty
      heading
      title={t('notFound.title')}
      teach={t('notFound.teach')}
      action={<Link className="button" to={workspace ? `/${workspace.id}/overview` : '/'}>{t('notFound.back')}</Link>}
    />
  );
  return workspace ? <div className="page">{empty}</div> : <main className="lone">{empty}</main>;
}
