/** Runs operations, so that an answer comes from one version of the record, also while an import lands. */
import { type ExecutionArgs, type ExecutionResult, execute, type GraphQLSchema } from 'graphql';
import type { Context, CreateContext } from '../context.js';
import { serviceUnavailable } from '../errors.js';

/** A parsed and valid operation with its variables. */
export type Operation = Pick<ExecutionArgs, 'document' | 'operationName' | 'variableValues'>;

/** What an operation has come to, and the version of the record that all of it comes from. */
export interface ExecutionOutcome {
  readonly result: ExecutionResult;
  readonly version: string;
}

/** Runs an operation, beginning with a context that is given. */
export type Execute = (operation: Operation, context: Context) => Promise<ExecutionOutcome>;

/** Imports are minutes apart: a second change while one question is answered is next to impossible. */
const MAX_ATTEMPTS = 3;

/** Adds to the extensions of a result, by statements of the same version and deadline. */
export type Annotate = (
  operation: Operation,
  result: ExecutionResult,
  context: Context,
) => Promise<ExecutionResult>;

/** The executor of a schema: graphql-js itself, which answers whatever is asked, errors included. */
export function createExecutor(
  schema: GraphQLSchema,
  newContext: CreateContext,
  annotate: Annotate = async (_operation, result) => result,
): Execute {
  return withOneVersion(newContext, async (operation, contextValue) =>
    annotate(operation, await execute({ schema, contextValue, ...operation }), contextValue),
  );
}

/**
 * An operation reads by several statements; where an import has landed between two of them, the answer would mix two
 * versions of the record, so it is thrown away and asked for anew. Asking again is safe, since nothing here writes. Throws
 * SERVICE_UNAVAILABLE where the record never holds still.
 */
export function withOneVersion(
  newContext: CreateContext,
  answer: (operation: Operation, context: Context) => Promise<ExecutionResult>,
): Execute {
  return async (operation, first) => {
    let context = first;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const result = await answer(operation, context);
      context.close();
      if (!context.isMixed()) return { result, version: context.reference.version };
      context = await newContext(context.deadline);
    }
    throw serviceUnavailable('The record is changing: ask again in a moment.');
  };
}
