/**
 * Cost of an operation, known before it runs: 1 for each object, 0 for a scalar, plus the weights (`@cost`); list sizes come
 * from `@listSize` and its slicing arguments. 100 are about 1 ms of SQLite on the whole record if every list is full.
 * A response is longer than its cost only by lists of an assumed size and by ties. Entry point: `compileCost`.
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

/** A number, or a function of the variables. */
type CostTerm = number | ((variables: Variables) => number);

/** The arguments of `@listSize`. */
interface ListSize {
  readonly assumedSize?: number;
  readonly slicingArguments?: readonly string[];
  readonly sizedFields?: readonly string[];
}

/** The size that a field gives to lists right below it. */
interface SizedLists {
  readonly fields: readonly string[];
  readonly size: CostTerm;
}

interface CostContext {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Defaults of the operation's variables. */
  readonly defaults: ReadonlyMap<string, unknown>;
}

const DEFAULT_LIST_SIZE = 10;

/** Cost of an introspection field, whatever it selects. */
const INTROSPECTION_COST = 1500;

/**
 * Compiles the cost of a valid operation into a function of its variables; the constant part is added up once. Fields under
 * `@skip` and `@include` count, whatever the condition.
 */
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

/** The size of a list: as requested but at least the assumed size; without a request the assumed size. */
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

/** The size that the slicing arguments of a field ask for; undefined for a field without any. */
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

/** The arguments of a directive on a field or a type; none where it does not carry the directive. */
function directiveValues<Values extends object>(
  { schema }: CostContext,
  { astNode }: Directed,
  name: string,
): Partial<Values> {
  const definition = schema.getDirective(name);
  return (definition && astNode && (getDirectiveValues(definition, astNode) as Values)) ?? {};
}

/** The size that a value asks for, within the bounds of a page; null for null. Other values are refused when they are read. */
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
