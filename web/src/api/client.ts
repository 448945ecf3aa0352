import type { Problem, Session } from './types';

export const ROOT = '/api/v1';

export type Param = string | number | boolean | null | undefined;
export type Params = Record<string, Param | readonly string[]>;

/** A request that did not succeed: carries the server's problem, or one made here when the server could not be reached. */
export class ApiFailure extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** The query string of the given parameters: absent ones are left out, lists repeat the name. */
export function queryString(params: Params): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined || value === null || value === '') continue;
    if (Array.isArray(value)) for (const one of value) search.append(name, one);
    else search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}

export function workspaceUrl(workspace: string, path: string, params: Params = {}): string {
  return `${ROOT}/workspaces/${encodeURIComponent(workspace)}${path}${queryString(params)}`;
}

export const SESSION = `${ROOT}/session`;

/** What every change shows beside the session's cookie; undefined as long as the server was not asked for it. */
let proof: Promise<string | undefined> | undefined;

/** Learns what changes must show from now on: somebody has logged in or out. */
export const learnProof = (known: string | undefined): void => { proof = Promise.resolve(known); };

async function askProof(): Promise<string | undefined> {
  const response = await fetch(SESSION, { headers: { accept: 'application/json' } });
  return response.ok ? ((await response.json()) as Session).proof : undefined;
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers ?? { accept: 'application/json' });
  if (init.method === undefined || init.method === 'GET') return fetch(url, { ...init, headers });
  proof ??= askProof();
  const shown = await proof;
  if (shown) headers.set('x-limner-proof', shown);
  const response = await fetch(url, { ...init, headers });
  if (response.status !== 403) return response;
  // somebody may have logged in anew on another tab
  proof = askProof();
  const now = await proof;
  if (!now || now === shown) return response;
  headers.set('x-limner-proof', now);
  return fetch(url, { ...init, headers });
}

/** Called where the session is over; set by the frame of the pages. */
let onLoggedOut: () => void = () => {};
export const whenLoggedOut = (call: () => void): void => { onLoggedOut = call; };

export async function fetchJson<T>(url: string, init: RequestInit = {}): Promise<T> {
  let response: Response;
  try {
    response = await ask(url, init);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiFailure(local('UNREACHABLE', 0, url, 'The server did not answer.', '服务器没有应答。',
      'Maybe it is still starting, or was stopped.', '可能还在启动，或已经停止。'));
  }
  if (response.ok) return (response.status === 202 || response.status === 204 ? undefined : await response.json()) as T;
  const problem = await problemOf(response, url);
  if (problem.code === 'UNAUTHENTICATED') onLoggedOut();
  throw new ApiFailure(problem);
}

export const postJson = <T>(url: string, body: unknown, signal?: AbortSignal): Promise<T> =>
  fetchJson<T>(url, { method: 'POST', headers: { accept: 'application/json', 'content-type': 'application/json' }, body: JSON.stringify(body), signal });

async function problemOf(response: Response, url: string): Promise<Problem> {
  try {
    const body: unknown = await response.json();
    if (body && typeof body === 'object' && 'code' in body && 'detail' in body) return body as Problem;
  } catch {
    // no JSON: the answer did not come from the API
  }
  return local(`HTTP_${response.status}`, response.status, url, `The server answered ${response.status}.`, `服务器返回 ${response.status}。`);
}

function local(code: string, status: number, where: string, en: string, zh: string, hintEn?: string, hintZh?: string): Problem {
  return {
    type: 'about:blank', title: code, status, code, where, detail: { en, zh },
    hint: hintEn && hintZh ? { en: hintEn, zh: hintZh } : undefined,
  };
}
