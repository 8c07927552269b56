/** One record version an operation, also during imports. */
import { type ExecutionResult, execute, type GraphQLSchema } from 'graphql';
import type { Context, CreateContext } from '../context.js';
import { serviceUnavailable } from '../errors.js';
import { type AnnotatedResult, type Annotation, NO_ANNOTATION, observeData } from './annotation.js';
import type { Operation } from './operation.js';
import { createPlans } from './plan.js';

/** All of the result is from this version. */
export interface ExecutionOutcome<Result> {
  readonly result: Result;
  readonly version: string;
}

/** `context` serves the first attempt. */
export type Execute<Result> = (
  operation: Operation,
  context: Context,
) => Promise<ExecutionOutcome<Result>>;

export interface Executors {
  /** By graphql-js. */
  readonly execute: Execute<ExecutionResult>;
  /** By a plan; null where graphql-js has to execute the operation. */
  readonly executePlan: Execute<PlannedResult | null>;
}

/** A result without errors. */
export interface PlannedResult {
  /** JSON. */
  readonly data: string;
  /** Null: none. */
  readonly extensions: Record<string, unknown> | null;
}

/** Imports are minutes apart. */
const MAX_ATTEMPTS = 3;

export function createExecutor(
  schema: GraphQLSchema,
  newContext: CreateContext,
  annotation: Annotation = NO_ANNOTATION,
): Executors['execute'] {
  return withOneVersion(newContext, async (operation, context) => {
    const { document, operationName, variableValues } = operation;
    const args = { schema, document, operationName, variableValues };
    const result = await execute({ ...args, contextValue: context });
    const { data, errors } = result;
    if (!data) return result;
    const valuesAt = (path: string) => observeData(data, path);
    const extensions = await annotate(annotation, operation, { errors, valuesAt }, context);
    return extensions ? { ...result, extensions } : result;
  });
}

export function createPlanExecutor(
  schema: GraphQLSchema,
  newContext: CreateContext,
  annotation: Annotation = NO_ANNOTATION,
): Executors['executePlan'] {
  const executePlan = createPlans(schema, annotation.observedPaths);
  return withOneVersion(newContext, async (operation, context) => {
    const planned = await executePlan(operation, context);
    if (!planned) return null;
    const extensions = await annotate(annotation, operation, planned, context);
    return { data: planned.text, extensions };
  });
}

/** Statements of a mixed context fail: its result is repeated without annotation. */
async function annotate(
  annotation: Annotation,
  operation: Operation,
  result: AnnotatedResult,
  context: Context,
): Promise<Record<string, unknown> | null> {
  if (context.isMixed()) return null;
  return annotation.annotate(operation, result, context).catch((error) => {
    if (context.isMixed()) return null;
    throw error;
  });
}

/** Repeats operations that read two versions. Throws SERVICE_UNAVAILABLE after MAX_ATTEMPTS. */
function withOneVersion<Result>(
  newContext: CreateContext,
  answer: (operation: Operation, context: Context) => Promise<Result>,
): Execute<Result> {
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
