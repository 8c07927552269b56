/** What an operation has to pass after its document is known to be valid: its arguments, and its cost. */
import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, type GraphQLSchema, getOperationAST } from 'graphql';
import type { Database } from '../../database/types.js';
import type { Context } from '../context.js';
import { costLimitExceeded } from '../errors.js';
import type { Operation } from '../execution/execute.js';
import { checkLiterals, checkVariables } from './input-limits.js';
import type { Limits } from './limits.js';
import { compileCost } from './query-cost.js';
import { createQueue, createTimeSlicedQueue, type Schedule } from './scheduler.js';

type Cost = ReturnType<typeof compileCost>;

/** An operation that is let in. */
export interface CheckedOperation {
  /** What goes with its answer. */
  readonly extensions: Extensions;
  /** Has it run in its turn, which comes at once for what is cheap while nothing waits. */
  readonly schedule: Schedule;
}

/** What goes with every answer; null where it cannot be told what was asked for. */
type Extensions = { cost: { requested: number | null; limit: number } };

export interface OperationLimits {
  /** Throws what a client is told, a 400, where an operation is not let in. One whose document has none of its name is: whoever runs it tells. */
  admit(operation: Operation): CheckedOperation;
  extensionsOf(operation: Operation | null): Extensions;
}

/** How much of what an operation may cost makes it costly. */
const CHEAP_COST_RATIO = 0.1;

/** SQLite answers one statement after the other, in this thread; the pool of Postgres several, with room for others. */
const SCHEDULERS: Record<Database['provider'], () => { costly: Schedule; cheap: Schedule }> = {
  sqlite: () => ({ costly: createQueue(1), cheap: createTimeSlicedQueue() }),
  postgresql: () => ({ costly: createQueue(4), cheap: (work) => work() }),
};

/** Holds the operations of a schema to the limits. What can be told of a document is told once, and kept as long as it is. */
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
    // A name that the document does not have is not kept: anybody can make up any number of them.
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

/** Has Apollo admit operations, and say with every answer what was asked for. */
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
          if (body.kind === 'single') body.singleResult.extensions = buildExtensions(operation);
        },
      };
    },
  };
}
