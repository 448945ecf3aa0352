import { useMemo } from 'react';
import { Segmented } from 'antd';
import type { Lane, Portrait } from '../api/types';
import { daysBefore, localDay } from '../app/bar/days';
import { useTags } from '../app/catalogue';
import { usePreferences } from '../app/preferences';
import { useChange, useChoice } from '../app/url';
import { useFormat, useWorkspace } from '../app/workspace';
import { ChartFrame } from '../kit/chart/ChartFrame';
import { useInk } from '../kit/chart/ink';
import type { Column } from '../kit/DataTable';
import { bandsOf } from './bands';
import { timeLineOption } from './timeLineOption';

const parts = () => import('../kit/chart/plane');
const SPANS = { all: 0, year: 366, quarter: 92 } as const;

interface Row { day: string; what: string; count: number | null; amount: string | null }

/** The life of the customer on one axis: states as bands, events as lanes. */
export function TimeLine({ portrait }: { portrait: Portrait }) {
  const { t, say, tokens } = usePreferences();
  const { zone } = useWorkspace();
  const format = useFormat();
  const ink = useInk();
  const tags = useTags();
  const change = useChange();
  const [span, setSpan] = useChoice<keyof typeof SPANS>('span', ['all', 'year', 'quarter']);
  const end = localDay(portrait.asOf, zone);
  const narrow = window.innerWidth < 600;

  const { option, dots, height, rows } = useMemo(() => {
    const first = portrait.firstEvent ? localDay(portrait.firstEvent, zone) : end;
    const from = SPANS[span] ? daysBefore(end, SPANS[span]) : daysBefore(first < end ? first : daysBefore(end, 30), 4);
    const title = (id: string) => say(tags.get(id)?.title) || id;
    const state = (id: string, value: string) => say(tags.get(id)?.values?.find((v) => v.id === value)?.title) || value;
    const lane = (of: Lane) => `${say(of.title)} ${format.number(of.count)}`;
    const bands = bandsOf(portrait.changes, end).filter((b) => b.to >= from);
    const told: Row[] = [
      ...portrait.changes.map((c) => ({ day: c.day, what: `${title(c.tag)}: ${t('portrait.line.became', { state: state(c.tag, c.to) })}`, count: null, amount: null })),
      ...portrait.lanes.flatMap((l) => l.points.map((p) => ({ day: p.day, what: say(l.title), count: p.count, amount: p.amount ?? null }))),
    ].sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
    return { ...timeLineOption(bands, portrait.lanes, from, end, { t, format, tokens, ink, title, state, lane, narrow }), rows: told };
  }, [portrait, span, end, zone, tags, t, say, format, tokens, ink, narrow]);

  const columns: Column<Row>[] = [
    { id: 'day', title: t('portrait.line.day'), cell: (r) => format.date(r.day), raw: (r) => r.day },
    { id: 'what', title: t('portrait.line.lane'), cell: (r) => r.what },
    { id: 'count', title: t('portrait.line.count'), right: true, cell: (r) => (r.count === null ? '' : format.number(r.count)), raw: (r) => r.count ?? '' },
    { id: 'amount', title: t('portrait.line.amount'), right: true, cell: (r) => (r.amount === null ? '' : format.money(r.amount)), raw: (r) => r.amount ?? '' },
  ];
  const spans = (['quarter', 'year', 'all'] as const).map((value) => ({ value, label: t(`span.${value}`) }));
  return (
    <ChartFrame
      title={t('portrait.line')} note={t('portrait.line.note')} file={`customer-${portrait.id}`} parts={parts} option={option} height={height}
      controls={<Segmented aria-label={t('span.label')} options={spans} value={span} onChange={setSpan} />}
      click={({ seriesId, dataIndex }) => {
        const dot = seriesId === 'dots' && dataIndex !== undefined ? dots[dataIndex] : undefined;
        if (!dot) return;
        change({ day: dot.point.day, type: dot.lane.type });
        document.getElementById('events')?.scrollIntoView({ block: 'start' });
      }}
      columns={columns} rows={rows} keyOf={(r) => `${r.day}${r.what}`}
    />
  );
}
