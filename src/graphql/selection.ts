/**
 * What is done about the fields of a selection: how each is read, and how what is read becomes JSON. What a selection means
 * (fragments, conditions, arguments) is asked of graphql-js. JSON is written at once, since it is all that is wanted.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
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
import type { Context } from './context.js';

/** A text, or pieces of one; a piece that comes later has a place, empty until then. */
export type Json = string | Json[];

/** One run of a query. */
export interface Run {
  readonly context: Context;
  readonly variables: Record<string, unknown>;
  /** Waits for a value and has it used; whatever fails ends the run. */
  later(value: PromiseLike<unknown>, use: (value: unknown) => void): void;
}

/** Runs the fields at the root of a query. */
export type Selection = (run: Run) => Json;

/** Thrown where the answer would not be complete; what the matter is, graphql-js finds out again. */
export class Incomplete extends Error {}

type Path = GraphQLResolveInfo['path'] | undefined;
type Nodes = readonly FieldNode[];

interface Field {
  /** Its name in the answer, as it stands there before the value. */
  readonly prefix: string;
  readonly read: (source: unknown, run: Run, parent: Path) => unknown;
  readonly complete: Complete;
}

/** Makes a value that was read into JSON. */
type Complete = (value: unknown, run: Run, path: Path) => Json;

const NULL = 'null';

/** What is done about a query under some conditions: the values of the variables of @skip and @include. */
export function selectionOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  conditions: Record<string, unknown>,
): Selection {
  const fragments = fragmentsOf(document);
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Incomplete();
  const { selectionSet } = operation;
  const fields = fieldsOf(root, collectFields(schema, fragments, conditions, root, selectionSet));
  return (run) => objectText(fields, undefined, run, undefined);

  function fieldsOf(type: GraphQLObjectType, selected: ReadonlyMap<string, Nodes>): Field[] {
    return [...selected].map(([name, nodes], index) => {
      const [node] = nodes;
      const definition = node && getFieldDef(schema, type, node);
      if (!definition) throw new Incomplete();
      const pathFrom = (prev: Path) => ({ prev, key: name, typename: type.name });
      const complete = completing(definition.type, nodes);
      return {
        prefix: `${index === 0 ? '' : ','}"${name}":`,
        read: reading(type, definition, node, nodes, pathFrom),
        // Below a leaf nobody asks for the way.
        complete: isLeafType(getNamedType(definition.type))
          ? complete
          : (value, run, parent) => complete(value, run, pathFrom(parent)),
      };
    });
  }

  function reading(
    parentType: GraphQLObjectType,
    definition: GraphQLField<unknown, unknown>,
    node: FieldNode,
    fieldNodes: Nodes,
    pathFrom: (parent: Path) => GraphQLResolveInfo['path'],
  ): Field['read'] {
    if (definition === TypeNameMetaFieldDef) return () => parentType.name;
    const { name: fieldName, resolve, type: returnType } = definition;
    if (!resolve) return (source) => propertyOf(source, fieldName);
    const fixed = dependsOnVariables(node) ? null : getArgumentValues(definition, node);
    return (source, run, parent) =>
      resolve(source, fixed ?? getArgumentValues(definition, node, run.variables), run.context, {
        fieldName,
        fieldNodes,
        returnType,
        parentType,
        path: pathFrom(parent),
        schema,
        fragments,
        rootValue: undefined,
        operation,
        variableValues: run.variables,
      });
  }

  function completing(type: GraphQLOutputType, nodes: Nodes): Complete {
    if (isNonNullType(type)) return required(completing(type.ofType, nodes));
    if (isLeafType(type)) return leaf(type);
    if (isListType(type)) return list(completing(type.ofType, nodes));
    return isObjectType(type) ? object(type, nodes) : abstract(type, nodes);
  }

  /** What is selected of an object is looked at when the first one comes: most that can be asked for is never there. */
  function object(type: GraphQLObjectType, nodes: Nodes): Complete {
    let fields: Field[] | undefined;
    return (value, run, path) => {
      if (isNothing(value)) return NULL;
      if (type.isTypeOf) throw new Incomplete();
      fields ??= fieldsOf(type, collectSubfields(schema, fragments, conditions, type, nodes));
      return objectText(fields, value, run, path);
    };
  }

  function abstract(type: GraphQLAbstractType, nodes: Nodes): Complete {
    const possible = schema.getPossibleTypes(type);
    const completes = new Map(possible.map((one) => [one.name, object(one, nodes)]));
    return (value, run, path) => {
      if (isNothing(value)) return NULL;
      const complete = completes.get(String(propertyOf(value, '__typename')));
      if (!complete || type.resolveType) throw new Incomplete();
      return complete(value, run, path);
    };
  }
}

function fragmentsOf({ definitions }: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return fragments;
}

function dependsOnVariables({ arguments: given }: FieldNode): boolean {
  let depends = false;
  for (const argument of given ?? []) {
    visit(argument, {
      Variable() {
        depends = true;
      },
    });
  }
  return depends;
}

function required(complete: Complete): Complete {
  return (value, run, path) => {
    const json = complete(value, run, path);
    if (json === NULL) throw new Incomplete();
    return json;
  };
}

function leaf(type: GraphQLLeafType): Complete {
  return (value) => {
    if (isNothing(value)) return NULL;
    const serialized = type.serialize(value);
    if (serialized === undefined || serialized === null) throw new Incomplete();
    return leafText(serialized);
  };
}

function list(complete: Complete): Complete {
  return (value, run, path) => {
    if (isNothing(value)) return NULL;
    if (!Array.isArray(value)) throw new Incomplete();
    return listText(value, complete, run, path);
  };
}

/** Whether a resolver has answered nothing. An error that it answers, and does not throw, is an error all the same. */
function isNothing(value: unknown): value is null | undefined {
  if (typeof value === 'object' && value instanceof Error) throw new Incomplete();
  return value === undefined || value === null;
}

function propertyOf(source: unknown, name: string): unknown {
  const value = (source as Record<string, unknown>)[name];
  if (typeof value === 'function') throw new Incomplete();
  return value;
}

/** What a value comes to, or the place where it will be. */
function settle(value: unknown, complete: Complete, run: Run, path: Path): Json {
  if (!isPromise(value)) return complete(value, run, path);
  const place: Json[] = [];
  run.later(value, (result) => place.push(complete(result, run, path)));
  return place;
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  const then = typeof value === 'object' && value !== null && (value as { then?: unknown }).then;
  return typeof then === 'function';
}

function objectText(fields: readonly Field[], source: unknown, run: Run, path: Path): Json {
  let text = '{';
  const pieces: Json[] = [];
  for (const { prefix, read, complete } of fields) {
    text += prefix;
    const piece = settle(read(source, run, path), complete, run, path);
    if (typeof piece === 'string') {
      text += piece;
    } else {
      pieces.push(text, piece);
      text = '';
    }
  }
  text += '}';
  return pieces.length === 0 ? text : [...pieces, text];
}

function listText(items: readonly unknown[], complete: Complete, run: Run, path: Path): Json {
  let text = '[';
  const pieces: Json[] = [];
  for (const [index, item] of items.entries()) {
    if (index > 0) text += ',';
    const at = { prev: path, key: index, typename: undefined };
    const piece = settle(item, complete, run, at);
    if (typeof piece === 'string') {
      text += piece;
    } else {
      pieces.push(text, piece);
      text = '';
    }
  }
  text += ']';
  return pieces.length === 0 ? text : [...pieces, text];
}

/** Letters that stand in JSON as they are. */
const PLAIN = /^[ !#-[\]-\uD7FF\uE000-\uFFFF]*$/;

function leafText(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && PLAIN.test(value) ? `"${value}"` : JSON.stringify(value);
}

export function textOf(json: Json): string {
  return typeof json === 'string' ? json : json.map(textOf).join('');
}
