import { useMemo } from 'react';
import type { ClusterGroup, ClusterPoint, Clusters } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { useFormat } from '../../app/workspace';
import { ChartFrame, Legend } from '../../kit/chart/ChartFrame';
import type { Column } from '../../kit/DataTable';
import { colourOfGroup, nameOf, rangeOf } from './colours';

const W = 460;
const H = 340;

interface Centre { id: string; group: ClusterGroup | undefined; point: ClusterPoint }

/** A sample of customers as points in the two directions in which customers differ most, and the middles of the groups. */
export function PlaneOfCustomers({ found }: { found: Clusters }) {
  const { t, say } = usePreferences();
  const format = useFormat();
  const [across, up] = found.axes;
  const place = useMemo(() => {
    const all = [...found.points, ...found.centres];
    const [left, right] = rangeOf(all.map((point) => point.x));
    const [low, high] = rangeOf(all.map((point) => point.y));
    const inside = (share: number) => Math.max(0.01, Math.min(0.99, share));
    return (point: ClusterPoint) => ({ cx: W * inside((point.x - left) / (right - left)), cy: H * (1 - inside((point.y - low) / (high - low))) });
  }, [found]);
  const centres: Centre[] = found.centres.map((point) => ({ id: point.cluster, group: found.clusters.find((one) => one.id === point.cluster), point }));
  const columns: Column<Centre>[] = [
    { id: 'group', title: t('clusters.group'), cell: (row) => nameOf(row.group, say, row.id) },
    { id: 'share', title: t('clusters.share'), right: true, cell: (row) => format.share(row.group?.share ?? 0), raw: (row) => row.group?.share ?? 0 },
    { id: 'x', title: t('clusters.x'), right: true, cell: (row) => format.number(row.point.x, 2), raw: (row) => row.point.x },
    { id: 'y', title: t('clusters.y'), right: true, cell: (row) => format.number(row.point.y, 2), raw: (row) => row.point.y },
  ];
  const legend = found.clusters.map((group) => ({ colour: colourOfGroup(group.id), title: `${nameOf(group, say, group.id)} (${format.share(group.share)})` }));
  return (
    <ChartFrame
      title={t('clusters.map.finding', { share: format.share((across?.share ?? 0) + (up?.share ?? 0)) })} note={t('clusters.map.note', { n: format.number(found.points.length) })}
      legend={<Legend items={legend} />} file="clusters" columns={columns} rows={centres} keyOf={(row) => row.id}
    >
      <figure className="clusters-map">
        <figcaption>↑ {say(up?.high)} <span className="faint">{t('clusters.map.axis', { share: format.share(up?.share ?? 0) })}</span></figcaption>
        <svg viewBox={`0 0 ${W} ${H}`} role="img" aria-label={t('clusters.map.label', { n: format.number(found.points.length), k: found.clusters.length })}>
          {found.points.map((point, i) => <circle key={`${i}`} {...place(point)} r={3} fill={colourOfGroup(point.cluster)} fillOpacity={0.6} />)}
          {centres.map(({ id, group, point }) => (
            <g key={id}>
              <circle {...place(point)} r={10} className="clusters-ring" />
              <circle {...place(point)} r={7} fill={colourOfGroup(id)} className="clusters-centre"><title>{nameOf(group, say, id)}</title></circle>
            </g>
          ))}
        </svg>
        <figcaption>↓ {say(up?.low)}</figcaption>
        <figcaption className="clusters-across"><span>← {say(across?.low)}</span><span className="faint">{t('clusters.map.axis', { share: format.share(across?.share ?? 0) })}</span><span>{say(across?.high)} →</span></figcaption>
      </figure>
    </ChartFrame>
  );
}
