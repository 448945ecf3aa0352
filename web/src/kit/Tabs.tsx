import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';

interface Props<V extends string> { label: string; value: V; change: (value: V) => void; tabs: readonly { id: V; title: string }[]; children: ReactNode }

/** Faces of one thing, one at a time; arrows walk through them. */
export function Tabs<V extends string>({ label, value, change, tabs, children }: Props<V>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const pressed = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const place = tabs.findIndex((tab) => tab.id === value) + step;
    const next = tabs[(place + tabs.length) % tabs.length];
    if (!step || !next) return;
    change(next.id);
    list.current?.querySelector<HTMLElement>(`#${CSS.escape(`${id}-${next.id}`)}`)?.focus();
  };
  return (
    <>
      <div className="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={pressed}>
        {tabs.map((tab) => (
          <button key={tab.id} type="button" role="tab" id={`${id}-${tab.id}`} aria-selected={tab.id === value} aria-controls={`${id}-panel`} tabIndex={tab.id === value ? 0 : -1} onClick={() => change(tab.id)}>{tab.title}</button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`} className="tab-panel">{children}</div>
    </>
  );
}
