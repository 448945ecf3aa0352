import type { ReactNode } from 'react';
import { usePreferences } from '../app/preferences';

export interface Column<R> {
  id: string;
  title: string;
  right?: boolean;
  width?: string;
  cell(row: R): ReactNode;
  /** The value in a CSV file; the cell itself where it is text. */
  raw?(row: R): string | number;
}

interface Props<R> { label: string; columns: readonly Column<R>[]; rows: readonly R[]; keyOf: (row: R) => string; maxHeight?: number; unseen?: boolean; stacks?: boolean }

/** A plain table in a region of its own that scrolls sideways, so the page never does; `stacks` puts cells under one another on narrow screens. */
export function DataTable<R>({ label, columns, rows, keyOf, maxHeight, unseen, stacks }: Props<R>) {
  return (
    <Scroll label={label} maxHeight={maxHeight} unseen={unseen}>
      <table className={stacks ? 'table stacks' : 'table'}>
        <thead><tr>{columns.map((c) => <th key={c.id} scope="col" className={c.right ? 'right' : undefined} style={{ width: c.width }}>{c.title}</th>)}</tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((c, i) => i === 0
                ? <th key={c.id} scope="row">{c.cell(row)}</th>
                : <td key={c.id} className={c.right ? 'right tabular' : undefined}>{c.cell(row)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

interface ScrollProps { label: string; maxHeight?: number; children: ReactNode; className?: string; unseen?: boolean }

/** Something wide in a named region that the keyboard can scroll; `unseen` is there for screen readers only. */
export function Scroll({ label, maxHeight, children, className, unseen }: ScrollProps) {
  const { t } = usePreferences();
  if (unseen) return <div className="unseen">{children}</div>;
  return <div className={`scroll ${className ?? ''}`} role="region" aria-label={t('table.of', { label })} tabIndex={0} style={{ maxHeight }}>{children}</div>;
}
