/** An id made of a name: small Latin letters, digits and hyphens; empty where nothing of that is left. */
export const idOf = (name: string): string =>
  name.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').replace(/^(\d)/, 's-$1').slice(0, 60);
