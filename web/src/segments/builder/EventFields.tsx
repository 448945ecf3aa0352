import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { FilterOutlined } from '@ant-design/icons';
import { usePreferences } from '../../app/preferences';
import { Pick } from '../../kit/fields';
import { AddCondition } from './AddCondition';
import { useBench } from './bench';
import { added } from './edit';
import { Node } from './Node';
import type { Events } from './tree';
import { WindowField } from './WindowField';

interface Props { events: Events; change: (events: Events) => void; between?: ReactNode; after?: ReactNode; windowed?: boolean }

/** Which events: their type, when, and which conditions each of them meets. */
export function EventFields({ events, change, between, after, windowed = true }: Props) {
  const { t } = usePreferences();
  const bench = useBench();
  const [open, setOpen] = useState(false);
  const names = bench.event(events.type);
  const { where } = events;
  const with_ = (next: Partial<Events>): Events => {
    const { where: condition, window, ...rest } = { ...events, ...next };
    return { ...rest, ...(condition && { where: condition }), ...(window && { window }) };
  };
  return (
    <>
      <Pick label={t('build.event')} value={events.type} options={bench.events} change={(type) => change(with_({ type, where: undefined }))} />
      {between}
      {windowed && <WindowField window={events.window} change={(window) => change(with_({ window }))} />}
      {after}
      {!where && !open && <Button size="small" type="text" icon={<FilterOutlined />} onClick={() => setOpen(true)}>{t('build.where.add')}</Button>}
      {(where || open) && (
        <div className="build-where">
          <span className="faint">{t('build.where')}</span>
          <div className="build-where-body">
            {where && <Node expr={where} scope={{ names, event: events.type }} change={(next) => change(with_({ where: next }))} depth={2} />}
            {where?.is !== 'and' && where?.is !== 'or' && <AddCondition stock={bench.stockOf(events.type)} inEvent add={(next) => { setOpen(false); change(with_({ where: added(where, next) })); }} />}
          </div>
        </div>
      )}
    </>
  );
}
