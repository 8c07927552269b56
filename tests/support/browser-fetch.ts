/** `fetch` as the page of another origin has it in a browser: preflights, CORS, and a cache that revalidates. */
import { expect } from 'vitest';

const ORIGIN = 'https://example.org';

/** Headers that a page may send without a preflight, and those that are no page's. */
const SAFELISTED = ['accept', 'origin', 'if-none-match'];

const SAFELISTED_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

export interface Exchange {
  readonly method: string;
  readonly status: number;
  readonly cacheStatus: string | null;
}

export interface BrowserFetch {
  readonly fetch: typeof fetch;
  /** What went over the line, preflights excepted. */
  readonly exchanges: Exchange[];
}

function needsPreflight(headers: Headers): boolean {
  return [...headers].some(([name, value]) =>
    name === 'content-type' ? !SAFELISTED_TYPES.includes(value) : !SAFELISTED.includes(name),
  );
}

async function expectPreflightAllows(url: string, method: string, headers: Headers) {
  const names = [...headers.keys()].filter((name) => !SAFELISTED.includes(name)).join(',');
  const preflight = await fetch(url, {
    method: 'OPTIONS',
    headers: {
      origin: ORIGIN,
      'access-control-request-method': method,
      'access-control-request-headers': names,
    },
  });
  expect(preflight.ok).toBe(true);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  expect(preflight.headers.get('access-control-allow-methods')).toContain(method);
  expect(preflight.headers.get('access-control-allow-headers')).toBe(names);
}

export function createBrowserFetch(): BrowserFetch {
  const stored = new Map<string, { etag: string; headers: Headers; text: string }>();
  const exchanges: Exchange[] = [];
  const browserFetch: typeof fetch = async (input, init = {}) => {
    const url = String(input);
    const method = init.method ?? 'GET';
    const headers = new Headers(init.headers);
    if (!headers.has('accept')) headers.set('accept', '*/*');
    if (needsPreflight(headers)) await expectPreflightAllows(url, method, headers);
    const key = `${method} ${url} ${headers.get('accept')}`;
    const entry = stored.get(key);
    if (entry) headers.set('if-none-match', entry.etag);
    headers.set('origin', ORIGIN);
    const response = await fetch(url, { ...init, headers });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const { status } = response;
    exchanges.push({ method, status, cacheStatus: response.headers.get('cache-status') });
    if (status === 304 && entry) return new Response(entry.text, { headers: entry.headers });
    const text = await response.text();
    const etag = response.headers.get('etag');
    const isStorable = response.headers.get('cache-control')?.startsWith('public') ?? false;
    if (method === 'GET' && etag && isStorable) {
      stored.set(key, { etag, headers: response.headers, text });
    }
    return new Response(text, { status, headers: response.headers });
  };
  return { fetch: browserFetch, exchanges };
}
