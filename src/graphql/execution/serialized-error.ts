/** Errors of another thread. A structured clone of an error is a plain Error without fields. */
import { GraphQLError, type Source } from 'graphql';
import { AmbiguousNameError, InputError } from '../../analysis/input-error.js';
import { DatabaseError } from '../../database/errors.js';

export interface SerializedGraphQLError
  extends Pick<GraphQLError, 'message' | 'positions' | 'path' | 'extensions'> {
  readonly stack: string | undefined;
  readonly originalError: SerializedError | undefined;
}

interface SerializedOtherError {
  readonly error: unknown;
  readonly className: string | undefined;
  readonly fields: object;
}

export type SerializedError = SerializedGraphQLError | SerializedOtherError;

/** Classes that `errors.ts` tells apart. */
const ERROR_CLASSES = [AmbiguousNameError, InputError, DatabaseError];

export function serializeError(error: unknown): SerializedError {
  if (error instanceof GraphQLError) return serializeGraphQLError(error);
  const errorClass = ERROR_CLASSES.find((one) => error instanceof one);
  return { error, className: errorClass?.name, fields: errorClass ? { ...(error as Error) } : {} };
}

export function serializeGraphQLError(error: GraphQLError): SerializedGraphQLError {
  const { message, stack, positions, path, extensions, originalError } = error;
  const cause = originalError && serializeError(originalError);
  return { message, stack, positions, path, extensions, originalError: cause };
}

export function reviveError(serialized: SerializedError, source: Source | undefined): Error {
  if (!('error' in serialized)) return reviveGraphQLError(serialized, source);
  const { error, className, fields } = serialized;
  const errorClass = ERROR_CLASSES.find(({ name }) => name === className);
  if (!errorClass) return error as Error;
  return Object.assign(Object.setPrototypeOf(error, errorClass.prototype), fields);
}

export function reviveGraphQLError(
  { message, stack, originalError: cause, ...fields }: SerializedGraphQLError,
  source: Source | undefined,
): GraphQLError {
  const originalError = cause && reviveError(cause, source);
  const error = new GraphQLError(message, { ...fields, source, originalError });
  return Object.defineProperty(error, 'stack', { value: stack });
}
