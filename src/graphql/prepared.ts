/**
 * Queries made ready to be asked again: what is to be done about each of their fields is worked out once, and doing it is
 * all that is left. A query that comes to anything but a complete answer is left to the executor of graphql-js, so that
 * errors, their paths and what becomes null because of them are always its own.
 */
import {
  type DocumentNode,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import type { Context } from './context.js';
import { type Run, type Selection, selectionOf } from './selection.js';

/** Answers a query: its data, or null where the answer would not be complete. Never rejects. */
export type Prepared = (variables: Variables, context: Context) => Promise<object | null>;

/** The values of variables by their names, as they came or as the query takes them. */
export type Variables = Readonly<Record<string, unknown>>;

/** How many combinations of its conditions a query is kept ready for. */
const VARIANTS = 16;

/** Makes a query ready that is valid. */
export function prepare(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Prepared {
  const conditions = conditionsOf(document);
  const variants = new Map<string, Selection>();

  function select(variables: Variables): Selection {
    const values = conditions.map((name) => [name, variables[name]] as const);
    const key = values.join();
    const known = variants.get(key);
    if (known) return known;
    const selection = selectionOf(schema, document, operation, Object.fromEntries(values));
    if (variants.size < VARIANTS) variants.set(key, selection);
    return selection;
  }

  return async (given, context) => {
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
    if (!coerced) return null;
    // What the matter is, the executor of graphql-js finds out again.
    return Promise.resolve()
      .then(() => run(select(coerced), coerced, context))
      .catch(() => null);
  };
}

/** The variables that decide which fields are selected: those of @skip and @include. */
function conditionsOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(directive) {
      for (const { value } of directive.arguments ?? []) {
        if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      }
    },
  });
  return [...names];
}

/** Runs a selection until the last of its values is there. Rejects as soon as anything fails. */
function run(
  selection: Selection,
  variables: Record<string, unknown>,
  context: Context,
): Promise<object> {
  return new Promise((resolve, reject) => {
    let awaited = 0;
    const later: Run['later'] = (value, use) => {
      awaited += 1;
      value.then((result) => {
        try {
          use(result);
          awaited -= 1;
          if (awaited === 0) resolve(data);
        } catch (error) {
          reject(error);
        }
      }, reject);
    };
    const data = selection({ variables, context, later });
    if (awaited === 0) resolve(data);
  });
}
