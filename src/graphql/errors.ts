/** The errors that clients see: what they asked wrongly, quoted back; of our own faults, only that there was one. */
import { HeaderMap } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { DatabaseError } from '../database.js';

/** The caller asked wrongly: the message quotes what was received and says what is accepted. */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** The caller asked wrongly, as is known before anything is run: like `badInput`, and nothing is answered at all. */
export function refused(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
  });
}

/** What is asked for costs more than it may. */
export function tooCostly(requested: number, limit: number): GraphQLError {
  return new GraphQLError(
    `This operation costs ${requested}, and ${limit} is accepted: ask for smaller pages with first or last, for fewer lists inside lists, or in several requests.`,
    { extensions: { code: 'COST_LIMIT_EXCEEDED', requested, limit, http: { status: 400 } } },
  );
}

/** A name that several players share; the slugs of all of them go with the error. */
export function ambiguous(slug: string, candidates: readonly string[]): GraphQLError {
  return new GraphQLError(
    `Several players share the name "${slug}": ask for one of ${candidates.join(', ')}.`,
    { extensions: { code: 'AMBIGUOUS', candidates } },
  );
}

/** A version since which the changes are not known: it is too old, or none of the record. */
export function unknownVersion(version: string, oldest: string): GraphQLError {
  const shown = version.length > 80 ? `${version.slice(0, 80)}…` : version;
  return new GraphQLError(
    `The changes since version "${shown}" are not known: they are kept since version "${oldest}". Load anew what you hold.`,
    { extensions: { code: 'VERSION_UNKNOWN', keptSince: oldest } },
  );
}

/** The tables are there, but nothing was imported yet. */
export function emptyRecord(): GraphQLError {
  return unavailable('The record is empty: nothing has been imported yet.');
}

/** More wants to be answered than can be. */
export function overloaded(originalError?: Error): GraphQLError {
  return unavailable('Too much is asked at once: come again in a moment.', originalError);
}

/** It took longer than an answer may. */
export function timedOut(originalError?: Error): GraphQLError {
  return new GraphQLError('The answer took too long and was given up: ask for less, or later.', {
    originalError,
    extensions: { code: 'TIMEOUT', http: { status: 504 } },
  });
}

/** What a client is told of a database that does not answer: nothing about it. Other errors are left as they are. */
export function troubleTold(error: unknown): unknown {
  if (!isTrouble(error)) return error;
  if (error.trouble === 'BUSY') return timedOut(error);
  if (error.trouble === 'FULL') return overloaded(error);
  return unavailable('The record cannot be read at the moment: come again in a while.', error);
}

/** What is behind an error of which clients learn nothing but that there was one; null where they are told all there is. */
export function hiddenReason(error: Error): Error | null {
  const reason = reasonOf(error);
  const isTold = error instanceof GraphQLError && told(error.toJSON()).extensions?.code !== MASKED;
  return isTold && !isTrouble(reason) ? null : reason;
}

/** The error that others only pass on. */
function reasonOf(error: Error): Error {
  const { originalError } = error as Partial<GraphQLError>;
  return originalError ? reasonOf(originalError) : error;
}

function isTrouble(error: unknown): error is DatabaseError {
  return error instanceof Error && 'trouble' in error;
}

/** Nothing can be answered now. */
export function unavailable(message: string, originalError?: Error): GraphQLError {
  return new GraphQLError(message, {
    originalError,
    extensions: { code: 'SERVICE_UNAVAILABLE', http: { status: 503, headers: comeAgain() } },
  });
}

/** When to come again, in seconds. */
export const RETRY_AFTER = 2;

/** When to come again, as a page of somebody else may read it. */
function comeAgain(): HeaderMap {
  return new HeaderMap([
    ['retry-after', String(RETRY_AFTER)],
    ['access-control-expose-headers', 'retry-after'],
  ]);
}

/** Every `extensions.code` that an error can have, and when it has it, as the README says it. */
export const CODES = {
  AMBIGUOUS: 'a name that several players share; `extensions.candidates` lists their slugs',
  BAD_REQUEST: 'the request is not GraphQL over HTTP',
  BAD_USER_INPUT:
    'a day that does not exist, a page of 0 or 101, a foreign cursor, an unknown player in a comparison, a text that is too long; the message quotes what was received',
  COST_LIMIT_EXCEEDED:
    'the operation costs more than it may; `extensions.requested` and `extensions.limit` say how much',
  GRAPHQL_PARSE_FAILED: 'the document is not GraphQL, or longer than it may be',
  GRAPHQL_VALIDATION_FAILED:
    'the document is not of this schema, or deeper or wider than it may be',
  INTERNAL_SERVER_ERROR: 'our fault; no more is told',
  OPERATION_RESOLUTION_FAILURE:
    'the document has no operation of the name, or several and none is named',
  PERSISTED_QUERY_NOT_FOUND: 'no query is known by the hash: send it along',
  RATE_LIMITED:
    'more requests came from the address than it may make in a minute: `Retry-After` says when to come again',
  SERVICE_UNAVAILABLE:
    'nothing has been imported yet, or the record cannot be read, or too much is asked at once: come again',
  TIMEOUT: 'the answer took longer than it may',
  VERSION_UNKNOWN:
    'no changes are kept since the version: load anew what you hold; `extensions.keptSince` is the oldest version since which they are',
} as const;

/** Of these errors only the code is told. */
const MASKED = 'INTERNAL_SERVER_ERROR';

/** Refusals of Apollo's that come without a code. */
const BAD_REQUESTS = new Set([
  'Unsupported persisted query version',
  'provided sha does not match query',
]);

/**
 * What validation lets through, since it knows no values: a variable without one as the only field of an input of exactly
 * one, null for what only has a default, and values so wrong that graphql-js stops telling how.
 */
const WRONG_VALUES = [
  /^Argument "\w+" has invalid value /,
  /^Argument "\w+" of (non-null|required) type /,
  /^Too many errors processing variables/,
];

/** The longest message, in characters: some quote what was received, which may be a whole request. */
const LONGEST = 1000;

/** The error as clients see it. */
export function formatError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { message, ...rest } = told(formatted);
  return { message: message.length > LONGEST ? `${message.slice(0, LONGEST)}…` : message, ...rest };
}

/**
 * What is told of an error. A day that does not exist is wrong input wherever it stands, also as a literal, which
 * the validation of the document reports under a code of its own. Anything unexpected is masked.
 */
function told(formatted: GraphQLFormattedError): GraphQLFormattedError {
  if (formatted.extensions?.received !== undefined) {
    return { ...formatted, extensions: { code: 'BAD_USER_INPUT' } };
  }
  if (BAD_REQUESTS.has(formatted.message)) {
    return { ...formatted, extensions: { code: 'BAD_REQUEST' } };
  }
  const code = String(formatted.extensions?.code);
  if (code !== MASKED && Object.hasOwn(CODES, code)) return formatted;
  if (WRONG_VALUES.some((pattern) => pattern.test(formatted.message))) {
    return { ...formatted, extensions: { code: 'BAD_USER_INPUT' } };
  }
  return {
    message: 'Internal server error',
    ...(formatted.path ? { path: formatted.path } : {}),
    extensions: { code: MASKED },
  };
}
