import type { EventRow } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { DataTable, type Column } from '../kit/DataTable';
import { Mark } from '../kit/values';
import { Changed } from './Changed';
import { shown } from './shown';

/** Events as rows: when, which type, and the properties in one line. */
export function EventTable({ label, events, maxHeight }: { label: string; events: readonly EventRow[]; maxHeight?: number }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const columns: Column<EventRow>[] = [
    { id: 'at', title: t('portrait.event.at'), width: '1%', cell: (e) => <span className="tabular nowrap">{format.instant(e.at)}</span> },
    { id: 'type', title: t('portrait.event.type'), width: '1%', cell: (e) => <Mark tag="event" value={e.type} title={say(e.title)} /> },
    {
      id: 'what', title: t('portrait.event.what'), cell: (e) => (
        <span className="properties">{e.properties.map((p) => <span key={p.name}><span className="faint">{say(p.title)}</span> <span className="tabular">{shown(p, format)}</span></span>)}<Changed event={e} /></span>
      ),
    },
  ];
  return <DataTable label={label} columns={columns} rows={events} keyOf={(e) => e.id} maxHeight={maxHeight} stacks />;
}
