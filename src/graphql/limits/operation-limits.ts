/** Checks input values and cost of a valid operation before it runs. */
import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, type GraphQLSchema, getOperationAST } from 'graphql';
import type { Database } from '../../database/database.js';
import type { Context } from '../context.js';
import { costLimitExceeded } from '../errors.js';
import type { Operation } from '../execution/execute.js';
import { checkLiterals, checkVariables } from './input-limits.js';
import type { Limits } from './limits.js';
import { compileCost } from './query-cost.js';
import { createQueue, createTimeSlicedQueue, type Schedule } from './scheduler.js';

type Cost = ReturnType<typeof compileCost>;

export interface CheckedOperation {
  readonly extensions: Extensions;
  readonly schedule: Schedule;
}

/** `extensions` of a response; `requested` is null without an operation. */
type Extensions = { cost: { requested: number | null; limit: number } };

export interface OperationLimits {
  /** Throws BAD_USER_INPUT or COST_LIMIT_EXCEEDED. An unknown operation name passes; execution reports it. */
  admit(operation: Operation): CheckedOperation;
  extensionsOf(operation: Operation | null): Extensions;
}

/** An operation above this share of the cost limit is scheduled as costly. */
const CHEAP_COST_RATIO = 0.1;

/** SQLite runs statements one by one in this thread; the Postgres pool runs several at once. */
const SCHEDULERS: Record<Database['provider'], () => { costly: Schedule; cheap: Schedule }> = {
  sqlite: () => ({ costly: createQueue(1), cheap: createTimeSlicedQueue() }),
  postgresql: () => ({ costly: createQueue(4), cheap: (work) => work() }),
};

/** Compiles the cost of each document once; it is kept as long as the document. */
export function createOperationLimits(
  schema: GraphQLSchema,
  provider: Database['provider'],
  limits: Limits,
): OperationLimits {
  const known = new WeakMap<DocumentNode, Map<string, Cost>>();
  const checkedDocuments = new WeakSet<DocumentNode>();
  const { costly, cheap } = SCHEDULERS[provider]();

  function costIn(document: DocumentNode, name: string): Cost | null {
    const costs = known.get(document) ?? new Map<string, Cost>();
    known.set(document, costs);
    const cost = costs.get(name);
    if (cost) return cost;
    const operation = getOperationAST(document, name || null);
    // Unknown names are not cached: their number is unlimited.
    if (!operation) return null;
    const counted = compileCost(schema, document, operation);
    costs.set(name, counted);
    return counted;
  }

  function requestedBy({ document, operationName, variableValues }: Operation): number | null {
    return costIn(document, operationName ?? '')?.(variableValues ?? {}) ?? null;
  }

  const buildExtensions = (operation: Operation | null) => ({
    cost: { requested: operation && requestedBy(operation), limit: limits.cost },
  });

  return {
    extensionsOf: buildExtensions,
    admit(operation) {
      if (!checkedDocuments.has(operation.document)) checkLiterals(operation.document, limits);
      checkedDocuments.add(operation.document);
      checkVariables(operation.variableValues, limits);
      const extensions = buildExtensions(operation);
      const requested = extensions.cost.requested ?? 0;
      if (requested > limits.cost) throw costLimitExceeded(requested, limits.cost);
      return { extensions, schedule: requested > limits.cost * CHEAP_COST_RATIO ? costly : cheap };
    },
  };
}

/** Apollo plugin: checks operations and sets `extensions` of every response. */
export function operationLimitsPlugin({
  admit: check,
  extensionsOf: buildExtensions,
}: OperationLimits): ApolloServerPlugin<Context> {
  return {
    async requestDidStart({ request: { variables: variableValues } }) {
      let operation: Operation | null = null;
      return {
        async didResolveOperation({ document, request: { operationName } }) {
          operation = { document, operationName, variableValues };
          check(operation);
        },
        async willSendResponse({ response: { body } }) {
          if (body.kind !== 'single') return;
          const { singleResult: result } = body;
          result.extensions = { ...buildExtensions(operation), ...result.extensions };
        },
      };
    },
  };
}
