/** Errors outside GraphQL, in GraphQL form. */
import type { ERROR_CODES } from '../graphql/errors.js';

export type ErrorCode = keyof typeof ERROR_CODES;

export interface ErrorBody {
  readonly errors: readonly [
    { message: string; extensions: { code: ErrorCode; requestId?: string } },
  ];
}

/** A response writer adds a request id not given here. */
export function buildErrorBody(code: ErrorCode, message: string, requestId?: string): ErrorBody {
  return { errors: [{ message, extensions: { code, ...(requestId && { requestId }) } }] };
}
