/** What an operation has to pass after its document is known to be valid: its arguments, and its cost. */
import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, type GraphQLSchema, getOperationAST } from 'graphql';
import type { Database } from '../database.js';
import { checkLiterals, checkValues } from './arguments.js';
import type { Context } from './context.js';
import { costOf } from './cost.js';
import { tooCostly } from './errors.js';
import type { Operation } from './executor.js';
import type { Limits } from './limits.js';
import { type InTurn, slices, turns } from './turns.js';

type Cost = ReturnType<typeof costOf>;

/** An operation that is let in. */
export interface Admitted {
  /** What goes with its answer. */
  readonly extensions: Extensions;
  /** Has it run in its turn, which comes at once for what is cheap while nothing waits. */
  readonly inTurn: InTurn;
}

/** What goes with every answer; null where it cannot be told what was asked for. */
type Extensions = { cost: { requested: number | null; limit: number } };

export interface Admission {
  /** Throws what a client is told, a 400, where an operation is not let in. One whose document has none of its name is: whoever runs it tells. */
  admit(operation: Operation): Admitted;
  extensionsOf(operation: Operation | null): Extensions;
}

/** How much of what an operation may cost makes it costly. */
const CHEAP = 0.1;

/** SQLite answers one statement after the other, in this thread; the pool of Postgres several, with room for others. */
const TURNS: Record<Database['provider'], () => { costly: InTurn; cheap: InTurn }> = {
  sqlite: () => ({ costly: turns(1), cheap: slices() }),
  postgresql: () => ({ costly: turns(4), cheap: (work) => work() }),
};

/** Holds the operations of a schema to the limits. What can be told of a document is told once, and kept as long as it is. */
export function admissionTo(
  schema: GraphQLSchema,
  provider: Database['provider'],
  limits: Limits,
): Admission {
  const known = new WeakMap<DocumentNode, Map<string, Cost>>();
  const inOrder = new WeakSet<DocumentNode>();
  const { costly, cheap } = TURNS[provider]();

  function costIn(document: DocumentNode, name: string): Cost | null {
    const costs = known.get(document) ?? new Map<string, Cost>();
    known.set(document, costs);
    const cost = costs.get(name);
    if (cost) return cost;
    const operation = getOperationAST(document, name || null);
    // A name that the document does not have is not kept: anybody can make up any number of them.
    if (!operation) return null;
    const counted = costOf(schema, document, operation);
    costs.set(name, counted);
    return counted;
  }

  function requestedBy({ document, operationName, variableValues }: Operation): number | null {
    return costIn(document, operationName ?? '')?.(variableValues ?? {}) ?? null;
  }

  const extensionsOf = (operation: Operation | null) => ({
    cost: { requested: operation && requestedBy(operation), limit: limits.cost },
  });

  return {
    extensionsOf,
    admit(operation) {
      if (!inOrder.has(operation.document)) checkLiterals(operation.document, limits);
      inOrder.add(operation.document);
      checkValues(operation.variableValues, limits);
      const extensions = extensionsOf(operation);
      const requested = extensions.cost.requested ?? 0;
      if (requested > limits.cost) throw tooCostly(requested, limits.cost);
      return { extensions, inTurn: requested > limits.cost * CHEAP ? costly : cheap };
    },
  };
}

/** Has Apollo admit operations, and say with every answer what was asked for. */
export function admitting({ admit, extensionsOf }: Admission): ApolloServerPlugin<Context> {
  return {
    async requestDidStart({ request: { variables: variableValues } }) {
      let operation: Operation | null = null;
      return {
        async didResolveOperation({ document, request: { operationName } }) {
          operation = { document, operationName, variableValues };
          admit(operation);
        },
        async willSendResponse({ response: { body } }) {
          if (body.kind === 'single') body.singleResult.extensions = extensionsOf(operation);
        },
      };
    },
  };
}
