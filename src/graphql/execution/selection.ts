/** Compiles selections; graphql-js evaluates fragments, conditions and arguments. */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  TypeNameMetaFieldDef,
  visit,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { getFieldDef } from 'graphql/execution/execute.js';
import type { Context } from '../context.js';
import {
  type Complete,
  type Field,
  Incomplete,
  isNothing,
  isPlain,
  leaf,
  list,
  programOf,
  propertyOf,
  type RunFields,
  type Running,
  required,
} from './completion.js';

/** Promised values are filled in later. */
export type Selection = (run: Running) => Record<string, unknown>;

type Nodes = readonly FieldNode[];

/** Fewer need no GraphQLResolveInfo; a list has hundreds of fields. */
const ALL_PARAMETERS = 4;

interface Query {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  /** By @skip and @include variable. */
  readonly conditions: Record<string, unknown>;
}

export function selectionOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  conditions: Record<string, unknown>,
): Selection {
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Incomplete();
  const fragments = fragmentsOf(document);
  const selected = collectFields(schema, fragments, conditions, root, operation.selectionSet);
  const query = { schema, operation, fragments, conditions };
  const runFields = programOf(fieldsOf(query, root, selected));
  return (run) => runFields(undefined, run);
}

function fieldsOf(
  query: Query,
  type: GraphQLObjectType,
  selected: ReadonlyMap<string, Nodes>,
): Field[] {
  // Not possible in an object literal.
  if (selected.has('__proto__')) throw new Incomplete();
  return [...selected].map(([name, nodes]) => {
    const [node] = nodes;
    const definition = node && getFieldDef(query.schema, type, node);
    if (!definition) throw new Incomplete();
    return {
      name,
      read: reading(query, type, definition, nodes, node),
      complete: completing(query, definition.type, nodes),
      plain: plainOf(definition),
    };
  });
}

function reading(
  { schema, operation, fragments }: Query,
  parentType: GraphQLObjectType,
  definition: GraphQLField<unknown, unknown>,
  fieldNodes: Nodes,
  node: FieldNode,
): Field['read'] {
  if (definition === TypeNameMetaFieldDef) return () => parentType.name;
  const { name: fieldName, resolve, type: returnType } = definition;
  if (!resolve) return (source) => propertyOf(source, fieldName);
  const fixed = dependsOnVariables(node) ? null : getArgumentValues(definition, node);
  const given = (run: Running) => fixed ?? getArgumentValues(definition, node, run.variables);
  if (resolve.length < ALL_PARAMETERS) {
    const briefly = resolve as (source: unknown, given: object, context: Context) => unknown;
    return (source, run) => briefly(source, given(run), run.context);
  }
  const about = { fieldName, fieldNodes, returnType, parentType, schema, fragments, operation };
  return (source, run) => resolve(source, given(run), run.context, infoOf(about, run));
}

function completing(query: Query, type: GraphQLOutputType, nodes: Nodes): Complete {
  if (isNonNullType(type)) return required(completing(query, type.ofType, nodes));
  if (isLeafType(type)) return leaf(type);
  if (isListType(type)) return list(completing(query, type.ofType, nodes));
  return isObjectType(type) ? object(query, type, nodes) : abstract(query, type, nodes);
}

/** At the first object: most are never reached. */
function object(query: Query, type: GraphQLObjectType, nodes: Nodes): Complete {
  const { schema, fragments, conditions } = query;
  let runFields: RunFields | undefined;
  return (value, run) => {
    if (isNothing(value)) return null;
    if (type.isTypeOf) throw new Incomplete();
    runFields ??= programOf(
      fieldsOf(query, type, collectSubfields(schema, fragments, conditions, type, nodes)),
    );
    return runFields(value, run);
  };
}

function abstract(query: Query, type: GraphQLAbstractType, nodes: Nodes): Complete {
  const objects = new Map(
    query.schema.getPossibleTypes(type).map((one) => [one.name, object(query, one, nodes)]),
  );
  return (value, run) => {
    if (isNothing(value)) return null;
    const complete = objects.get(String(propertyOf(value, '__typename')));
    if (!complete || type.resolveType) throw new Incomplete();
    return complete(value, run);
  };
}

function fragmentsOf({ definitions }: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return fragments;
}

/** Without `path`: reading it falls back to graphql-js. */
function infoOf(
  about: Omit<GraphQLResolveInfo, 'path' | 'rootValue' | 'variableValues'>,
  run: Running,
) {
  return {
    ...about,
    rootValue: undefined,
    variableValues: run.variables,
    get path(): never {
      throw new Incomplete();
    },
  };
}

/** For properties sent unchanged. */
function plainOf({ name, resolve, type }: GraphQLField<unknown, unknown>): Field['plain'] {
  const leafType = String(getNullableType(type));
  if (resolve || name.startsWith('__') || !isPlain(leafType)) return undefined;
  return { property: name, type: leafType };
}

function dependsOnVariables(node: FieldNode): boolean {
  let depends = false;
  for (const argument of node.arguments ?? []) {
    visit(argument, {
      Variable() {
        depends = true;
      },
    });
  }
  return depends;
}
