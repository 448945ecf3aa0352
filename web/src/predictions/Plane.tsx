import type { ReactNode } from 'react';

export const W = 420;
export const H = 240;
export const LEFT = 52;
export const FOOT = 34;

/** A plain drawing with two axes from 0: marks come as children in drawing units. */
export function Plane({ label, x, y, right, top, children }: { label: string; x: string; y?: string; right: [string, string]; top: [string, string]; children: ReactNode }) {
  return (
    <svg className="plane" viewBox={`0 0 ${W} ${H}`} role="img" aria-label={label}>
      <g className="plane-axes">
        <path d={`M${LEFT} 8V${H - FOOT}H${W - 8}`} />
        <text x={LEFT - 6} y={14} textAnchor="end">{top[1]}</text>
        <text x={LEFT - 6} y={H - FOOT} textAnchor="end">{top[0]}</text>
        <text x={LEFT} y={H - FOOT + 14}>{right[0]}</text>
        <text x={W - 8} y={H - FOOT + 14} textAnchor="end">{right[1]}</text>
        <text x={(LEFT + W) / 2} y={H - 4} textAnchor="middle">{x}</text>
        {y && <text x={12} y={(H - FOOT) / 2} textAnchor="middle" transform={`rotate(-90 12 ${(H - FOOT) / 2})`}>{y}</text>}
      </g>
      {children}
    </svg>
  );
}

export const atX = (share: number) => LEFT + share * (W - 8 - LEFT);
export const atY = (share: number) => H - FOOT - share * (H - FOOT - 8);
