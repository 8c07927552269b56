/** Errors as clients see them: input errors quoted, internal errors masked. */
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AmbiguousNameError, InputError } from '../analysis/input-error.js';
import { DatabaseError } from '../database/errors.js';

export function badUserInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** Before execution: status 400. */
export function badRequestInput(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
  });
}

export function costLimitExceeded(requested: number, limit: number): GraphQLError {
  return new GraphQLError(
    `This operation costs ${requested}, and ${limit} is accepted: ask for smaller pages with first or last, for fewer lists inside lists, or in several requests.`,
    { extensions: { code: 'COST_LIMIT_EXCEEDED', requested, limit, http: { status: 400 } } },
  );
}

export function unknownVersion(version: string, oldest: string): GraphQLError {
  const shown = version.length > 80 ? `${version.slice(0, 80)}…` : version;
  return new GraphQLError(
    `The changes since version "${shown}" are not known: they are kept since version "${oldest}". Load anew what you hold.`,
    { extensions: { code: 'VERSION_UNKNOWN', keptSince: oldest } },
  );
}

export function emptyRecord(): GraphQLError {
  return serviceUnavailable('The record is empty: nothing has been imported yet.');
}

export function overloadedError(originalError?: Error): GraphQLError {
  return serviceUnavailable('Too much is asked at once: come again in a moment.', originalError);
}

export function rateLimited(message: string, retryAfterS: number): GraphQLError {
  const headers = new Map([['retry-after', String(retryAfterS)]]);
  return new GraphQLError(message, {
    extensions: { code: 'RATE_LIMITED', http: { status: 429, headers } },
  });
}

export function timeoutError(originalError?: Error): GraphQLError {
  return new GraphQLError('The answer took too long and was given up: ask for less, or later.', {
    originalError,
    extensions: { code: 'TIMEOUT', http: { status: 504 } },
  });
}

/** Database errors without details; others unchanged. */
export function toPublicError(error: unknown): unknown {
  if (!isDatabaseError(error)) return error;
  if (error.kind === 'BUSY') return timeoutError(error);
  if (error.kind === 'FULL') return overloadedError(error);
  return serviceUnavailable(
    'The record cannot be read at the moment: come again in a while.',
    error,
  );
}

/** The cause of a masked error, for the log; null if the client sees all. */
export function maskedCause(error: Error): Error | null {
  const reason = rootCause(error);
  const isPublic =
    error instanceof GraphQLError &&
    maskError(error.toJSON(), reason).extensions?.code !== MASKED_CODE;
  return isPublic && !isDatabaseError(reason) ? null : reason;
}

function rootCause(error: Error): Error {
  const { originalError } = error as Partial<GraphQLError>;
  return originalError ? rootCause(originalError) : error;
}

function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof DatabaseError;
}

export function serviceUnavailable(message: string, originalError?: Error): GraphQLError {
  return new GraphQLError(message, {
    originalError,
    extensions: {
      code: 'SERVICE_UNAVAILABLE',
      http: { status: 503, headers: new Map([['retry-after', String(RETRY_AFTER_S)]]) },
    },
  });
}

export const RETRY_AFTER_S = 2;

/** Every `extensions.code`, as in the documentation. */
export const ERROR_CODES = {
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
    'more requests came from the address than it may make in a minute, or the responses to it cost more than they may: `Retry-After` says when to come again',
  SERVICE_UNAVAILABLE:
    'nothing has been imported yet, or the record cannot be read, or too much is asked at once: come again',
  TIMEOUT: 'the answer took longer than it may',
  VERSION_UNKNOWN:
    'no changes are kept since the version: load anew what you hold; `extensions.keptSince` is the oldest version since which they are',
} as const;

const MASKED_CODE = 'INTERNAL_SERVER_ERROR';

/** Errors of Apollo without a code. */
const UNCODED_BAD_REQUESTS = new Set([
  'Unsupported persisted query version',
  'provided sha does not match query',
]);

/**
 * Values that validation does not see: a missing variable of a OneOf input, null for an argument with a default, too
 * many wrong values.
 */
const INVALID_VALUE_MESSAGES = [
  /^Argument "\w+" has invalid value /,
  /^Argument "\w+" of (non-null|required) type /,
  /^Too many errors processing variables/,
];

/** Messages may quote a whole request. */
const MAX_MESSAGE_CHARS = 1000;

export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
): GraphQLFormattedError {
  const { message, ...rest } = maskError(
    formatted,
    error instanceof Error ? rootCause(error) : error,
  );
  return {
    message:
      message.length > MAX_MESSAGE_CHARS ? `${message.slice(0, MAX_MESSAGE_CHARS)}…` : message,
    ...rest,
  };
}

/** Wrong days are BAD_USER_INPUT also as literals. Unknown errors are masked. */
function maskError(formatted: GraphQLFormattedError, cause: unknown): GraphQLFormattedError {
  const extensions = extensionsOf(cause);
  if (extensions) return { ...formatted, extensions };
  if (formatted.extensions?.received !== undefined) {
    return { ...formatted, extensions: { code: 'BAD_USER_INPUT' } };
  }
  if (UNCODED_BAD_REQUESTS.has(formatted.message)) {
    return { ...formatted, extensions: { code: 'BAD_REQUEST' } };
  }
  const code = String(formatted.extensions?.code);
  if (code !== MASKED_CODE && Object.hasOwn(ERROR_CODES, code)) return formatted;
  if (INVALID_VALUE_MESSAGES.some((pattern) => pattern.test(formatted.message))) {
    return { ...formatted, extensions: { code: 'BAD_USER_INPUT' } };
  }
  return {
    message: 'Internal server error',
    ...(formatted.path ? { path: formatted.path } : {}),
    extensions: { code: MASKED_CODE },
  };
}

function extensionsOf(cause: unknown): GraphQLFormattedError['extensions'] | null {
  if (cause instanceof InputError) return { code: 'BAD_USER_INPUT' };
  return cause instanceof AmbiguousNameError
    ? { code: 'AMBIGUOUS', candidates: cause.candidates }
    : null;
}
