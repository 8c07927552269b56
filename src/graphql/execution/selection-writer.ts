import {
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  TypeNameMetaFieldDef,
} from 'graphql';
import { type CollectedFields, collectFields } from './collect-fields.js';
import { compileRead, fieldOf, type Nodes, type SelectedOperation } from './field-reader.js';
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

interface Field {
  readonly write: Write;
  /** Whether its text depends on the source alone. */
  readonly isOfSource: boolean;
}

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
