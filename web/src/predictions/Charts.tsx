import type { ModelBin, ModelTenth } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { ChartFrame } from '../kit/chart/ChartFrame';
import type { Column } from '../kit/DataTable';
import { foretold, scored, type Kind } from './merit';
import { atX, atY, Plane, W, H, LEFT, FOOT } from './Plane';

interface Tenth extends ModelTenth { tenth: number }

function useTenthColumns(kind: Kind): Column<Tenth>[] {
  const { t } = usePreferences();
  const format = useFormat();
  return [
    { id: 'tenth', title: t('card.tenth'), cell: (r) => r.tenth },
    { id: 'predicted', title: t('card.tenth.predicted'), right: true, cell: (r) => scored(foretold(kind), r.predicted, format), raw: (r) => r.predicted },
    { id: 'actual', title: t('card.tenth.actual'), right: true, cell: (r) => scored(kind === 'alive' ? 'event' : foretold(kind), r.actual, format), raw: (r) => r.actual },
    { id: 'gain', title: t('card.tenth.gain'), right: true, cell: (r) => format.share(r.gain), raw: (r) => r.gain },
    { id: 'lift', title: t('card.tenth.lift'), right: true, cell: (r) => format.number(r.lift, 2), raw: (r) => r.lift },
  ];
}

const numbered = (tenths: readonly ModelTenth[]): Tenth[] => tenths.map((each, i) => ({ ...each, tenth: i + 1 }));

/** How much of what there was to find the highest scores hold. */
export function Gain({ tenths, kind }: { tenths: readonly ModelTenth[]; kind: Kind }) {
  const { t } = usePreferences();
  const format = useFormat();
  const columns = useTenthColumns(kind);
  const title = t('card.gain', { share: format.share(tenths[0]?.gain ?? 0) });
  const points = [[0, 0] as const, ...tenths.map((each, i) => [(i + 1) / tenths.length, each.gain] as const)];
  return (
    <ChartFrame title={title} note={t('card.gain.about')} file="gain" columns={columns} rows={numbered(tenths)} keyOf={(r) => `${r.tenth}`}>
      <Plane label={title} x={t('card.gain.axis')} right={['0%', '100%']} top={['0%', '100%']}>
        <line className="plane-chance" x1={atX(0)} y1={atY(0)} x2={atX(1)} y2={atY(1)} />
        <polyline className="plane-line" points={points.map(([x, y]) => `${atX(x)},${atY(y)}`).join(' ')} />
        {points.slice(1).map(([x, y], i) => <circle key={x} className="plane-dot" cx={atX(x)} cy={atY(y)} r={4}><title>{`${i + 1}: ${format.share(y)}`}</title></circle>)}
      </Plane>
    </ChartFrame>
  );
}

/** Said against happened, by tenths of the scores. */
export function Calibration({ tenths, kind }: { tenths: readonly ModelTenth[]; kind: Kind }) {
  const { t } = usePreferences();
  const format = useFormat();
  const columns = useTenthColumns(kind);
  const top = foretold(kind) === 'event' ? 1 : Math.max(...tenths.map((each) => Math.max(each.predicted, each.actual)), 1e-9);
  const far = scored(foretold(kind), top, format);
  return (
    <ChartFrame title={t('card.calibration')} note={t('card.calibration.about')} file="calibration" columns={columns} rows={numbered(tenths)} keyOf={(r) => `${r.tenth}`}>
      <Plane label={t('card.calibration')} x={t('card.calibration.x')} y={t('card.calibration.y')} right={['0', far]} top={['0', far]}>
        <line className="plane-chance" x1={atX(0)} y1={atY(0)} x2={atX(1)} y2={atY(1)} />
        {tenths.map((each, i) => (
          <circle key={`${i}`} className="plane-dot" cx={atX(each.predicted / top)} cy={atY(each.actual / top)} r={5}>
            <title>{`${t('card.tenth.predicted')} ${scored(foretold(kind), each.predicted, format)} · ${t('card.tenth.actual')} ${scored(foretold(kind), each.actual, format)}`}</title>
          </circle>
        ))}
      </Plane>
    </ChartFrame>
  );
}

/** How scores lie over all customers now. */
export function Scores({ bins, kind }: { bins: readonly ModelBin[]; kind: Kind }) {
  const { t } = usePreferences();
  const format = useFormat();
  const most = Math.max(...bins.map((bin) => bin.customers), 1);
  const all = bins.reduce((sum, bin) => sum + bin.customers, 0);
  const far = bins.at(-1)?.to ?? 1;
  const range = (bin: ModelBin) => `${scored(kind, bin.from, format)} – ${scored(kind, bin.to, format)}`;
  const columns: Column<ModelBin>[] = [
    { id: 'score', title: t('card.score'), cell: range },
    { id: 'customers', title: t('card.customers'), right: true, cell: (bin) => format.number(bin.customers), raw: (bin) => bin.customers },
  ];
  return (
    <ChartFrame title={t('card.scores')} note={t('card.scores.about', { n: format.number(all) })} file="scores" columns={columns} rows={bins} keyOf={(bin) => `${bin.from}`}>
      <Plane label={t('card.scores')} x={t('card.score')} right={['0', scored(kind, far, format)]} top={['0', format.number(most)]}>
        {bins.map((bin) => (
          <rect key={bin.from} className="plane-bar" x={atX(bin.from / far) + 1} y={atY(bin.customers / most)} width={(W - 8 - LEFT) / bins.length - 2} height={H - FOOT - atY(bin.customers / most)}>
            <title>{`${range(bin)}: ${format.number(bin.customers)}`}</title>
          </rect>
        ))}
      </Plane>
    </ChartFrame>
  );
}
