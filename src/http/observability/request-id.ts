/** Every request has an id: its answer says it, each error in it, and each line of the log that is about it. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The header of a request where a proxy has given it an id, and of every answer. */
export const REQUEST_ID = 'x-request-id';

/** What an id of a proxy may be: anything longer or stranger could be made to fill a log, or to forge a line of it. */
const SAFE_ID = /^[\w.:-]{8,128}$/;

/** Gives requests their ids; those of a proxy are kept where there is one to trust. */
export function createRequestIdGenerator(
  trustsProxy: boolean,
): (request: IncomingMessage) => string {
  if (!trustsProxy) return () => randomUUID();
  return ({ headers }) => {
    const given = headers[REQUEST_ID];
    return typeof given === 'string' && SAFE_ID.test(given) ? given : randomUUID();
  };
}

/** How answers with errors begin, whoever has written them: Apollo puts errors first. */
const ERRORS_PREFIX = '{"errors":';

/** The errors of an answer that is about to be sent. */
interface ErrorPayload {
  errors: { extensions?: Record<string, unknown> }[];
}

/**
 * An answer with errors, each of which names the request, as it is to be sent; null for any other. `failed` is told the
 * code of each. Answers that are kept have no errors, and are bytes: looking at them costs nothing.
 */
export function addRequestId(
  payload: unknown,
  requestId: string,
  failed: (code: unknown) => void,
): string | null {
  if (typeof payload !== 'string' || !payload.startsWith(ERRORS_PREFIX)) return null;
  const answer = JSON.parse(payload) as ErrorPayload;
  for (const error of answer.errors) {
    failed(error.extensions?.code);
    error.extensions = { ...error.extensions, requestId };
  }
  return JSON.stringify(answer) + (payload.endsWith('\n') ? '\n' : '');
}
