import { useMemo } from 'react';
import { Segmented } from 'antd';
import type { RuleHistory } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { daysBefore, localDay } from '../../app/bar/days';
import { useChoice, useScope } from '../../app/url';
import { useFormat, useWorkspace } from '../../app/workspace';
import { Answer } from '../../kit/Answer';
import { ChartFrame, Legend } from '../../kit/chart/ChartFrame';
import { useInk } from '../../kit/chart/ink';
import type { Column } from '../../kit/DataTable';
import { ChartSkeleton } from '../../kit/Skeletons';
import { useRuleHistory } from '../queries';
import { historyColours, historyOption } from './historyOption';

type Point = RuleHistory['points'][number];
const SPANS = ['quarter', 'year'] as const;
const REACH = { quarter: { days: 91, points: 14 }, year: { days: 364, points: 27 } } as const;
const parts = () => import('../../kit/chart/plane');

/** How the segment's size moved, and who came and went. */
export function History({ id }: { id: string }) {
  const { asOf } = useScope();
  const { now, zone } = useWorkspace();
  const [span, setSpan] = useChoice('span', SPANS);
  const to = localDay(asOf ?? now, zone);
  const { days, points } = REACH[span];
  return (
    <Answer of={useRuleHistory(id, daysBefore(to, days), to, points)} skeleton={<div className="panel"><ChartSkeleton height={300} /></div>}>
      {(data) => <Drawn id={id} history={data} span={span} setSpan={setSpan} />}
    </Answer>
  );
}

function Drawn({ id, history, span, setSpan }: { id: string; history: RuleHistory; span: (typeof SPANS)[number]; setSpan: (span: (typeof SPANS)[number]) => void }) {
  const { t, tokens } = usePreferences();
  const format = useFormat();
  const ink = useInk();
  const option = useMemo(() => historyOption(history, { t, format, tokens, ink }), [history, t, format, tokens, ink]);
  const first = history.points[0];
  const last = history.points.at(-1);
  const colours = historyColours(tokens);
  const sum = (of: (p: Point) => number) => format.number(history.points.reduce((all, p) => all + of(p), 0));
  const columns: Column<Point>[] = [
    { id: 'at', title: t('rule.at'), cell: (p) => format.date(p.at), raw: (p) => p.at },
    { id: 'customers', title: t('word.customers'), right: true, cell: (p) => format.number(p.customers), raw: (p) => p.customers },
    { id: 'entered', title: t('rule.entered'), right: true, cell: (p) => format.number(p.entered), raw: (p) => p.entered },
    { id: 'left', title: t('rule.left'), right: true, cell: (p) => format.number(p.left), raw: (p) => p.left },
  ];
  const title = first && last ? t('rule.history.finding', { first: format.number(first.customers), last: format.number(last.customers) }) : t('rule.history');
  return (
    <ChartFrame
      title={title} note={t('rule.history.note', { entered: sum((p) => p.entered), left: sum((p) => p.left) })} file={`segment-${id}-history`} option={option} parts={parts} height={306}
      controls={<Segmented aria-label={t('span.label')} size="small" value={span} onChange={setSpan} options={SPANS.map((value) => ({ value, label: t(`span.${value}`) }))} />}
      legend={<Legend items={[{ colour: colours.customers, title: t('word.customers') }, { colour: colours.entered, title: t('rule.entered') }, { colour: colours.left, title: t('rule.left') }]} />}
      columns={columns} rows={history.points} keyOf={(p) => p.at}
    />
  );
}
