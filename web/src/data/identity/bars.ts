/** How far a bar reaches from the middle, as a share of half the width: evidence beyond the most bits looks alike. */
const MOST_BITS = 16;

export const reach = (bits: number): number => Math.min(1, Math.abs(bits) / MOST_BITS);

export type Side = 'for' | 'against' | 'none';

const NEXT_TO_NOTHING = 0.26;

export const sideOf = (bits: number): Side => (Math.abs(bits) < NEXT_TO_NOTHING ? 'none' : bits > 0 ? 'for' : 'against');

/** Bits with their sign, to one digit. */
export const signed = (bits: number): string => `${bits > 0 ? '+' : bits < 0 ? '−' : ''}${Math.abs(bits).toFixed(1)}`;
