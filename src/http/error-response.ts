/** Refusals of whatever does not get as far as GraphQL, in the shape that its clients read. */
import type { ERROR_CODES } from '../graphql/errors.js';

type Code = keyof typeof ERROR_CODES;

export interface ErrorBody {
  readonly errors: readonly [{ message: string; extensions: { code: Code; requestId?: string } }];
}

/** The body of a refusal. The id of its request is added when it is sent, but for what never passes there. */
export function buildErrorBody(code: Code, message: string, requestId?: string): ErrorBody {
  return { errors: [{ message, extensions: { code, ...(requestId && { requestId }) } }] };
}
