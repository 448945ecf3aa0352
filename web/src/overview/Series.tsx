import { useMemo, type ReactNode } from 'react';
import { Segmented } from 'antd';
import type { Series as SeriesAnswer, SeriesPoint } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useChoice, useScope } from '../app/url';
import { useFormat } from '../app/workspace';
import { Answer } from '../kit/Answer';
import { ChartFrame, Legend } from '../kit/chart/ChartFrame';
import { ChartSkeleton } from '../kit/Skeletons';
import type { Column } from '../kit/DataTable';
import { useInk } from '../kit/chart/ink';
import { useSeries, type Step } from './queries';
import { seriesColours, seriesOption } from './seriesOption';

const parts = () => import('../kit/chart/plane');

const STEPS: readonly [Step, ...Step[]] = ['week', 'day', 'month'];

/** Revenue above, active customers below, over the same time. */
export function Series() {
  const { t } = usePreferences();
  const [step, setStep] = useChoice<Step>('step', STEPS);
  const steps = (['day', 'week', 'month'] as const).map((value) => ({ value, label: t(`step.${value}`) }));
  const control = <Segmented<Step> aria-label={t('series.step')} options={steps} value={step} onChange={setStep} />;
  return (
    <Answer of={useSeries(step)} skeleton={<section className="panel"><ChartSkeleton height={340} /></section>}>
      {(data) => <SeriesChart data={data} control={control} />}
    </Answer>
  );
}

function SeriesChart({ data, control }: { data: SeriesAnswer; control: ReactNode }) {
  const { t, tokens } = usePreferences();
  const format = useFormat();
  const ink = useInk();
  const { population } = useScope();
  const option = useMemo(() => seriesOption(data, { t, format, tokens, ink }), [data, t, format, tokens, ink]);
  const colours = seriesColours(tokens);
  const anonymous = data.points.reduce((sum, p) => sum + Number(p.anonymousRevenue), 0);
  const known = data.points.reduce((sum, p) => sum + Number(p.revenue), 0);
  const note = population
    ? t('series.note.population')
    : t('series.note', { known: format.moneyShort(known), anonymous: format.moneyShort(anonymous), share: format.share(known + anonymous ? anonymous / (known + anonymous) : 0) });
  const columns: Column<SeriesPoint>[] = [
    { id: 'start', title: t('series.start'), cell: (p) => format.date(p.start) + (p.partial ? ` ${t('series.partial')}` : ''), raw: (p) => p.start },
    { id: 'revenue', title: t('series.revenue'), right: true, cell: (p) => format.money(p.revenue), raw: (p) => p.revenue },
    { id: 'anonymous', title: t('series.anonymous'), right: true, cell: (p) => format.money(p.anonymousRevenue), raw: (p) => p.anonymousRevenue },
    { id: 'returns', title: t('series.returns'), right: true, cell: (p) => format.money(p.returns), raw: (p) => p.returns },
    { id: 'orders', title: t('series.orders'), right: true, cell: (p) => format.number(p.orders), raw: (p) => p.orders },
    { id: 'active', title: t('series.active'), right: true, cell: (p) => format.number(p.activeCustomers), raw: (p) => p.activeCustomers },
    { id: 'new', title: t('series.new'), right: true, cell: (p) => format.number(p.newCustomers), raw: (p) => p.newCustomers },
  ];
  const legend = (
    <Legend items={[
      { colour: colours.known, title: t('series.revenue') },
      ...(anonymous > 0 ? [{ colour: colours.anonymous, title: t('series.anonymous') }] : []),
      { colour: colours.active, title: t('series.active') },
      { colour: colours.fresh, title: t('series.new') },
      ...(data.points.some((p) => p.partial) ? [{ colour: tokens.inkFaint, title: t('series.partial.legend'), hollow: true }] : []),
    ]} />
  );
  return (
    <ChartFrame
      title={titleOf(data, t, format)} note={note} controls={control} legend={legend} file="revenue"
      option={option} parts={parts} height={360} columns={columns} rows={data.points} keyOf={(p) => p.start}
    />
  );
}

/** The finding: the strongest whole period. */
function titleOf({ points, step }: SeriesAnswer, t: ReturnType<typeof usePreferences>['t'], format: ReturnType<typeof useFormat>): string {
  const whole = points.filter((p) => !p.partial);
  const best = whole.reduce<SeriesPoint | undefined>((top, p) => (!top || Number(p.revenue) > Number(top.revenue) ? p : top), undefined);
  return best ? t(`series.title.${step as Step}`, { at: step === 'month' ? format.month(best.start) : format.date(best.start), revenue: format.moneyShort(best.revenue), active: format.number(best.activeCustomers) }) : t('series.title.none');
}
