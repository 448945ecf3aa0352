import type { Problem } from './types';

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

export async function fetchJson<T>(url: string, init?: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, { headers: { accept: 'application/json' }, ...init });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiFailure(local('UNREACHABLE', 0, url, 'The server did not answer.', '服务器没有应答。',
      'Maybe it is still starting, or was stopped.', '可能还在启动，或已经停止。'));
  }
  if (response.ok) return (response.status === 202 || response.status === 204 ? undefined : await response.json()) as T;
  throw new ApiFailure(await problemOf(response, url));
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
