import { useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { Navigate, useSearchParams } from 'react-router';
import { postJson, SESSION } from '../api/client';
import type { Visit } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useEntry, useSession, wanted } from '../app/session';
import { useTitle } from '../app/title';
import { Failure } from '../kit/Failure';
import { Entry, Form, Line } from './fields';
import { remember } from './then';

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
      {data.signOn !== undefined && <Elsewhere title={data.signOn} then={wanted(search.get('then'))} />}
      {data.setUp && (
        <Form label={t('access.login.do')} doing={enter.isPending} error={enter.error} disabled={!name.trim() || !password} act={() => enter.mutate({ name: name.trim(), password })}>
          <Line label={t('access.name')} value={name} change={setName} complete="username" first />
          <Line label={t('access.password')} type="password" value={password} change={setPassword} complete="current-password" />
        </Form>
      )}
    </Entry>
  );
}

/** The way in by the program that says who people are. */
function Elsewhere({ title, then }: { title: string; then: string }) {
  const { t } = usePreferences();
  const visit = useMutation({
    mutationFn: () => postJson<Visit>(`${SESSION}/visit`, {}),
    onSuccess: ({ to }) => {
      remember(then);
      window.location.assign(to);
    },
  });
  return (
    <div className="entry-form elsewhere">
      {visit.error ? <Failure error={visit.error} /> : null}
      <Button onClick={() => visit.mutate()} loading={visit.isPending || visit.isSuccess}>{t('access.elsewhere', { title })}</Button>
    </div>
  );
}
