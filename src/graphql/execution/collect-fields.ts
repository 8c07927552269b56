/** Fields by response key: GraphQL specification, section 6.3.2. */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  type InlineFragmentNode,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  typeFromAST,
} from 'graphql';

export interface Selections {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** By @skip and @include variable. */
  readonly conditions: Readonly<Record<string, unknown>>;
}

export type CollectedFields = Map<string, FieldNode[]>;

export function collectFields(
  selections: Selections,
  type: GraphQLObjectType,
  selectionSets: readonly (SelectionSetNode | undefined)[],
): CollectedFields {
  const fields: CollectedFields = new Map();
  const visited = new Set<string>();
  for (const selectionSet of selectionSets) {
    if (selectionSet) collect(selections, type, selectionSet, fields, visited);
  }
  return fields;
}

function collect(
  selections: Selections,
  type: GraphQLObjectType,
  { selections: nodes }: SelectionSetNode,
  fields: CollectedFields,
  visited: Set<string>,
): void {
  for (const node of nodes) {
    if (!isIncluded(selections, node)) continue;
    if (node.kind === Kind.FIELD) {
      const key = (node.alias ?? node.name).value;
      const found = fields.get(key);
      if (found) found.push(node);
      else fields.set(key, [node]);
      continue;
    }
    const fragment = fragmentOf(selections, node, visited);
    if (fragment && appliesTo(selections, type, fragment)) {
      collect(selections, type, fragment.selectionSet, fields, visited);
    }
  }
}

function isIncluded({ conditions }: Selections, node: SelectionNode): boolean {
  if (!node.directives?.length) return true;
  if (getDirectiveValues(GraphQLSkipDirective, node, conditions)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, conditions)?.if !== false;
}

/** Undefined if spread already. */
function fragmentOf(
  { fragments }: Selections,
  node: FragmentSpreadNode | InlineFragmentNode,
  visited: Set<string>,
): FragmentDefinitionNode | InlineFragmentNode | undefined {
  if (node.kind === Kind.INLINE_FRAGMENT) return node;
  const name = node.name.value;
  if (visited.has(name)) return undefined;
  visited.add(name);
  return fragments[name];
}

function appliesTo(
  { schema }: Selections,
  type: GraphQLObjectType,
  { typeCondition }: FragmentDefinitionNode | InlineFragmentNode,
): boolean {
  if (!typeCondition) return true;
  const condition = typeFromAST(schema, typeCondition);
  return condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
}

export function fragmentsOf({ definitions }: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return fragments;
}
