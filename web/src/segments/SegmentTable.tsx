import { Link } from 'react-router';
import type { Segment, SegmentGroup } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useHref } from '../app/url';
import { useFormat } from '../app/workspace';
import { DataTable, type Column } from '../kit/DataTable';
import { Sparkline } from '../kit/Sparkline';
import { Delta, Mark, Share } from '../kit/values';

/** The segments of a group: size, share, worth, change, and the course of a year. */
export function SegmentTable({ group }: { group: SegmentGroup }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const href = useHref();
  const columns: Column<Segment>[] = [
    {
      id: 'title', title: t('segments.segment'), width: '34%', cell: (s) => (
        <div className="segment-name">
          <Link to={href('customers', { where: s.id })}><Mark tag={group.tag} value={s.value} title={say(s.title)} position={group.segments.indexOf(s)} /></Link>
          {s.description && <p className="faint">{say(s.description)}</p>}
        </div>
      ),
    },
    { id: 'customers', title: t('word.customers'), right: true, cell: (s) => format.number(s.customers) },
    { id: 'share', title: t('segments.share'), right: true, cell: (s) => <Share value={s.share} bar /> },
    { id: 'spend', title: t('segments.spend'), right: true, cell: (s) => format.money(s.spend, 0) },
    { id: 'spendShare', title: t('segments.spendShare'), right: true, cell: (s) => <Share value={s.spendShare} bar /> },
    { id: 'change', title: t('segments.change'), right: true, cell: (s) => <Delta now={s.customers} before={s.before} as="count" /> },
    { id: 'series', title: t('segments.year'), width: '96px', cell: (s) => <Sparkline values={s.series} label={say(s.title)} /> },
    { id: 'use', title: t('segments.use'), width: '1%', cell: (s) => <Link className="nowrap" to={href('overview', { population: s.id })} aria-label={t('segments.use.for', { segment: say(s.title) })}>{t('segments.use.do')}</Link> },
  ];
  return <DataTable label={say(group.title)} columns={columns} rows={group.segments} keyOf={(s) => s.id} />;
}
