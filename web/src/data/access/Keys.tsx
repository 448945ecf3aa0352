import { useState } from 'react';
import { Button, Checkbox } from 'antd';
import type { ApiKey, Given, Right } from '../../api/types';
import { Form, Line } from '../../access/fields';
import { usePreferences } from '../../app/preferences';
import { useFormat, useWorkspaces } from '../../app/workspace';
import { Answer } from '../../kit/Answer';
import { DataTable } from '../../kit/DataTable';
import { Empty } from '../../kit/Empty';
import { Failure } from '../../kit/Failure';
import { TableSkeleton } from '../../kit/Skeletons';
import { useAddKey, useKeys, useRevokeKey } from './queries';

const RIGHTS: readonly Given[] = ['read', 'personal', 'define', 'operate', 'privacy', 'administer'];

/** What other programs show instead of logging in. */
export function Keys() {
  const { t } = usePreferences();
  return (
    <div className="access">
      <Answer of={useKeys()} skeleton={<div className="panel"><TableSkeleton rows={4} /></div>}>
        {(data) => data.keys.length === 0
          ? <div className="panel"><Empty title={t('access.keys.none')} teach={t('access.keys.none.teach')} /></div>
          : <All keys={data.keys} />}
      </Answer>
      <AddKey />
    </div>
  );
}

function All({ keys }: { keys: readonly ApiKey[] }) {
  const { t } = usePreferences();
  const format = useFormat();
  const revoke = useRevokeKey();
  return (
    <section className="panel">
      {revoke.error && <Failure error={revoke.error} />}
      <DataTable label={t('access.keys')} stacks rows={keys} keyOf={(key) => key.id} columns={[
        { id: 'title', title: t('access.key.title'), cell: (key) => <>{key.title} <code>{key.id}…</code></> },
        { id: 'rights', title: t('access.rights'), cell: (key) => key.rights.map((right) => t(`access.right.${right as Given}`)).join(', ') },
        { id: 'workspaces', title: t('access.workspaces'), cell: (key) => (key.workspaces.length === 0 ? t('access.workspaces.all') : key.workspaces.join(', ')) },
        { id: 'used', title: t('access.used'), cell: (key) => (key.lastUsed ? format.instant(key.lastUsed) : t('access.used.never')) },
        { id: 'do', title: t('access.do'), cell: (key) => (key.revokedAt
          ? t('access.revoked', { at: format.instant(key.revokedAt) })
          : <Button size="small" aria-label={t('access.revoke.of', { id: key.id })} onClick={() => revoke.mutate(key.id)}>{t('access.revoke')}</Button>) },
      ]} />
    </section>
  );
}

function AddKey() {
  const { t, say } = usePreferences();
  const add = useAddKey();
  const workspaces = useWorkspaces().data?.workspaces ?? [];
  const [title, setTitle] = useState('');
  const [rights, setRights] = useState<readonly Right[]>(['read']);
  const [only, setOnly] = useState<readonly string[]>([]);
  return (
    <section className="panel">
      <h2>{t('access.key.add')}</h2>
      <Form label={t('access.key.add.do')} doing={add.isPending} error={add.error} disabled={!title.trim() || rights.length === 0} act={() => add.mutate({ title: title.trim(), rights, workspaces: only }, { onSuccess: () => setTitle('') })}>
        <Line label={t('access.key.title')} hint={t('access.key.title.hint')} value={title} change={setTitle} complete="off" />
        <fieldset className="access-choice"><legend>{t('access.rights')}</legend>
          <Checkbox.Group value={[...rights]} onChange={(values) => setRights(values as Right[])} options={RIGHTS.map((right) => ({ value: right, label: t(`access.right.${right}`) }))} />
        </fieldset>
        {workspaces.length > 1 && (
          <fieldset className="access-choice"><legend>{t('access.workspaces.only')}</legend>
            <Checkbox.Group value={[...only]} onChange={(values) => setOnly(values.map(String))} options={workspaces.map((one) => ({ value: one.id, label: say(one.title) }))} />
          </fieldset>
        )}
      </Form>
      {add.data && (
        <div className="access-secret" role="status">
          <p>{t('access.key.made')}</p>
          <code>{add.data.secret}</code>
          <Button size="small" onClick={() => void navigator.clipboard?.writeText(add.data.secret)}>{t('access.key.copy')}</Button>
        </div>
      )}
    </section>
  );
}
