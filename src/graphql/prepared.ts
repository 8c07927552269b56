/**
 * Queries made ready to be asked again: what is done about each of their fields is worked out once, and running them is all
 * that is left. A query that does not come to a complete answer is left to the executor of graphql-js, so that errors,
 * their paths and what becomes null because of them are always its own.
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
import { type Json, type Run, type Selection, selectionOf, textOf } from './selection.js';

/** The values of variables, as they came or as the query understands them. */
export type Variables = Readonly<Record<string, unknown>>;

/** Answers a query: the text of the answer, or null where it would not be complete. */
export type Prepared = (variables: Variables, context: Context) => Promise<string | null>;

/** How many combinations of its conditions a query is kept ready for. */
const VARIANTS = 16;

/** Makes a valid query ready. */
export function prepare(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Prepared {
  const conditions = conditionsOf(document);
  const variants = new Map<string, Selection>();
  /** The fields that are asked for under the conditions that variables set. */
  function select(variables: Variables): Selection {
    const values = conditions.map((name) => [name, variables[name]]);
    const key = String(values);
    const known = variants.get(key);
    if (known) return known;
    const selection = selectionOf(schema, document, operation, Object.fromEntries(values));
    if (variants.size < VARIANTS) variants.set(key, selection);
    return selection;
  }

  return async (given, context) => {
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
    if (!coerced) return null;
    try {
      const data = await run(select(coerced), coerced, context);
      return `{"data":${textOf(data)}}\n`;
    } catch {
      return null;
    }
  };
}

/** The variables that decide which fields are asked for: those of @skip and @include. */
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

/** Runs a selection to its end. Rejects as soon as anything in it fails. */
function run(selection: Selection, variables: Variables, context: Context): Promise<Json> {
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
