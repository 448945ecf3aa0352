import { useState } from 'react';
import { Button } from 'antd';
import type { Account, Role } from '../../api/types';
import { Form, Line } from '../../access/fields';
import { usePreferences } from '../../app/preferences';
import { useSession } from '../../app/session';
import { useFormat } from '../../app/workspace';
import { Answer } from '../../kit/Answer';
import { DataTable } from '../../kit/DataTable';
import { Failure } from '../../kit/Failure';
import { Pick } from '../../kit/fields';
import { TableSkeleton } from '../../kit/Skeletons';
import { useAddUser, useChangeUser, useRemoveUser, useUsers } from './queries';

const ROLES: readonly Role[] = ['viewer', 'analyst', 'operator', 'privacy_officer', 'administrator'];

/** Who may log in, and as what. */
export function Users() {
  const { t } = usePreferences();
  return (
    <div className="access">
      <Answer of={useUsers()} skeleton={<div className="panel"><TableSkeleton rows={4} /></div>}>{(data) => <All users={data.users} />}</Answer>
      <AddUser />
      <section className="panel" aria-label={t('access.roles')}>
        <h2>{t('access.roles')}</h2>
        <dl className="access-roles">{ROLES.map((role) => <div key={role}><dt>{t(`access.role.${role}`)}</dt><dd>{t(`access.role.${role}.may`)}</dd></div>)}</dl>
      </section>
    </div>
  );
}

function All({ users }: { users: readonly Account[] }) {
  const { t } = usePreferences();
  const format = useFormat();
  const me = useSession().data?.name;
  const change = useChangeUser();
  const remove = useRemoveUser();
  const roles = ROLES.map((role) => ({ value: role, label: t(`access.role.${role}`) }));
  const asIs = ({ name, display, role, disabled }: Account) => ({ name, display, role, disabled });
  return (
    <section className="panel">
      {(change.error ?? remove.error) && <Failure error={change.error ?? remove.error} />}
      <DataTable label={t('access.users')} stacks rows={users} keyOf={(user) => user.name} columns={[
        { id: 'name', title: t('access.name'), cell: (user) => <>{user.display} <span className="faint">{user.name}{user.name === me ? ` · ${t('access.you')}` : ''}</span></> },
        { id: 'role', title: t('access.role'), cell: (user) => <Pick label={t('access.role.of', { name: user.name })} value={user.role} options={roles} change={(role) => change.mutate({ ...asIs(user), role: role as Role })} /> },
        { id: 'since', title: t('access.since'), cell: (user) => format.instant(user.createdAt) },
        { id: 'state', title: t('access.state'), cell: (user) => (user.disabled ? t('access.state.out') : t('access.state.in')) },
        { id: 'do', title: t('access.do'), cell: (user) => (
          <span className="access-deeds">
            <Button size="small" onClick={() => change.mutate({ ...asIs(user), disabled: !user.disabled })}>{user.disabled ? t('access.enable') : t('access.disable')}</Button>
            {user.disabled && <Button size="small" onClick={() => remove.mutate(user.name)}>{t('access.remove')}</Button>}
          </span>
        ) },
      ]} />
    </section>
  );
}

function AddUser() {
  const { t } = usePreferences();
  const add = useAddUser();
  const [name, setName] = useState('');
  const [display, setDisplay] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const done = () => { setName(''); setDisplay(''); setPassword(''); };
  return (
    <section className="panel">
      <h2>{t('access.add')}</h2>
      <Form label={t('access.add.do')} doing={add.isPending} error={add.error} disabled={!name.trim() || !password} act={() => add.mutate({ name: name.trim(), display: display.trim(), role, password }, { onSuccess: done })}>
        <div className="access-line">
          <Line label={t('access.name')} hint={t('access.name.hint')} value={name} change={setName} complete="off" />
          <Line label={t('access.display')} value={display} change={setDisplay} complete="off" />
          <Line label={t('access.password')} hint={t('access.password.hint')} type="password" value={password} change={setPassword} complete="new-password" />
          <div className="line"><span className="access-label">{t('access.role')}</span><Pick label={t('access.role')} value={role} options={ROLES.map((one) => ({ value: one, label: t(`access.role.${one}`) }))} change={(one) => setRole(one as Role)} /></div>
        </div>
      </Form>
      {add.isSuccess && <p role="status">{t('access.added')}</p>}
    </section>
  );
}
