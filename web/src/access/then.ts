const KEY = 'limner.then';

/** Keeps where somebody wanted to go while the browser visits another site. */
export const remember = (then: string): void => sessionStorage.setItem(KEY, then);

export function remembered(): string | null {
  const then = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return then;
}
