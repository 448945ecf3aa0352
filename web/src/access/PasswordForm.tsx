import { useState } from 'react';
import { usePreferences } from '../app/preferences';
import { useEntry } from '../app/session';
import { Form, Line } from './fields';

/** Another password for whoever has logged in. */
export function PasswordForm({ done }: { done: () => void }) {
  const { t } = usePreferences();
  const change = useEntry<{ old: string; password: string }>('/password');
  const [old, setOld] = useState('');
  const [password, setPassword] = useState('');
  return (
    <Form label={t('access.password.do')} doing={change.isPending} error={change.error} disabled={!old || !password} act={() => change.mutate({ old, password }, { onSuccess: done })}>
      <p className="faint">{t('access.password.ends')}</p>
      <Line label={t('access.password.old')} type="password" value={old} change={setOld} complete="current-password" />
      <Line label={t('access.password.new')} hint={t('access.password.hint')} type="password" value={password} change={setPassword} complete="new-password" />
    </Form>
  );
}
