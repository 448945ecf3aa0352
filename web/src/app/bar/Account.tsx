import { useState } from 'react';
import { Button, Dropdown, Modal } from 'antd';
import { UserOutlined } from '@ant-design/icons';
import { PasswordForm } from '../../access/PasswordForm';
import { usePreferences } from '../preferences';
import { useEntry, useSession } from '../session';

/** Who has logged in: another password, and the way out. Nothing where nobody need log in. */
export function Account() {
  const { t } = usePreferences();
  const { data } = useSession();
  const leave = useEntry<void>('', 'DELETE');
  const [changing, setChanging] = useState(false);
  if (!data || data.open || data.name === undefined) return null;
  const items = [
    { key: 'who', disabled: true, label: <>{data.display}{data.role && <> · {t(`access.role.${data.role}`)}</>}</> },
    { key: 'password', label: t('access.password.change') },
    { key: 'leave', label: t('access.leave') },
  ];
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => (key === 'leave' ? leave.mutate() : setChanging(true)) }}>
        <Button type="text" icon={<UserOutlined />} aria-label={t('access.account', { name: data.display ?? data.name })} title={data.display} />
      </Dropdown>
      <Modal open={changing} title={t('access.password.change')} footer={null} destroyOnHidden onCancel={() => setChanging(false)}>
        <PasswordForm done={() => setChanging(false)} />
      </Modal>
    </>
  );
}
