import { useFormat } from '../app/workspace';
import { usePreferences } from '../app/preferences';

const WIDTH = 84;
const HEIGHT = 22;

/** A course too small for axes; the last point is marked, and read out with the first. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  const { t } = usePreferences();
  const format = useFormat();
  const first = values[0];
  const last = values.at(-1);
  if (first === undefined || last === undefined || values.length < 2) return <span className="faint">–</span>;
  const top = Math.max(...values, 1);
  const point = (value: number, i: number) => [2 + (i / (values.length - 1)) * (WIDTH - 6), HEIGHT - 3 - (value / top) * (HEIGHT - 6)] as const;
  const line = values.map((value, i) => point(value, i).map((n) => n.toFixed(1)).join(',')).join(' ');
  const end = point(last, values.length - 1);
  const text = t('spark', { label, first: format.number(first), last: format.number(last) });
  return (
    <svg className="spark" width={WIDTH} height={HEIGHT} role="img" aria-label={text}>
      <title>{text}</title>
      <polyline points={line} />
      <circle cx={end[0]} cy={end[1]} r={2.2} />
    </svg>
  );
}
