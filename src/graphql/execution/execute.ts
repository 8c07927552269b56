/** One record version an operation, also during imports. */
import { type ExecutionArgs, type ExecutionResult, execute, type GraphQLSchema } from 'graphql';
import type { Context, CreateContext } from '../context.js';
import { serviceUnavailable } from '../errors.js';
import type { CostMeter } from '../limits/limits.js';

/** A parsed, valid operation with its variables. */
export interface Operation
  extends Pick<ExecutionArgs, 'document' | 'operationName' | 'variableValues'> {
  /** Undefined: costs are not limited. */
  readonly costMeter?: CostMeter | undefined;
}

/** All of the result is from this version. */
export interface ExecutionOutcome {
  readonly result: ExecutionResult;
  readonly version: string;
}

/** `context` serves the first attempt. */
export type Execute = (operation: Operation, context: Context) => Promise<ExecutionOutcome>;

/** Imports are minutes apart. */
const MAX_ATTEMPTS = 3;

/** Adds to the extensions of a result, by statements of the same record version and deadline. */
export type Annotate = (
  operation: Operation,
  result: ExecutionResult,
  context: Context,
) => Promise<ExecutionResult>;

/** graphql-js. */
export function createExecutor(
  schema: GraphQLSchema,
  newContext: CreateContext,
  annotate: Annotate = async (_operation, result) => result,
): Execute {
  return withOneVersion(newContext, annotate, async (operation, contextValue) => {
    const { document, operationName, variableValues } = operation;
    return execute({ schema, contextValue, document, operationName, variableValues });
  });
}

/** Repeats operations that read two versions. Throws SERVICE_UNAVAILABLE after MAX_ATTEMPTS. */
export function withOneVersion(
  newContext: CreateContext,
  annotate: Annotate,
  answer: (operation: Operation, context: Context) => Promise<ExecutionResult>,
): Execute {
  return async (operation, first) => {
    let context = first;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const plain = await answer(operation, context);
      const result = await annotateUnmixed(annotate, operation, plain, context);
      context.close();
      if (!context.isMixed()) return { result, version: context.reference.version };
      context = await newContext(context.deadline);
    }
    throw serviceUnavailable('The record is changing: ask again in a moment.');
  };
}

/** Statements of a mixed context fail: its result is repeated without annotation. */
async function annotateUnmixed(
  annotate: Annotate,
  operation: Operation,
  result: ExecutionResult,
  context: Context,
): Promise<ExecutionResult> {
  if (context.isMixed()) return result;
  return annotate(operation, result, context).catch((error) => {
    if (context.isMixed()) return result;
    throw error;
  });
}
