import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, type GraphQLSchema, getOperationAST } from 'graphql';
import type { Database } from '../../database/types.js';
import type { Context } from '../context.js';
import { costLimitExceeded } from '../errors.js';
import type { Executors } from '../execution/execute.js';
import type { Operation } from '../execution/operation.js';
import { checkLiterals, checkVariables } from './input-limits.js';
import type { CostMeter, Limits } from './limits.js';
import { compileCost } from './query-cost.js';
import { createQueue, createTimeSlicedQueue, type Schedule } from './scheduler.js';

type Cost = ReturnType<typeof compileCost>;

export interface CheckedOperation extends ScheduledExecutors {
  readonly extensions: Extensions;
}

interface ScheduledExecutors extends Executors {
  /** Runs a cheap operation at once while nothing waits. */
  readonly schedule: Schedule;
}

/** Apollo context; keeps the checked operation for the executor. */
export interface CheckedContext {
  checkedOperation: CheckedOperation | null;
  readonly costMeter?: CostMeter | undefined;
}

/** `extensions` of every response; `requested` is null for a document without the operation. */
type Extensions = { cost: { requested: number | null; limit: number } };

export interface OperationLimits {
  buildExtensions(operation: Operation | null): Extensions;
  /** Throws an error with status 400 over a limit. A missing operation passes: the executor reports it. */
  check(operation: Operation, extensions?: Extensions): CheckedOperation;
}

/** Above this share of the cost limit: costly. */
const CHEAP_COST_RATIO = 0.1;

/** SQLite runs one statement a thread at a time; the Postgres pool several. */
const SCHEDULERS: Record<Database['provider'], () => { costly: Schedule; cheap: Schedule }> = {
  sqlite: () => ({ costly: createQueue(1), cheap: createTimeSlicedQueue() }),
  postgresql: () => ({ costly: createQueue(4), cheap: (work) => work() }),
};

/** Analyses costs and literals once a document. */
export function createOperationLimits(
  schema: GraphQLSchema,
  provider: Database['provider'],
  limits: Limits,
  executors: { readonly cheap: Executors; readonly costly: Executors },
): OperationLimits {
  const costsByDocument = new WeakMap<DocumentNode, Map<string, Cost>>();
  const checkedDocuments = new WeakSet<DocumentNode>();
  const schedulers = SCHEDULERS[provider]();
  const cheap: ScheduledExecutors = { ...executors.cheap, schedule: schedulers.cheap };
  const costly: ScheduledExecutors = { ...executors.costly, schedule: schedulers.costly };

  function costIn(document: DocumentNode, name: string): Cost | null {
    const costs = costsByDocument.get(document) ?? new Map<string, Cost>();
    costsByDocument.set(document, costs);
    const cost = costs.get(name);
    if (cost) return cost;
    const operation = getOperationAST(document, name || null);
    // Unknown names are not cached: their number is unlimited.
    if (!operation) return null;
    const compiled = compileCost(schema, document, operation);
    costs.set(name, compiled);
    return compiled;
  }

  function requestedBy({ document, operationName, variableValues }: Operation): number | null {
    return costIn(document, operationName ?? '')?.(variableValues ?? {}) ?? null;
  }

  const buildExtensions = (operation: Operation | null) => ({
    cost: { requested: operation && requestedBy(operation), limit: limits.cost },
  });

  return {
    buildExtensions,
    check(operation, extensions = buildExtensions(operation)) {
      if (!checkedDocuments.has(operation.document)) checkLiterals(operation.document, limits);
      checkedDocuments.add(operation.document);
      checkVariables(operation.variableValues, limits);
      const requested = extensions.cost.requested ?? 0;
      if (requested > limits.cost) throw costLimitExceeded(requested, limits.cost);
      const isCostly = requested > limits.cost * CHEAP_COST_RATIO;
      return { extensions, ...(isCostly ? costly : cheap) };
    },
  };
}

export function operationLimitsPlugin({
  check,
  buildExtensions,
}: OperationLimits): ApolloServerPlugin<Context & CheckedContext> {
  return {
    async requestDidStart({ request: { variables: variableValues }, contextValue }) {
      let extensions = buildExtensions(null);
      return {
        async didResolveOperation({ document, request: { operationName } }) {
          const operation = { document, operationName, variableValues };
          extensions = buildExtensions(operation);
          contextValue.checkedOperation = check(operation, extensions);
          await contextValue.costMeter?.charge(extensions.cost.requested ?? 0);
        },
        async willSendResponse({ response: { body } }) {
          if (body.kind !== 'single') return;
          const { singleResult: result } = body;
          result.extensions = { ...extensions, ...result.extensions };
        },
      };
    },
  };
}
