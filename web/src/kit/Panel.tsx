import type { ReactNode } from 'react';

interface Props { id: string; title: string; note: string; children?: ReactNode }

/** A part of a page with its title and what it says. */
export const Panel = ({ id, title, note, children }: Props) => (
  <section className="panel" id={id}>
    <header className="panel-head"><div className="panel-title"><h2>{title}</h2><p className="faint">{note}</p></div></header>
    {children}
  </section>
);
