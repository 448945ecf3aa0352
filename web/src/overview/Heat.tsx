import { useMemo } from 'react';
import type { HeatCell, HeatMap } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { Answer } from '../kit/Answer';
import { ChartFrame } from '../kit/chart/ChartFrame';
import { useInk } from '../kit/chart/ink';
import type { Column } from '../kit/DataTable';
import { ChartSkeleton } from '../kit/Skeletons';
import { heatOption } from './heatOption';
import { useHeat } from './queries';

const parts = () => import('../kit/chart/plane');

/** When do they buy: local hour by weekday. */
export function Heat() {
  return (
    <Answer of={useHeat()} skeleton={<section className="panel"><ChartSkeleton height={260} /></section>}>
      {(data) => <HeatChart data={data} />}
    </Answer>
  );
}

function HeatChart({ data }: { data: HeatMap }) {
  const { t, say, tokens } = usePreferences();
  const format = useFormat();
  const ink = useInk();
  const days = useMemo(() => [1, 2, 3, 4, 5, 6, 7].map((d) => t(`weekday.${d as 1}`)), [t]);
  const option = useMemo(() => heatOption(data.cells, { days, t, format, tokens, ink }), [data, days, t, format, tokens, ink]);
  const columns: Column<HeatCell>[] = [
    { id: 'weekday', title: t('heat.weekday'), cell: (c) => days[c.weekday - 1] },
    { id: 'hour', title: t('heat.hour'), right: true, cell: (c) => `${c.hour}:00`, raw: (c) => c.hour },
    { id: 'orders', title: t('series.orders'), right: true, cell: (c) => format.number(c.orders), raw: (c) => c.orders },
    { id: 'revenue', title: t('series.revenue'), right: true, cell: (c) => format.money(c.revenue), raw: (c) => c.revenue },
  ];
  return (
    <ChartFrame
      title={say(data.finding)} note={t('heat.note')} file="hours" option={option} parts={parts} height={330}
      columns={columns} rows={data.cells.filter((c) => c.orders > 0)} keyOf={(c) => `${c.weekday}-${c.hour}`}
    />
  );
}
