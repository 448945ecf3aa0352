import type { OutlookAlive, OutlookDay, OutlookView } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { ChartFrame } from '../kit/chart/ChartFrame';
import type { Column } from '../kit/DataTable';
import { Failure } from '../kit/Failure';
import { millis } from '../kit/format';
import { Panel } from '../kit/Panel';
import { atX, atY, Plane } from '../predictions/Plane';
import { useOutlook } from '../predictions/queries';
import '../predictions/predictions.css';

/** When the next order is to be expected, and how alive the customer seemed over time; or why that cannot be told. */
export function Outlook({ customer }: { customer: string }) {
  const { t, say } = usePreferences();
  const { data, error, refetch } = useOutlook(customer);
  if (error && !data) return <section className="panel"><Failure error={error} retry={refetch} /></section>;
  if (!data) return null;
  if (data.refused || data.ever === undefined) {
    return <Panel id="outlook" title={t('outlook.title')} note={data.refused ? say(data.refused.reason) : t('outlook.none')} />;
  }
  return <div className="outlook" id="outlook"><Next outlook={data} ever={data.ever} /><Alive points={data.alive} /></div>;
}

function Next({ outlook, ever }: { outlook: OutlookView; ever: number }) {
  const { t } = usePreferences();
  const format = useFormat();
  const { density, spans, median } = outlook;
  const last = (density.at(-1)?.day ?? 0) + 2;
  const top = Math.max(...density.map((each) => each.probability), 1e-9);
  const days = (value: number | undefined) => (value === undefined ? '∞' : format.number(value));
  const title = median === undefined ? t('outlook.next.never', { share: format.share(ever) }) : t('outlook.next', { n: format.number(median), share: format.share(ever) });
  const columns: Column<OutlookDay>[] = [
    { id: 'day', title: t('outlook.day'), cell: (r) => r.day },
    { id: 'probability', title: t('outlook.density'), right: true, cell: (r) => format.share(r.probability), raw: (r) => r.probability },
  ];
  const line = density.map((each) => `${atX((each.day + 1) / last)},${atY(each.probability / top)}`).join(' ');
  const half = spans[0];
  return (
    <ChartFrame title={title} note={spans.map((span) => t('outlook.span', { level: format.share(span.level), low: days(span.low), high: days(span.high) })).join(' · ')} file="next-order" columns={columns} rows={density} keyOf={(r) => `${r.day}`}>
      <Plane label={title} x={t('outlook.axis')} right={['0', `${last}`]} top={['0', format.share(top)]}>
        {half?.low !== undefined && half.low < last && (
          <rect className="plane-span" x={atX(half.low / last)} y={atY(1)} width={atX(Math.min(1, (half.high ?? last) / last)) - atX(half.low / last)} height={atY(0) - atY(1)}><title>{t('outlook.span', { level: format.share(half.level), low: days(half.low), high: days(half.high) })}</title></rect>
        )}
        <polyline className="plane-line" points={line} />
        {median !== undefined && median <= last && <line className="plane-chance" x1={atX(median / last)} x2={atX(median / last)} y1={atY(0)} y2={atY(1)} />}
      </Plane>
    </ChartFrame>
  );
}

function Alive({ points }: { points: readonly OutlookAlive[] }) {
  const { t } = usePreferences();
  const format = useFormat();
  const now = points.at(-1);
  const first = points[0];
  const title = now ? t('outlook.alive', { share: format.share(now.probability) }) : t('outlook.alive.none');
  const columns: Column<OutlookAlive>[] = [
    { id: 'at', title: t('outlook.at'), cell: (r) => format.date(r.at), raw: (r) => r.at },
    { id: 'probability', title: t('outlook.probability'), right: true, cell: (r) => format.share(r.probability), raw: (r) => r.probability },
  ];
  const from = first ? millis(first.at) : 0;
  const span = now ? Math.max(1, millis(now.at) - from) : 1;
  const at = (point: OutlookAlive) => [atX((millis(point.at) - from) / span), atY(point.probability)] as const;
  return (
    <ChartFrame title={title} note={t('outlook.alive.about')} file="alive" columns={columns} rows={points} keyOf={(r) => r.at}>
      <Plane label={title} x="" right={[first ? format.date(first.at) : '', now ? format.date(now.at) : '']} top={['0%', '100%']}>
        <polyline className="plane-line" points={points.map((point) => at(point).join(',')).join(' ')} />
        {now && <circle className="plane-dot" cx={at(now)[0]} cy={at(now)[1]} r={4}><title>{`${format.date(now.at)}: ${format.share(now.probability)}`}</title></circle>}
      </Plane>
    </ChartFrame>
  );
}
