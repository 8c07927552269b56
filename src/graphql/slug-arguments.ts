import {
  type ArgumentNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  GraphQLString,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { type SlugEntity, slugEntityOf } from '../record/former-slugs.js';

export type NamedEntity = SlugEntity | 'Article';

/** An argument or a field of one: `['filter', 'team']`. */
export interface SlugArgument {
  readonly argument: readonly string[];
  readonly entity: NamedEntity;
  /** The field returns the entity itself. */
  readonly isLookup: boolean;
}

export interface SlugField {
  /** Response keys from the root, without list indexes. */
  readonly path: readonly string[];
  readonly given: readonly ArgumentNode[];
  readonly slugs: readonly SlugArgument[];
}

const LOOKED_UP: readonly string[] = [
  'Team',
  'Tournament',
  'Match',
  'Player',
  'Article',
] satisfies NamedEntity[];

interface Walk {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly found: SlugField[];
}

/** Each once, in document order. */
export function findSlugFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operation, selectionSet }: OperationDefinitionNode,
): SlugField[] {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );
  const walk: Walk = { schema, fragments, found: [] };
  walkSelectionSet(walk, selectionSet, schema.getRootType(operation) ?? undefined, []);
  return [...new Map(walk.found.map((field) => [field.path.join('.'), field])).values()];
}

function walkSelectionSet(
  walk: Walk,
  { selections }: SelectionSetNode,
  type: GraphQLNamedType | undefined,
  path: readonly string[],
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const field =
        isObjectType(type) || isInterfaceType(type)
          ? type.getFields()[selection.name.value]
          : undefined;
      if (!field) continue;
      const below = [...path, (selection.alias ?? selection.name).value];
      const given = selection.arguments ?? [];
      const slugs = slugArgumentsOf(field).filter(({ argument: [name] }) =>
        given.some((argument) => argument.name.value === name),
      );
      if (slugs.length > 0) walk.found.push({ path: below, given, slugs });
      if (selection.selectionSet) {
        walkSelectionSet(walk, selection.selectionSet, getNamedType(field.type), below);
      }
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : walk.fragments.get(selection.name.value);
    if (!fragment) continue;
    const { typeCondition, selectionSet } = fragment;
    const narrowed = typeCondition ? walk.schema.getType(typeCondition.name.value) : type;
    walkSelectionSet(walk, selectionSet, narrowed, path);
  }
}

/** Without claims: verdicts have their own suggestions. Lists of filters alone: an unknown player of a comparison is an error. */
export function slugArgumentsOf({ args, type }: GraphQLField<unknown, unknown>): SlugArgument[] {
  const answered = getNamedType(type).name;
  return args.flatMap((argument) => {
    if (argument.name === 'slug' && LOOKED_UP.includes(answered)) {
      return [{ argument: ['slug'], entity: answered as NamedEntity, isLookup: true }];
    }
    return slugsWithin(argument, []);
  });
}

function slugsWithin(
  { name, type }: GraphQLArgument | GraphQLInputField,
  outer: readonly string[],
): SlugArgument[] {
  const given = getNullableType(type);
  const argument = [...outer, name];
  if (isInputObjectType(given)) {
    if (given.isOneOf) return [];
    return Object.values(given.getFields()).flatMap((field) => slugsWithin(field, argument));
  }
  const entity = name === 'article' ? 'Article' : slugEntityOf(name);
  const isFilterList = isListType(given) && outer.length > 0;
  const item = isFilterList ? getNullableType(given.ofType) : given;
  return item === GraphQLString && entity ? [{ argument, entity, isLookup: false }] : [];
}
