import { Button, Checkbox, Popover } from 'antd';
import { TableOutlined } from '@ant-design/icons';
import type { TagCatalogue } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useChange } from '../app/url';

/** Which tags the list shows, chosen from the catalogue. */
export function ColumnPicker({ catalogue, columns }: { catalogue: TagCatalogue; columns: readonly string[] }) {
  const { t, say } = usePreferences();
  const change = useChange();
  const toggle = (id: string, on: boolean) => {
    const next = on ? [...columns, id] : columns.filter((one) => one !== id);
    change({ tags: next.join(',') || undefined }, { replace: true });
  };
  const content = (
    <div className="picker">
      {catalogue.groups.map((group) => (
        <fieldset key={group.id}>
          <legend>{say(group.title)}</legend>
          {catalogue.tags.filter((tag) => tag.group === group.id).map((tag) => (
            <Checkbox key={tag.id} checked={columns.includes(tag.id)} onChange={(event) => toggle(tag.id, event.target.checked)}>{say(tag.title)}</Checkbox>
          ))}
        </fieldset>
      ))}
      <Button size="small" onClick={() => change({ tags: undefined }, { replace: true })}>{t('customers.columns.reset')}</Button>
    </div>
  );
  return <Popover trigger="click" placement="bottomRight" content={content}><Button icon={<TableOutlined />}>{t('customers.columns')}</Button></Popover>;
}
