/**
 * Cost of an operation before it runs: 1 an object, 0 a scalar, plus weights (`@cost`); list sizes from `@listSize`. 100 take
 * about 1 ms of SQLite on the whole record if every list is full. A response exceeds its cost only by lists of an assumed size
 * and by ties.
 */
import {
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { PAGE_SIZE } from './limits.js';

/** Variables as the client sends them. */
type Variables = Readonly<Record<string, unknown>>;

type Field = GraphQLField<unknown, unknown>;

type Directed = { astNode?: Parameters<typeof getDirectiveValues>[1] | null | undefined };

type CostTerm = number | ((variables: Variables) => number);

/** Arguments of `@listSize`. */
interface ListSize {
  readonly assumedSize?: number;
  readonly slicingArguments?: readonly string[];
  readonly sizedFields?: readonly string[];
}

/** Size of lists directly below a field. */
interface SizedLists {
  readonly fields: readonly string[];
  readonly size: CostTerm;
}

interface CostContext {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Defaults of variables. */
  readonly defaults: ReadonlyMap<string, unknown>;
}

const DEFAULT_LIST_SIZE = 10;

/** Whatever the field selects. */
const INTROSPECTION_COST = 1500;

/** Adds the constant part once. Fields under `@skip` and `@include` always count. */
export function compileCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): (variables: Variables) => number {
  const fragments = new Map(
    document.definitions.filter(isFragment).map((fragment) => [fragment.name.value, fragment]),
  );
  const defaults = new Map(
    operation.variableDefinitions?.map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue && valueFromASTUntyped(defaultValue),
    ]),
  );
  const root = schema.getRootType(operation.operation) ?? undefined;
  const cost = costOfSelectionSet({ schema, fragments, defaults }, operation.selectionSet, root);
  return (variables) => evaluateTerm(cost, variables);
}

function costOfSelectionSet(
  context: CostContext,
  { selections }: SelectionSetNode,
  type: GraphQLNamedType | undefined,
  sized?: SizedLists,
): CostTerm {
  const costs = selections.map((selection) => {
    if (selection.kind === Kind.FIELD) return costOfField(context, selection, type, sized);
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : context.fragments.get(selection.name.value);
    if (!fragment) return 0;
    const { typeCondition, selectionSet } = fragment;
    const narrowed = typeCondition ? context.schema.getType(typeCondition.name.value) : type;
    return costOfSelectionSet(context, selectionSet, narrowed, sized);
  });
  return costs.reduce(addTerms, 0);
}

function costOfField(
  context: CostContext,
  node: FieldNode,
  parent: GraphQLNamedType | undefined,
  sized: SizedLists | undefined,
): CostTerm {
  const name = node.name.value;
  if (name.startsWith('__')) return name === '__typename' ? 0 : INTROSPECTION_COST;
  const field = fieldOf(parent, name);
  if (!field) return 0;
  const { weight = 0 } = directiveValues<{ weight?: number }>(context, field, 'cost');
  if (!node.selectionSet) return weight;
  const type = getNamedType(field.type);
  const listSize = directiveValues<ListSize>(context, field, 'listSize');
  const sliced = slicedSize(context, field, listSize, node);
  if (!isListType(getNullableType(field.type))) {
    const { sizedFields = [] } = listSize;
    const below = sliced === undefined ? undefined : { fields: sizedFields, size: sliced };
    return addTerms(weight + 1, costOfSelectionSet(context, node.selectionSet, type, below));
  }
  const requested = sliced ?? (sized?.fields.includes(name) ? sized.size : undefined);
  const each = addTerms(1, costOfSelectionSet(context, node.selectionSet, type));
  return addTerms(weight, multiplyTerms(listSizeOf(context, type, listSize, requested), each));
}

/** Requested size, at least the assumed; without a request the assumed. */
function listSizeOf(
  context: CostContext,
  type: GraphQLNamedType,
  { assumedSize }: ListSize,
  requested: CostTerm | undefined,
): CostTerm {
  if (requested !== undefined) {
    return assumedSize === undefined ? requested : maxTerm(assumedSize, requested);
  }
  const ofType = directiveValues<ListSize>(context, type, 'listSize').assumedSize;
  return assumedSize ?? ofType ?? DEFAULT_LIST_SIZE;
}

/** Undefined: no slicing arguments. */
function slicedSize(
  { defaults }: CostContext,
  field: Field,
  { slicingArguments = [], sizedFields, assumedSize }: ListSize,
  node: FieldNode,
): CostTerm | undefined {
  if (slicingArguments.length === 0) return undefined;
  const given = (node.arguments ?? [])
    .filter(({ name }) => slicingArguments.includes(name.value))
    .map(({ value }) => value);
  const slicing = field.args.filter(({ name }) => slicingArguments.includes(name));
  const otherwise =
    slicing.map(({ defaultValue }) => defaultValue).find(isNumber) ??
    (sizedFields && assumedSize) ??
    DEFAULT_LIST_SIZE;
  const read = (value: ValueNode, variables: Variables): unknown => {
    if (value.kind !== Kind.VARIABLE) return valueFromASTUntyped(value);
    const name = value.name.value;
    return variables[name] === undefined ? defaults.get(name) : variables[name];
  };
  const requested = (variables: Variables) => {
    const sizes = given.map((value) => parseSizeValue(read(value, variables))).filter(isNumber);
    return sizes.length === 0 ? otherwise : Math.max(...sizes);
  };
  return given.some(({ kind }) => kind === Kind.VARIABLE) ? requested : requested({});
}

/** Empty without the directive. */
function directiveValues<Values extends object>(
  { schema }: CostContext,
  { astNode }: Directed,
  name: string,
): Partial<Values> {
  const definition = schema.getDirective(name);
  return (definition && astNode && (getDirectiveValues(definition, astNode) as Values)) ?? {};
}

/** Within page bounds; null for null. Other values are refused later. */
function parseSizeValue(value: unknown): number | null {
  if (value === null || value === undefined) return null;
  const size = Array.isArray(value) ? value.length : value;
  return isNumber(size) ? Math.min(Math.max(size, 0), PAGE_SIZE.max) : PAGE_SIZE.max;
}

function addTerms(one: CostTerm, other: CostTerm): CostTerm {
  if (isNumber(one) && isNumber(other)) return one + other;
  return (variables) => evaluateTerm(one, variables) + evaluateTerm(other, variables);
}

function multiplyTerms(one: CostTerm, other: CostTerm): CostTerm {
  if (isNumber(one) && isNumber(other)) return one * other;
  return (variables) => evaluateTerm(one, variables) * evaluateTerm(other, variables);
}

function maxTerm(least: number, amount: CostTerm): CostTerm {
  if (isNumber(amount)) return Math.max(least, amount);
  return (variables) => Math.max(least, amount(variables));
}

function evaluateTerm(amount: CostTerm, variables: Variables): number {
  return isNumber(amount) ? amount : amount(variables);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function isFragment(definition: DefinitionNode): definition is FragmentDefinitionNode {
  return definition.kind === Kind.FRAGMENT_DEFINITION;
}

function fieldOf(type: GraphQLNamedType | undefined, name: string): Field | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}
