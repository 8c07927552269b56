/** Compiles selections into functions that write text. */
import {
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  getArgumentValues,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  visit,
} from 'graphql';
import type { Context } from '../context.js';
import { type CollectedFields, collectFields, type Selections } from './collect-fields.js';
import {
  Incomplete,
  isNothing,
  isPromise,
  propertyOf,
  type Run,
  type Write,
  writeLeaf,
  writeList,
  writeRequired,
} from './json-text.js';

export interface SelectedOperation extends Selections {
  readonly operation: OperationDefinitionNode;
  readonly observed: ReadonlySet<string>;
}

type Nodes = readonly FieldNode[];

interface Field {
  readonly write: Write;
  /** Whether its text depends on the source alone. */
  readonly isOfSource: boolean;
}

/** Resolvers with fewer need no GraphQLResolveInfo; a list has hundreds of fields. */
const ALL_PARAMETERS = 4;

/** Rows in memory: a selection that depends on the row alone is written once. */
const REFERENCE_TYPES = new Set(['Team', 'Tournament', 'Edition', 'Source']);

export function compileOperation(selected: SelectedOperation): (run: Run) => string {
  const { schema, operation } = selected;
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Incomplete();
  const fields = collectFields(selected, root, [operation.selectionSet]);
  const { write } = compileFields(selected, root, fields, '');
  return (run) => write(undefined, run);
}

function compileFields(
  selected: SelectedOperation,
  type: GraphQLObjectType,
  collected: CollectedFields,
  path: string,
): Field {
  const fields = [...collected].map(([name, nodes], place) =>
    compileField(selected, type, nodes, {
      key: `${place > 0 ? ',' : ''}${JSON.stringify(name)}:`,
      path: path ? `${path}.${name}` : name,
    }),
  );
  const writers = fields.map(({ write }) => write);
  return {
    isOfSource: fields.every(({ isOfSource }) => isOfSource),
    write: (source, run) => {
      let text = '{';
      for (const write of writers) text += write(source, run);
      return `${text}}`;
    },
  };
}

function compileField(
  selected: SelectedOperation,
  parentType: GraphQLObjectType,
  nodes: Nodes,
  { key, path }: { key: string; path: string },
): Field {
  const [node] = nodes;
  const definition = node && fieldOf(selected, parentType, node.name.value);
  if (!definition) throw new Incomplete();
  if (definition === TypeNameMetaFieldDef) {
    const text = `${key}${JSON.stringify(parentType.name)}`;
    return { isOfSource: true, write: () => text };
  }
  const read = compileRead(selected, parentType, definition, nodes, node);
  const value = compileValue(selected, definition.type, nodes, path);
  const isObserved = selected.observed.has(path);
  const writeValue: Write = isObserved
    ? (found, run) => {
        const text = value.write(found, run);
        run.observe(path, text);
        return text;
      }
    : value.write;
  return {
    isOfSource: value.isOfSource && !isObserved && (definition.resolve?.length ?? 0) <= 1,
    write: (source, run) => {
      const found = read(source, run);
      return key + (isPromise(found) ? run.later(found, writeValue) : writeValue(found, run));
    },
  };
}

function fieldOf(
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

function compileRead(
  { schema, operation, fragments }: SelectedOperation,
  parentType: GraphQLObjectType,
  definition: GraphQLField<unknown, unknown>,
  fieldNodes: Nodes,
  node: FieldNode,
): Write | ((source: unknown, run: Run) => unknown) {
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

function compileValue(
  selected: SelectedOperation,
  type: GraphQLOutputType,
  nodes: Nodes,
  path: string,
): Field {
  if (isNonNullType(type)) {
    const { write, isOfSource } = compileValue(selected, type.ofType, nodes, path);
    return { isOfSource, write: writeRequired(write) };
  }
  if (isLeafType(type)) return { isOfSource: true, write: writeLeaf(type) };
  if (isListType(type)) {
    const { write } = compileValue(selected, type.ofType, nodes, path);
    return { isOfSource: false, write: writeList(write) };
  }
  return {
    isOfSource: false,
    write: isObjectType(type)
      ? compileObject(selected, type, nodes, path)
      : compileAbstract(selected, type, nodes, path),
  };
}

/** At the first object: most are never reached. */
function compileObject(
  selected: SelectedOperation,
  type: GraphQLObjectType,
  nodes: Nodes,
  path: string,
): Write {
  let write: Write | undefined;
  return (value, run) => {
    if (isNothing(value)) return 'null';
    if (type.isTypeOf) throw new Incomplete();
    write ??= compileSelection(selected, type, nodes, path);
    return write(value, run);
  };
}

function compileSelection(
  selected: SelectedOperation,
  type: GraphQLObjectType,
  nodes: Nodes,
  path: string,
): Write {
  const sets = nodes.map(({ selectionSet }) => selectionSet);
  const { write, isOfSource } = compileFields(
    selected,
    type,
    collectFields(selected, type, sets),
    path,
  );
  return isOfSource && REFERENCE_TYPES.has(type.name) ? writeOnce(write) : write;
}

function writeOnce(write: Write): Write {
  const texts = new WeakMap<object, string>();
  return (value, run) => {
    const known = texts.get(value as object);
    if (known !== undefined) return known;
    const text = write(value, run);
    texts.set(value as object, text);
    return text;
  };
}

function compileAbstract(
  selected: SelectedOperation,
  type: GraphQLAbstractType,
  nodes: Nodes,
  path: string,
): Write {
  const writers = new Map(
    selected.schema
      .getPossibleTypes(type)
      .map((one) => [one.name, compileObject(selected, one, nodes, path)]),
  );
  return (value, run) => {
    if (isNothing(value)) return 'null';
    const write = writers.get(String(propertyOf(value, '__typename')));
    if (!write || type.resolveType) throw new Incomplete();
    return write(value, run);
  };
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
