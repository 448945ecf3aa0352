/** The colours of one theme; Ant Design, the style sheets and the charts all read these. */
export interface Tokens {
  accent: string; accentSoft: string; ground: string; surface: string; raised: string; line: string; lineStrong: string;
  ink: string; inkSoft: string; inkFaint: string; grown: string; shrunk: string; warning: string; travel: string; travelInk: string;
  sequence: readonly [string, string];
}

export const light: Tokens = {
  accent: '#0f766e', accentSoft: '#e3f1ef', ground: '#f5f6f6', surface: '#ffffff', raised: '#ffffff', line: '#e3e6e6', lineStrong: '#c6cccc',
  ink: '#16211f', inkSoft: '#4a5856', inkFaint: '#5f6c6a', grown: '#0f6d51', shrunk: '#a8431a', warning: '#8a5a00',
  travel: '#fff3d6', travelInk: '#6b4700', sequence: ['#e6f2f0', '#0b5f58'],
};

export const dark: Tokens = {
  accent: '#4fc9bb', accentSoft: '#153632', ground: '#0e1413', surface: '#151c1b', raised: '#1c2524', line: '#2a3433', lineStrong: '#435150',
  ink: '#e6edec', inkSoft: '#b3c0be', inkFaint: '#97a5a3', grown: '#58cfa4', shrunk: '#f09a6c', warning: '#e8b84f',
  travel: '#3a2d0c', travelInk: '#ffdf95', sequence: ['#1c302e', '#63d8c9'],
};

/** Eight colours that stay apart under the common colour-vision deficiencies (after Okabe and Ito, tuned to the accent). */
export const categories = ['#12877c', '#e09a1a', '#2f6fb0', '#c46a9b', '#d1571f', '#5aaede', '#9a8c00', '#7c8887'] as const;

const [teal, amber, blue, pink, rust, sky, , grey] = categories;

/** The same value has the same colour on every page. */
export const fixed: Readonly<Record<string, string>> = {
  'lifecycle:new': sky, 'lifecycle:active': teal, 'lifecycle:returned': blue, 'lifecycle:dormant': amber, 'lifecycle:lost': grey,
  'value_tier:head': teal, 'value_tier:potential': amber, 'value_tier:tail': grey,
  'rfm_class:important_value': teal, 'rfm_class:important_develop': blue, 'rfm_class:important_keep': rust, 'rfm_class:important_win_back': pink,
  'rfm_class:general_value': '#6fb9b1', 'rfm_class:general_develop': '#8fb3d6', 'rfm_class:general_keep': '#e3a585', 'rfm_class:general_win_back': '#dcb3ca',
  'event:order': teal, 'event:purchase': blue, 'event:return': rust,
};

export function colourOf(tag: string, value: string, position = 0): string {
  return fixed[`${tag}:${value}`] ?? categories[position % categories.length] ?? grey;
}

/** A colour between two, by share 0..1, mixed in sRGB. */
export function mix(from: string, to: string, share: number): string {
  const part = (hex: string, at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  const s = Math.min(1, Math.max(0, share));
  return `#${[1, 3, 5].map((at) => Math.round(part(from, at) + (part(to, at) - part(from, at)) * s).toString(16).padStart(2, '0')).join('')}`;
}

/** The ink that is readable on a ground: black or white by relative luminance. */
export function inkOn(ground: string): string {
  const channel = (at: number) => {
    const c = Number.parseInt(ground.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5) > 0.179 ? '#000000' : '#ffffff';
}
