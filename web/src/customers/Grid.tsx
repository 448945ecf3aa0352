import { useRef, useState, type KeyboardEvent } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import type { Params } from '../api/client';
import type { Tag } from '../api/types';
import { useTags } from '../app/catalogue';
import { usePreferences } from '../app/preferences';
import { useChange, useHref } from '../app/url';
import { useFormat } from '../app/workspace';
import { isNumeric, TagText } from '../kit/TagText';
import { useRows } from './queries';
import { nextSort } from './where';

const ROW = 32;
/** Browsers stop at some 30 million pixels; beyond these rows a filter or another order leads further. */
const MOST = 800_000;
const WIDTHS: Record<string, number> = { text: 210, instant: 150, date: 112, money: 110 };

/** Pixels that a column's head asks for, with its arrow; Chinese characters are twice as wide. */
const roomFor = (text: string): number => 38 + [...text].reduce((sum, c) => sum + (c > '\u2e80' ? 13 : 7.2), 0);

interface Props { total: number; columns: readonly string[]; params: Params; stale: boolean }

/** The list as a grid of which only the rows on screen exist; arrows walk, Enter opens. */
export function Grid({ total, columns, params, stale }: Props) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const tags = useTags();
  const href = useHref();
  const navigate = useNavigate();
  const box = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const count = Math.min(total, MOST);
  const virtual = useVirtualizer({ count, getScrollElement: () => box.current, estimateSize: () => ROW, overscan: 12, scrollPaddingStart: ROW });
  const items = virtual.getVirtualItems();
  const row = useRows(params, items[0]?.index ?? 0, items.at(-1)?.index ?? 0);
  const shown = columns.flatMap((id) => tags.get(id) ?? []);
  const head = (tag: Tag) => (tag.unit && tag.type !== 'days' ? `${say(tag.title)} (${say(tag.unit)})` : say(tag.title));
  const widthOf = (tag: Tag) => Math.max(
    WIDTHS[tag.type] ?? 84, roomFor(head(tag)), ...(tag.values ?? []).map((v) => roomFor(say(v.title))));
  const template = `110px ${shown.map((tag) => `minmax(${widthOf(tag)}px, 1fr)`).join(' ')}`;
  const width = shown.reduce((sum, tag) => sum + widthOf(tag), 110);
  const to = (id: string) => href(`customers/${encodeURIComponent(id)}`);

  const pressed = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? ROW) / ROW) - 2);
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -count, End: count };
    const step = steps[event.key];
    const id = row(active)?.id;
    if (event.key === 'Enter' && event.target === box.current && id) navigate(to(id));
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(count - 1, Math.max(0, active + step));
    setActive(next);
    virtual.scrollToIndex(next);
  };
  return (
    <>
      <div
        ref={box} className={stale ? 'grid stale' : 'grid'} role="grid" tabIndex={0} aria-label={t('customers.list')} aria-rowcount={total + 1} aria-colcount={shown.length + 1}
        aria-activedescendant={items.some((i) => i.index === active) ? `row-${active}` : undefined} onKeyDown={pressed}
      >
        <div role="rowgroup" className="grid-head">
          <div role="row" aria-rowindex={1} style={{ gridTemplateColumns: template, minWidth: width }}>
            <span role="columnheader">{t('customers.id')}</span>
            {shown.map((tag) => <Head key={tag.id} tag={tag} title={head(tag)} />)}
          </div>
        </div>
        <div role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize(), minWidth: width }}>
          {items.map(({ index, start }) => {
            const customer = row(index);
            return (
              <div
                key={index} id={`row-${index}`} role="row" aria-rowindex={index + 2} aria-selected={index === active} className={index === active ? 'active' : undefined}
                style={{ gridTemplateColumns: template, minWidth: width, transform: `translateY(${start}px)` }} onClick={() => { if (customer) navigate(to(customer.id)); }}
              >
                <span role="gridcell">{customer ? <Link tabIndex={-1} to={to(customer.id)} onClick={(event) => event.stopPropagation()}>{customer.id}</Link> : <i className="bone" />}</span>
                {shown.map((tag) => (
                  <span key={tag.id} role="gridcell" className={isNumeric(tag) ? 'right' : undefined}>
                    {customer ? <TagText tag={tag} value={customer.values.find((cell) => cell.tag === tag.id)?.value} /> : <i className="bone" />}
                  </span>
                ))}
              </div>
            );
          })}
        </div>
      </div>
      <p className="faint grid-hint">{t('customers.keys')}{total > MOST ? ` ${t('customers.most', { n: format.number(MOST) })}` : ''}</p>
    </>
  );
}

function Head({ tag, title }: { tag: Tag; title: string }) {
  const { say } = usePreferences();
  const [search] = useSearchParams();
  const change = useChange();
  const sort = search.get('sort') ?? undefined;
  const order = sort === tag.id ? 'ascending' : sort === `-${tag.id}` ? 'descending' : undefined;
  return (
    <span role="columnheader" aria-sort={order ?? 'none'} className={isNumeric(tag) ? 'right' : undefined}>
      <button type="button" title={say(tag.description)} onClick={() => change({ sort: nextSort(sort, tag.id) }, { replace: true })}>
        {title} {order === 'ascending' ? <ArrowUpOutlined aria-hidden="true" /> : order === 'descending' ? <ArrowDownOutlined aria-hidden="true" /> : null}
      </button>
    </span>
  );
}
