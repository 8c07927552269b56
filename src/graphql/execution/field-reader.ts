import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getArgumentValues,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  visit,
} from 'graphql';
import type { Context } from '../context.js';
import type { Selections } from './collect-fields.js';
import { Incomplete, propertyOf, type Run } from './json-text.js';

export interface SelectedOperation extends Selections {
  readonly operation: OperationDefinitionNode;
  readonly observed: ReadonlySet<string>;
}

/** Of one response key. */
export type Nodes = readonly FieldNode[];

export type Read = (source: unknown, run: Run) => unknown;

/** Resolvers with fewer need no GraphQLResolveInfo; a list has hundreds of fields. */
const ALL_PARAMETERS = 4;

export function fieldOf(
  { schema }: Selections,
  type: GraphQLObjectType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (type === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return type.getFields()[name];
}

export function compileRead(
  { schema, operation, fragments }: SelectedOperation,
  parentType: GraphQLObjectType,
  definition: GraphQLField<unknown, unknown>,
  fieldNodes: Nodes,
  node: FieldNode,
): Read {
  const { name: fieldName, resolve, type: returnType } = definition;
  if (!resolve) return (source) => propertyOf(source, fieldName);
  const fixed = dependsOnVariables(node) ? null : getArgumentValues(definition, node);
  const given = (run: Run) => fixed ?? getArgumentValues(definition, node, run.variables);
  if (resolve.length < ALL_PARAMETERS) {
    const briefly = resolve as (source: unknown, given: object, context: Context) => unknown;
    return (source, run) => briefly(source, given(run), run.context);
  }
  const info = createInfo({
    fieldName,
    fieldNodes,
    returnType,
    parentType,
    schema,
    fragments,
    operation,
  });
  return (source, run) => resolve(source, given(run), run.context, info);
}

/** What differs between runs and rows falls back to graphql-js. */
function createInfo(
  info: Omit<GraphQLResolveInfo, 'path' | 'rootValue' | 'variableValues'>,
): GraphQLResolveInfo {
  const refuse = (): never => {
    throw new Incomplete();
  };
  const refused = { get: refuse, enumerable: true };
  return Object.defineProperties(info as GraphQLResolveInfo, {
    path: refused,
    rootValue: refused,
    variableValues: refused,
  });
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
