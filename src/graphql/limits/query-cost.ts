/**
 * What an operation costs, told before it is run. Every object that it answers with costs 1, a scalar nothing; the size of a
 * page is what is asked for, that of another list what the schema assumes (`@listSize`), and what is dear to find costs more
 * (`@cost`). Only assumed lists, and ties with the last of a page, can make an answer longer than it costs. 100 are about a millisecond of the built-in database on the whole record, if every list is full.
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
  getOperationAST,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { PAGE_SIZE } from './limits.js';

/** The values of variables as a client sends them. */
type Variables = Readonly<Record<string, unknown>>;

type Field = GraphQLField<unknown, unknown>;

type Directed = Parameters<typeof getDirectiveValues>[1];

/** A number, or one that depends on variables. */
type CostTerm = number | ((variables: Variables) => number);

/** Arguments that say how many rows are asked for: of the field itself or, where it is no list, of the lists right under it. */
const SIZES = new Set(['first', 'last', 'ids', 'players']);

/** How many entries a list has of which nothing else is known. */
const DEFAULT_LIST_SIZE = 10;

/** The whole introspection of the schema, however much of it is asked for. */
const INTROSPECTION_COST = 1500;

/**
 * The cost of a valid operation as a function of its variables. Whatever depends on none of them is added up here, so that
 * asking again costs next to nothing. What is skipped by a directive counts all the same, and so does every fragment.
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

/** What an operation is counted by. */
interface CostContext {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The defaults of the operation's variables. */
  readonly defaults: ReadonlyMap<string, unknown>;
}

/** What is selected of a type; `asked` is how many rows its lists were asked for further up. */
function costOfSelectionSet(
  counting: CostContext,
  { selections }: SelectionSetNode,
  type: GraphQLNamedType | undefined,
  requested?: CostTerm,
): CostTerm {
  const costs = selections.map((selection) => {
    if (selection.kind === Kind.FIELD) return costOfField(counting, selection, type, requested);
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : counting.fragments.get(selection.name.value);
    if (!fragment) return 0;
    const { typeCondition, selectionSet } = fragment;
    const narrowed = typeCondition ? counting.schema.getType(typeCondition.name.value) : type;
    return costOfSelectionSet(counting, selectionSet, narrowed, requested);
  });
  return costs.reduce(addTerms, 0);
}

function costOfField(
  counting: CostContext,
  node: FieldNode,
  parent: GraphQLNamedType | undefined,
  inherited: CostTerm | undefined,
): CostTerm {
  const name = node.name.value;
  if (name.startsWith('__')) return name === '__typename' ? 0 : INTROSPECTION_COST;
  const field = fieldOf(parent, name);
  if (!field) return 0;
  const weight = directiveOn(counting, field, 'cost') ?? 0;
  if (!node.selectionSet) return weight;
  const type = getNamedType(field.type);
  const requested = requestedSize(counting, field, node);
  if (!isListType(getNullableType(field.type))) {
    return addTerms(weight + 1, costOfSelectionSet(counting, node.selectionSet, type, requested));
  }
  const each = addTerms(1, costOfSelectionSet(counting, node.selectionSet, type));
  return addTerms(weight, multiplyTerms(listSizeOf(counting, field, requested ?? inherited), each));
}

/** How many entries a list counts as having. */
function listSizeOf(
  counting: CostContext,
  field: Field,
  requested: CostTerm | undefined,
): CostTerm {
  const assumed = directiveOn(counting, field, 'listSize');
  if (requested !== undefined)
    return assumed === undefined ? requested : maxTerm(assumed, requested);
  return (
    assumed ?? directiveOn(counting, getNamedType(field.type), 'listSize') ?? DEFAULT_LIST_SIZE
  );
}

/** How many rows a field is asked for; undefined where its arguments have no say in that. */
function requestedSize(
  { defaults }: CostContext,
  field: Field,
  node: FieldNode,
): CostTerm | undefined {
  const sizing = field.args.filter(({ name }) => SIZES.has(name));
  if (sizing.length === 0) return undefined;
  const given = (node.arguments ?? []).flatMap(({ name, value }) =>
    sizing.some((argument) => argument.name === name.value) ? [value] : [],
  );
  const otherwise =
    sizing.map(({ defaultValue }) => defaultValue).find(isNumber) ?? PAGE_SIZE.default;
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

/** The number that a directive of the schema gives a field or a type; undefined where it has none. */
function directiveOn(
  { schema }: CostContext,
  node: { astNode?: Directed | null | undefined },
  name: string,
): number | undefined {
  const definition = schema.getDirective(name);
  const values = definition && node.astNode && getDirectiveValues(definition, node.astNode);
  return Object.values(values ?? {}).find(isNumber);
}

/** The size that a value asks for; null where it asks for none. What is out of bounds or no size is refused later on. */
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

/** A query whose cost is known: with sizes from a literal, a variable, a default of either and the schema, and a fragment. */
const SELF_TEST_QUERY = `query($first: Int = 2) {
  matches(last: 3) { edges { node { ...home } } }
  tournament(slug: "") { matches(first: $first) { nodes { ...home goals { scorer { name } } } } }
  teams { nodes { name } }
  ratings { value }
}
fragment home on Match { home { name sources { title } } }`;
const SELF_TEST_COST = 1239;

/** Counts a query whose cost is known. Throws where the count is wrong: then no count can be trusted. */
export function checkCounting(schema: GraphQLSchema): void {
  const document = parse(SELF_TEST_QUERY);
  const operation = getOperationAST(document);
  const cost = operation && compileCost(schema, document, operation)({ first: 5 });
  if (cost !== SELF_TEST_COST) {
    throw new Error(`A query that costs ${SELF_TEST_COST} was counted as ${cost}.`);
  }
}
