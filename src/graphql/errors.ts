/** The errors that clients see: what they asked wrongly, quoted back; of our own faults, only that there was one. */
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** The caller asked wrongly: the message quotes what was received and says what is accepted. */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** A name that several players share; the slugs of all of them go with the error. */
export function ambiguous(slug: string, candidates: readonly string[]): GraphQLError {
  return new GraphQLError(
    `Several players share the name "${slug}": ask for one of ${candidates.join(', ')}.`,
    { extensions: { code: 'AMBIGUOUS', candidates } },
  );
}

/** The tables are there, but nothing was imported yet. */
export function emptyRecord(): GraphQLError {
  return new GraphQLError('The record is empty: nothing has been imported yet.', {
    extensions: { code: 'SERVICE_UNAVAILABLE', http: { status: 503 } },
  });
}

/** Codes whose messages are meant for clients. */
const TOLD = new Set([
  'AMBIGUOUS',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'SERVICE_UNAVAILABLE',
]);

/** What validation lets through: a variable that was given no value, as the only field of an input of exactly one. */
const INVALID_ARGUMENT = /^Argument "\w+" has invalid value /;

/**
 * The error as clients see it. A day that does not exist is wrong input wherever it stands, also as a literal, which
 * the validation of the document reports under a code of its own. Anything unexpected is masked.
 */
export function formatError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  if (formatted.extensions?.received !== undefined) {
    return { ...formatted, extensions: { ...formatted.extensions, code: 'BAD_USER_INPUT' } };
  }
  if (TOLD.has(String(formatted.extensions?.code))) return formatted;
  if (INVALID_ARGUMENT.test(formatted.message)) {
    return { ...formatted, extensions: { code: 'BAD_USER_INPUT' } };
  }
  return {
    message: 'Internal server error',
    ...(formatted.path ? { path: formatted.path } : {}),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}
