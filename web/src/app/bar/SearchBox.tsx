import { useDeferredValue, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import type { CustomerPage, SegmentList } from '../../api/types';
import { rooms } from '../Nav';
import { usePreferences } from '../preferences';
import { useHref, useScope } from '../url';
import { useAnswer, useWorkspace } from '../workspace';

interface Found { kind: 'search.page' | 'search.segment' | 'search.customer'; title: string; to: string }

/** Customers, segments and pages that fit what is typed; arrows choose, Enter opens. */
export function SearchBox({ close }: { close: () => void }) {
  const { t } = usePreferences();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const found = useFound(useDeferredValue(text.trim()));
  const chosen = Math.min(at, found.length - 1);
  useEffect(() => {
    const timer = setTimeout(() => input.current?.focus(), 50);
    return () => clearTimeout(timer);
  }, []);

  const open = (one: Found | undefined) => {
    if (!one) return;
    close();
    navigate(one.to);
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0));
    else if (event.key === 'Enter') open(found[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <div className="search">
      <input
        ref={input} type="text" role="combobox" aria-expanded={found.length > 0} aria-controls="found" aria-autocomplete="list"
        aria-activedescendant={found.length ? `found-${chosen}` : undefined} aria-label={t('search.open')} placeholder={t('search.hint')}
        value={text} onKeyDown={pressed} onChange={(event) => { setText(event.target.value); setAt(0); }}
      />
      <ul id="found" role="listbox" aria-label={t('search.found')}>
        {found.map((one, i) => (
          <li key={one.to} id={`found-${i}`} role="option" aria-selected={i === chosen} onClick={() => open(one)} onMouseMove={() => setAt(i)}>
            <span>{one.title}</span><span className="faint">{t(one.kind)}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="faint">{t('search.none')}</p>}
    </div>
  );
}

function useFound(text: string): Found[] {
  const { t, say } = usePreferences();
  const href = useHref();
  const { asOf } = useScope();
  const { events } = useWorkspace();
  const segments = useAnswer<SegmentList>('/segments', { asOf }, { enabled: events > 0, keep: true });
  const customers = useAnswer<CustomerPage>('/customers', { q: text, limit: 6, asOf }, { enabled: events > 0 && text !== '', keep: true });
  const fits = (one: Found) => one.title.toLowerCase().includes(text.toLowerCase());
  const pages: Found[] = [
    ...rooms.map((room) => ({ kind: 'search.page' as const, title: t(room.title), to: href(room.path) })),
    { kind: 'search.page', title: t('rfm.title'), to: href('segments/rfm') },
    { kind: 'search.page', title: t('rules.new'), to: href('segments/new') },
    { kind: 'search.page', title: t('overlap.title'), to: href('segments/overlap') },
  ];
  const groups: Found[] = (segments.data?.groups ?? []).flatMap((group) => group.segments.map((s) => (
    { kind: 'search.segment' as const, title: `${say(s.title)} · ${say(group.title)}`, to: href('customers', { where: s.id }) })));
  const rules: Found[] = (segments.data?.rules ?? []).map((rule) => ({ kind: 'search.segment', title: say(rule.title) || rule.id, to: href(`segments/rules/${encodeURIComponent(rule.id)}`) }));
  const people: Found[] = text ? (customers.data?.rows ?? []).map((row) => ({ kind: 'search.customer', title: row.id, to: href(`customers/${encodeURIComponent(row.id)}`) })) : [];
  return [...people, ...(text ? [...rules, ...groups].filter(fits) : []), ...pages.filter(fits)].slice(0, 12);
}
