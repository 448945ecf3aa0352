import type { EventProperty, EventRow } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { DataTable, type Column } from '../kit/DataTable';
import type { Format } from '../kit/format';
import { Mark } from '../kit/values';

/** Events as rows: when, which type, and the properties in one line. */
export function EventTable({ label, events, maxHeight }: { label: string; events: readonly EventRow[]; maxHeight?: number }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const columns: Column<EventRow>[] = [
    { id: 'at', title: t('portrait.event.at'), width: '1%', cell: (e) => <span className="tabular nowrap">{format.instant(e.at)}</span> },
    { id: 'type', title: t('portrait.event.type'), width: '1%', cell: (e) => <Mark tag="event" value={e.type} title={say(e.title)} /> },
    {
      id: 'what', title: t('portrait.event.what'), cell: (e) => (
        <span className="properties">{e.properties.map((p) => <span key={p.name}><span className="faint">{say(p.title)}</span> <span className="tabular">{shown(p, format)}</span></span>)}</span>
      ),
    },
  ];
  return <DataTable label={label} columns={columns} rows={events} keyOf={(e) => e.id} maxHeight={maxHeight} stacks />;
}

function shown(property: EventProperty, format: Format): string {
  switch (property.type) {
    case 'money': return format.money(property.value);
    case 'integer': case 'number': return format.number(Number(property.value), 2);
    case 'date': return format.date(property.value);
    case 'instant': return format.instant(property.value);
    default: return property.value;
  }
}
