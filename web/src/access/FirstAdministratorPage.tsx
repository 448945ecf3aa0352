import { useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import { usePreferences } from '../app/preferences';
import { useEntry, useSession } from '../app/session';
import { useTitle } from '../app/title';
import { Entry, Form, Line } from './fields';

interface First { secret: string; name: string; display: string; password: string }

/** The link that was printed at the start leads here; its secret stands behind the mark, which no server log sees. */
export function FirstAdministratorPage() {
  const { t } = usePreferences();
  const { data } = useSession();
  const secret = useLocation().hash.slice(1);
  const enter = useEntry<First>('/first');
  const [name, setName] = useState('');
  const [display, setDisplay] = useState('');
  const [password, setPassword] = useState('');
  useTitle(t('access.first'));
  if (!data) return null;
  if (data.open || data.name !== undefined) return <Navigate to="/" replace />;
  if (data.setUp) return <Navigate to="/login" replace />;
  if (!secret) return <Entry title={t('access.first')} teach={t('access.first.link')} />;
  return (
    <Entry title={t('access.first')} teach={t('access.first.teach')}>
      <Form label={t('access.first.do')} doing={enter.isPending} error={enter.error} disabled={!name.trim() || !password} act={() => enter.mutate({ secret, name: name.trim(), display: display.trim(), password })}>
        <Line label={t('access.name')} hint={t('access.name.hint')} value={name} change={setName} complete="username" first />
        <Line label={t('access.display')} value={display} change={setDisplay} complete="name" />
        <Line label={t('access.password')} hint={t('access.password.hint')} type="password" value={password} change={setPassword} complete="new-password" />
      </Form>
    </Entry>
  );
}
