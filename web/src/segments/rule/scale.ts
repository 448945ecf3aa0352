/** Where values lie on a scale that is the same to the left and to the right of zero, from 0 to 1. */
export interface Scale { reach: number; place(value: number): number }

const STEPS = [0.2, 0.5, 1, 1.5, 2, 3, 5, 10];

/** The smallest round reach that shows all values; what lies beyond the last stands at the edge. */
export function scaleOf(values: readonly number[]): Scale {
  const most = Math.max(0, ...values.filter(Number.isFinite).map(Math.abs));
  const reach = STEPS.find((step) => step >= most) ?? STEPS.at(-1) ?? 1;
  return { reach, place: (value) => Math.min(1, Math.max(0, 0.5 + value / reach / 2)) };
}

/** How large an effect is, by the usual words for standardized differences (Cohen 1988). */
export function sizeOf(effect: number): 'none' | 'small' | 'medium' | 'large' {
  const size = Math.abs(effect);
  return size < 0.2 ? 'none' : size < 0.5 ? 'small' : size < 0.8 ? 'medium' : 'large';
}
