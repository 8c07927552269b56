/** Runs operations: compiled where they come again, and so that an answer comes from one version of the record. */
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Context } from './context.js';

/** A parsed and valid operation with its variables. */
export type Operation = Pick<ExecutionArgs, 'document' | 'operationName' | 'variableValues'>;

/** What an operation has come to, and the version of the record that all of it comes from. */
export interface Outcome {
  readonly result: ExecutionResult;
  readonly version: string;
}

/** Runs an operation, beginning with a context that is given. */
export type Run = (operation: Operation, context: Context) => Promise<Outcome>;

type Execute = (operation: Operation, context: Context) => Promise<ExecutionResult>;

/** Imports are minutes apart: a second change while one question is answered is next to impossible. */
const TRIES = 3;

/**
 * The executor of a schema. An operation reads by several statements; where an import has landed between two of them,
 * the answer would mix two versions of the record, so it is thrown away and asked for anew.
 */
export function createExecutor(schema: GraphQLSchema, newContext: () => Promise<Context>): Run {
  const execute = compiling(schema, newContext);
  return async (operation, context) => {
    let contextValue = context;
    for (let attempt = 1; ; attempt += 1) {
      const result = await execute(operation, contextValue);
      if (!contextValue.isMixed() || attempt === TRIES) {
        return { result, version: contextValue.reference.version };
      }
      contextValue = await newContext();
    }
  };
}

/**
 * Runs an operation by the reference executor the first time, and compiled from then on. A compiled operation is trusted
 * with complete answers alone: as soon as it has an error, the reference executor answers anew, so that errors, their
 * paths and what becomes null because of them are always its own. Asking twice is safe, since nothing here writes.
 */
function compiling(schema: GraphQLSchema, newContext: () => Promise<Context>): Execute {
  const interpret: Execute = async (operation, contextValue) =>
    execute({ schema, contextValue, ...operation });
  const compiled = compiledOnceSeen(schema);
  return async (operation, context) => {
    const query = compiled(operation);
    if (!query) return interpret(operation, context);
    const result = await query(undefined, context, operation.variableValues);
    return result.errors ? interpret(operation, await newContext()) : result;
  };
}

type Compiled = CompiledQuery['query'];

/**
 * The compiled form of an operation, from the second time on; most of what is asked once is never asked again. It is
 * kept with the parsed document, which the server keeps within bounds, and goes with it.
 */
function compiledOnceSeen(schema: GraphQLSchema): (operation: Operation) => Compiled | null {
  const seen = new WeakMap<DocumentNode, Map<string, Compiled | null>>();
  return ({ document, operationName }) => {
    const name = operationName ?? '';
    const operations = seen.get(document);
    if (!operations) {
      seen.set(document, new Map());
      return null;
    }
    const known = operations.get(name);
    if (known !== undefined) return known;
    const query = compileQuery(schema, document, operationName ?? undefined);
    // What cannot be compiled is interpreted each time.
    const compiled = isCompiledQuery(query) ? query.query : null;
    operations.set(name, compiled);
    return compiled;
  };
}
