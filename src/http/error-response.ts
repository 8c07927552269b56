/** Errors outside GraphQL, in the form that its clients read. */
import type { ERROR_CODES } from '../graphql/errors.js';

export type ErrorCode = keyof typeof ERROR_CODES;

export interface ErrorBody {
  readonly errors: readonly [
    { message: string; extensions: { code: ErrorCode; requestId?: string } },
  ];
}

/** Builds the body of an error. A response writer adds the request id unless it is given here. */
export function buildErrorBody(code: ErrorCode, message: string, requestId?: string): ErrorBody {
  return { errors: [{ message, extensions: { code, ...(requestId && { requestId }) } }] };
}
