import type { RfmPosition } from '../api/types';
import { usePreferences } from '../app/preferences';
import { useFormat } from '../app/workspace';
import { placesOf } from './places';

const TURN = 2 * Math.PI;

/** Three rings, recency outside, spend inside: each is as long as the share of customers this one is ahead of. */
export function Medallion({ rfm }: { rfm: RfmPosition | null | undefined }) {
  const { t } = usePreferences();
  const format = useFormat();
  if (!rfm) return <svg className="medallion" viewBox="0 0 96 96" aria-hidden="true"><circle className="ring" cx="48" cy="48" r="42" /></svg>;
  const rings = placesOf(rfm).map((place, i) => ({ ...place, radius: 42 - 8 * i }));
  const [r, f, m] = rings.map((ring) => format.share(ring.ahead));
  return (
    <svg className="medallion" viewBox="0 0 96 96" role="img" aria-label={t('portrait.medallion', { r: r ?? '', f: f ?? '', m: m ?? '' })}>
      {rings.map(({ radius, ahead, colour }) => (
        <g key={radius} transform="rotate(-90 48 48)">
          <circle className="ring" cx="48" cy="48" r={radius} />
          <circle cx="48" cy="48" r={radius} fill="none" stroke={colour} strokeWidth="6" strokeLinecap="round" strokeDasharray={`${Math.max(0.01, ahead) * TURN * radius} ${TURN * radius}`} />
        </g>
      ))}
      <text x="48" y="53" textAnchor="middle">{rfm.r}{rfm.f}{rfm.m}</text>
    </svg>
  );
}
