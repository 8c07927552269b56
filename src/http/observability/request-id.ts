import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** In requests of a trusted proxy and in all responses. */
export const REQUEST_ID = 'x-request-id';

/** Ids accepted from a proxy; others could fill or forge log lines. */
const SAFE_ID = /^[\w.:-]{8,128}$/;

/** Keeps a trusted proxy's id. */
export function createRequestIdGenerator(
  trustsProxy: boolean,
): (request: IncomingMessage) => string {
  if (!trustsProxy) return () => randomUUID();
  return ({ headers }) => {
    const given = headers[REQUEST_ID];
    return typeof given === 'string' && SAFE_ID.test(given) ? given : randomUUID();
  };
}

/** Apollo writes errors first. */
const ERRORS_PREFIX = '{"errors":';

interface ErrorPayload {
  errors: { extensions?: Record<string, unknown> }[];
}

/** Adds the id to each error and passes its code to `onError`; null for a body without errors. */
export function addRequestId(
  payload: unknown,
  requestId: string,
  onError: (code: unknown) => void,
): string | null {
  if (typeof payload !== 'string' || !payload.startsWith(ERRORS_PREFIX)) return null;
  const body = JSON.parse(payload) as ErrorPayload;
  for (const error of body.errors) {
    onError(error.extensions?.code);
    error.extensions = { ...error.extensions, requestId };
  }
  return JSON.stringify(body) + (payload.endsWith('\n') ? '\n' : '');
}
