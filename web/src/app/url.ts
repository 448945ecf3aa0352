import { useCallback } from 'react';
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';

export type Changes = Record<string, string | readonly string[] | undefined>;

/** The search string with some parameters set, repeated or (undefined, empty) removed; the others stay as they are. */
export function changed(search: URLSearchParams, changes: Changes): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    if (typeof value === 'string') {
      if (value) next.set(name, value);
    } else value?.forEach((one) => next.append(name, one));
  }
  return next;
}

/** What goes along to another page: the instant and the population change every answer; all else belongs to one page. */
export function scopeOf(search: URLSearchParams): Changes {
  return { asOf: search.get('asOf') ?? undefined, population: search.get('population') ?? undefined };
}

/** A readable address: colons, commas and bars need no escape in a query. */
export const address = (path: string, search: URLSearchParams): string => {
  const text = search.toString().replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%7C', '|');
  return text ? `${path}?${text}` : path;
};

export interface Scope { asOf?: string; population?: string }

export function useScope(): Scope {
  const [search] = useSearchParams();
  return scopeOf(search) as Scope;
}

export function useWorkspaceId(): string {
  return useParams().workspace ?? '';
}

/** Sets parameters of the present address; `replace` leaves no step for the back button. */
export function useChange(): (changes: Changes, how?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  return useCallback((changes, how) => {
    navigate(address(pathname, changed(new URLSearchParams(window.location.search), changes)), { replace: how?.replace });
  }, [navigate, pathname]);
}

/** One parameter of the address out of a list of allowed values; anything else counts as the first. */
export function useChoice<V extends string>(name: string, allowed: readonly [V, ...V[]]): [V, (value: V) => void] {
  const [search] = useSearchParams();
  const change = useChange();
  const value = allowed.find((one) => one === search.get(name)) ?? allowed[0];
  return [value, (next) => change({ [name]: next === allowed[0] ? undefined : next }, { replace: true })];
}

/** Addresses inside this workspace that keep the instant and the population. */
export function useHref(): (room: string, params?: Changes) => string {
  const workspace = useWorkspaceId();
  const [search] = useSearchParams();
  return useCallback((room, params = {}) =>
    address(`/${workspace}/${room}`, changed(changed(new URLSearchParams(), scopeOf(search)), params)), [workspace, search]);
}
