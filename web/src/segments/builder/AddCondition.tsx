import { Button, Dropdown } from 'antd';
import { PlusOutlined } from '@ant-design/icons';
import { usePreferences } from '../../app/preferences';
import { begun, offered, type Stock, type Template } from './templates';
import type { Expr } from './tree';

const IN_EVENTS: readonly Template[] = ['value', 'clock', 'weekday'];

interface Props { stock: Stock; add: (condition: Expr) => void; inEvent?: boolean; label?: string; primary?: boolean }

/** The kinds of condition that can be begun here. */
export function AddCondition({ stock, add, inEvent, label, primary }: Props) {
  const { t } = usePreferences();
  const items = offered(stock).filter((one) => !inEvent || IN_EVENTS.includes(one)).map((key) => ({ key, label: t(inEvent && key === 'value' ? 'build.add.property' : `build.add.${key}`) }));
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => add(begun(key as Template, stock)) }}>
      <Button size="small" type={primary ? 'primary' : 'dashed'} icon={<PlusOutlined />}>{label ?? t('build.add')}</Button>
    </Dropdown>
  );
}
