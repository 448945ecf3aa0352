import { useState } from 'react';
import { Button, Popover, Select } from 'antd';
import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { useSearchParams } from 'react-router';
import type { Tag, TagCatalogue } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useChange } from '../app/url';
import { useFormat } from '../app/workspace';
import { isRanged, textOf } from '../kit/TagText';
import { FilterEditor } from './FilterEditor';
import { RuleFilter } from './RuleFilter';
import { parseWhere, replaced, type Where } from './where';

/** The conditions as chips: a click edits, the cross removes; all of them must hold. */
export function Filters({ catalogue }: { catalogue: TagCatalogue }) {
  const { t, say } = usePreferences();
  const [search] = useSearchParams();
  const change = useChange();
  const [open, setOpen] = useState<number | null>(null);
  const [adding, setAdding] = useState<string | null>(null);
  const all = search.getAll('where');
  const tag = (id: string) => catalogue.tags.find((one) => one.id === id);
  const apply = (place: number, where: Where | undefined) => {
    setOpen(null);
    setAdding(null);
    change({ where: replaced(all, place, where) });
  };
  const fresh = adding ? tag(adding) : undefined;
  const groups = catalogue.groups.map((group) => ({
    label: say(group.title),
    options: catalogue.tags.filter((one) => one.group === group.id).map((one) => ({ value: one.id, label: say(one.title) })),
  }));
  const add = (
    <div className="filter-add">
      <Select aria-label={t('filter.tag')} placeholder={t('filter.tag')} value={adding} options={groups} showSearch={{ optionFilterProp: 'label' }} onChange={(id: string) => setAdding(id)} style={{ width: '100%' }} />
      {fresh && <FilterEditor key={fresh.id} tag={fresh} apply={(where) => apply(all.length, where)} />}
    </div>
  );
  return (
    <div className="filters" role="group" aria-label={t('filter.label')}>
      {all.map((text, place) => {
        const where = parseWhere(text);
        const of = where && tag(where.tag);
        return (
          <span className="chip" key={text}>
            {where && of ? (
              <Popover trigger="click" open={open === place} onOpenChange={(now) => setOpen(now ? place : null)} content={<FilterEditor tag={of} where={where} apply={(next) => apply(place, next)} />}>
                <button type="button" className="chip-text"><Told where={where} tag={of} /></button>
              </Popover>
            ) : <span className="chip-text">{text}</span>}
            <button type="button" className="chip-close" aria-label={t('filter.remove', { filter: of ? say(of.title) : text })} onClick={() => apply(place, undefined)}><CloseOutlined aria-hidden="true" /></button>
          </span>
        );
      })}
      <Popover trigger="click" placement="bottomLeft" open={open === -1} onOpenChange={(now) => { setOpen(now ? -1 : null); setAdding(null); }} content={add}>
        <Button size="small" type="dashed" icon={<PlusOutlined />}>{t('filter.add')}</Button>
      </Popover>
      <RuleFilter />
    </div>
  );
}

function Told({ where, tag }: { where: Where; tag: Tag }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const title = say(tag.title);
  if (where.kind === 'values') {
    const names = where.values.map((id) => say(tag.values?.find((v) => v.id === id)?.title) || (isRanged(tag) ? textOf(tag, id, format) : id));
    return <>{t('filter.is', { tag: title, values: names.join(t('filter.or')) })}</>;
  }
  const [low, high] = [where.low && textOf(tag, where.low, format), where.high && textOf(tag, where.high, format)];
  if (low && high) return <>{t('filter.between', { tag: title, low, high })}</>;
  return <>{low ? t('filter.from', { tag: title, low }) : t('filter.upTo', { tag: title, high })}</>;
}
