import type { CSSProperties } from 'react';
import { Link } from 'react-router';
import type { Overlap } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useHref } from '../../app/url';
import { useFormat } from '../../app/workspace';
import { ChartFrame } from '../../kit/chart/ChartFrame';
import { Scroll, type Column } from '../../kit/DataTable';
import { MOST_PARTS, partsOf, ruleOf, type Part } from './upset';

const BAR = 150;

/** Bars for the people that belong to exactly these segments, over the dots that say which. */
export function UpSet({ overlap }: { overlap: Overlap }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const href = useHref();
  const { segments } = overlap;
  const all = segments.map((one) => one.id);
  const every = partsOf(overlap);
  const parts = every.slice(0, MOST_PARTS);
  const titles = new Map(segments.map((one) => [one.id, say(one.title) || one.id]));
  const named = (part: Part) => part.ids.map((id) => titles.get(id) ?? id).join(t('overlap.and'));
  const most = Math.max(1, ...parts.map((part) => part.customers));
  const largest = Math.max(1, ...segments.map((one) => one.customers));
  const shared = every.find((part) => part.ids.length > 1);
  const title = segments.length < 2 ? t('overlap.one') : shared ? t('overlap.finding', { n: format.number(shared.customers), what: named(shared) }) : t('overlap.apart');
  const columns: Column<Part>[] = [
    { id: 'what', title: t('overlap.exactly'), cell: named },
    { id: 'customers', title: t('word.customers'), right: true, cell: (part) => <Link to={href('customers', { rule: ruleOf(part, all) })}>{format.number(part.customers)}</Link>, raw: (part) => part.customers },
  ];
  const note = every.length > parts.length ? t('overlap.note.more', { shown: format.number(parts.length), all: format.number(every.length) }) : t('overlap.note');
  return (
    <ChartFrame title={title} note={note} file="segment-overlap" columns={columns} rows={every} keyOf={(part) => part.ids.join('+')}>
      <Scroll label={title} className="upset-scroll">
        <div className="upset" style={{ '--parts': Math.max(1, parts.length) } as CSSProperties}>
          <span className="upset-corner faint">{t('overlap.exactly.short')}</span>
          {parts.map((part) => (
            <Link key={part.ids.join('+')} className="upset-bar" to={href('customers', { rule: ruleOf(part, all) })} aria-label={t('overlap.bar', { what: named(part), n: format.number(part.customers) })} title={`${named(part)}: ${format.number(part.customers)}`}>
              <span className="tabular">{format.compact(part.customers)}</span><i style={{ height: Math.max(2, (part.customers / most) * BAR) }} />
            </Link>
          ))}
          {segments.map((segment) => (
            <div key={segment.id} className="upset-row">
              <span className="upset-name" title={titles.get(segment.id)}>{titles.get(segment.id)}</span>
              <span className="upset-size tabular"><i style={{ width: `${(segment.customers / largest) * 40}px` }} aria-hidden="true" />{format.compact(segment.customers)}</span>
              {parts.map((part) => <span key={part.ids.join('+')} className={part.ids.includes(segment.id) ? 'upset-dot on' : 'upset-dot'} aria-hidden="true"><Joint part={part} segment={segment.id} all={all} /></span>)}
            </div>
          ))}
        </div>
      </Scroll>
    </ChartFrame>
  );
}

/** The line that joins the dots of one part. */
function Joint({ part, segment, all }: { part: Part; segment: string; all: readonly string[] }) {
  const places = part.ids.map((id) => all.indexOf(id));
  const [first, last, here] = [Math.min(...places), Math.max(...places), all.indexOf(segment)];
  if (here < first || here > last || first === last) return null;
  return <b className={here === first ? 'down' : here === last ? 'up' : 'through'} />;
}
