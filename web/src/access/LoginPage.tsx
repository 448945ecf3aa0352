import { useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { usePreferences } from '../app/preferences';
import { useEntry, useSession, wanted } from '../app/session';
import { useTitle } from '../app/title';
import { Entry, Form, Line } from './fields';

/** Who are you? */
export function LoginPage() {
  const { t } = usePreferences();
  const [search] = useSearchParams();
  const { data } = useSession();
  const enter = useEntry<{ name: string; password: string }>('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  useTitle(t('access.login'));
  if (!data) return null;
  if (data.open || data.name !== undefined) return <Navigate to={wanted(search.get('then'))} replace />;
  return (
    <Entry title={t('access.login')} teach={data.setUp ? t('access.login.teach') : t('access.login.nobody')}>
      {data.setUp && (
        <Form label={t('access.login.do')} doing={enter.isPending} error={enter.error} disabled={!name.trim() || !password} act={() => enter.mutate({ name: name.trim(), password })}>
          <Line label={t('access.name')} value={name} change={setName} complete="username" first />
          <Line label={t('access.password')} type="password" value={password} change={setPassword} complete="current-password" />
        </Form>
      )}
    </Entry>
  );
}
