/** Compiled queries. Incomplete results fall back to graphql-js, which owns error semantics. */
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  print,
  visit,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Context, CreateContext } from '../context.js';
import { Incomplete, type Running } from './completion.js';
import { type Annotate, type Execute, withOneVersion } from './execute.js';
import { type Selection, selectionOf } from './selection.js';

/** Rejects if incomplete. */
type Ready = (variables: Variables, context: Context) => Promise<Record<string, unknown>>;

type Variables = Readonly<Record<string, unknown>>;

const INCOMPLETE = { errors: [new GraphQLError('The answer would not be complete.')] };

/** By values of @skip and @include variables. */
const VARIANTS = 4;

/**
 * On an error result the operation has to go to `createExecutor`. Compiled queries are held weakly by their document.
 */
export function createReadyExecutor(
  schema: GraphQLSchema,
  newContext: CreateContext,
  annotate: Annotate = async (_operation, result) => result,
): Execute {
  const ready = new WeakMap<OperationDefinitionNode, Ready>();

  function readyFor(document: DocumentNode, name: string | null | undefined): Ready | null {
    const operation = getOperationAST(document, name);
    if (operation?.operation !== OperationTypeNode.QUERY) return null;
    const known = ready.get(operation);
    if (known) return known;
    const query = makeReady(schema, document, operation);
    ready.set(operation, query);
    return query;
  }

  return withOneVersion(newContext, annotate, async (operation, context) => {
    const { document, operationName, variableValues } = operation;
    const query = readyFor(document, operationName);
    if (!query) return INCOMPLETE;
    return query(variableValues ?? {}, context).then(
      (data) => ({ data }),
      () => INCOMPLETE,
    );
  });
}

function makeReady(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Ready {
  const conditions = conditionsOf(document, operation);
  const variants = new LRUCache<string, Selection>({ max: VARIANTS });

  function select(variables: Variables): Selection {
    const values = conditions.map((name) => [name, variables[name]] as const);
    // Null for a variable with a default is an error.
    if (values.some(([, holds]) => typeof holds !== 'boolean')) throw new Incomplete();
    const key = values.map(([, holds]) => (holds ? '1' : '0')).join('');
    const known = variants.get(key);
    if (known) return known;
    const selection = selectionOf(schema, document, operation, Object.fromEntries(values));
    variants.set(key, selection);
    return selection;
  }

  return async (given, context) => {
    const definitions = operation.variableDefinitions ?? [];
    // Errors quote the whole value: thousands take half a minute.
    const { coerced, errors } = getVariableValues(schema, definitions, given, { maxErrors: 1 });
    if (errors) throw errors[0];
    return run(select(coerced), coerced, context);
  };
}

/** Variables of @skip and @include. */
function conditionsOf(
  document: DocumentNode,
  { variableDefinitions = [] }: OperationDefinitionNode,
): string[] {
  // Another type belongs to another operation.
  const booleans = variableDefinitions.filter(({ type }) => /^Boolean!?$/.test(print(type)));
  const defined = new Set(booleans.map(({ variable }) => variable.name.value));
  const names = new Set<string>();
  visit(document, {
    Directive(directive) {
      for (const { value } of directive.arguments ?? []) {
        if (value.kind === Kind.VARIABLE && defined.has(value.name.value)) {
          names.add(value.name.value);
        }
      }
    },
  });
  return [...names];
}

/** Rejects at the first failure. */
function run(
  selection: Selection,
  variables: Record<string, unknown>,
  context: Context,
): ReturnType<Ready> {
  return new Promise((resolve, reject) => {
    let awaited = 0;
    const later: Running['later'] = (value, use) => {
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
