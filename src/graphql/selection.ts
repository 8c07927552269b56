/**
 * What is to be done about the fields of a selection: how each is read, and what is made of what was read. What a selection
 * means (fragments, conditions, arguments) is asked of graphql-js.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
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
import {
  type Complete,
  type Field,
  Incomplete,
  isNothing,
  leaf,
  list,
  type Path,
  propertyOf,
  type Run,
  required,
  runFields,
} from './completion.js';

/** Begins a run: the data, in which the values that are waited for have their places. */
export type Selection = (run: Run) => Record<string, unknown>;

type Nodes = readonly FieldNode[];

/** What is to be done about a query under its conditions, the values of the variables of @skip and @include. */
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
  return (run) => runFields(fields, undefined, run, undefined);

  function fieldsOf(type: GraphQLObjectType, selected: ReadonlyMap<string, Nodes>): Field[] {
    // An object has no place of this name.
    if (selected.has('__proto__')) throw new Incomplete();
    return [...selected].map(([name, nodes]) => {
      const [node] = nodes;
      const definition = node && getFieldDef(schema, type, node);
      if (!definition) throw new Incomplete();
      const pathFrom = (prev: Path | undefined) => ({ prev, key: name, typename: type.name });
      const complete = completing(definition.type, nodes);
      return {
        name,
        read: reading(type, definition, nodes, node, pathFrom),
        // Below a leaf nobody asks for the way.
        complete: isLeafType(getNamedType(definition.type))
          ? (complete as Field['complete'])
          : (value, run, parent) => complete(value, run, pathFrom(parent)),
      };
    });
  }

  function reading(
    parentType: GraphQLObjectType,
    definition: GraphQLField<unknown, unknown>,
    fieldNodes: Nodes,
    node: FieldNode,
    pathFrom: (parent: Path | undefined) => Path,
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

  /** What is selected of an object is looked at when the first one comes: most of what can be asked for is never there. */
  function object(type: GraphQLObjectType, nodes: Nodes): Complete {
    let fields: Field[] | undefined;
    return (value, run, path) => {
      if (isNothing(value)) return null;
      if (type.isTypeOf) throw new Incomplete();
      fields ??= fieldsOf(type, collectSubfields(schema, fragments, conditions, type, nodes));
      return runFields(fields, value, run, path);
    };
  }

  function abstract(type: GraphQLAbstractType, nodes: Nodes): Complete {
    const objects = new Map(
      schema.getPossibleTypes(type).map((one) => [one.name, object(one, nodes)]),
    );
    return (value, run, path) => {
      if (isNothing(value)) return null;
      const complete = objects.get(String(propertyOf(value, '__typename')));
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
