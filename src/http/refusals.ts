/** Refusals of whatever does not get as far as GraphQL, in the shape that its clients read. */
import type { CODES } from '../graphql/errors.js';

export interface Refusal {
  readonly errors: readonly [{ message: string; extensions: { code: keyof typeof CODES } }];
}

/** The body of a refusal. The id of its request is added to it like to every other error, when it is sent. */
export function refusal(code: keyof typeof CODES, message: string): Refusal {
  return { errors: [{ message, extensions: { code } }] };
}
