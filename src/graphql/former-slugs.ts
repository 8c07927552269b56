/** Former slugs in arguments: resolvers receive current ones, so that none of them has to know of others. */
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import { type SlugEntity, slugEntityOf, withCurrentSlugs } from '../record/former-slugs.js';
import type { ReferenceData } from '../record/reference.js';
import type { Context } from './context.js';
import { currentCursor } from './pagination.js';

type Arguments = Record<string, unknown>;

/** Makes arguments current. */
type Refresh = (reference: ReferenceData, given: Arguments) => Arguments;

/** What is looked up by the argument `slug`, by the type of the field. */
const LOOKED_UP: readonly string[] = [
  'Team',
  'Tournament',
  'Match',
  'Player',
] satisfies SlugEntity[];

const CURSORS = ['after', 'before'];

/** Has all resolvers of a schema receive the current slugs for former ones, in arguments, inputs and cursors. */
export function acceptFormerSlugs(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const steps = stepsOf(field);
      if (steps.length === 0) continue;
      resolveWith(field, (reference, given) =>
        steps.reduce((current, refresh) => refresh(reference, current), given),
      );
    }
  }
}

/** What has to be done to the arguments of a field. */
function stepsOf({ args, type }: GraphQLField<unknown, Context>): Refresh[] {
  const steps: Refresh[] = [];
  if (args.some((argument) => mayTakeSlugs(argument.name, argument.type))) {
    steps.push((reference, given) => withCurrentSlugs(reference.currentSlug, given));
  }
  const { name: entity } = getNamedType(type);
  if (args.some(({ name }) => name === 'slug') && LOOKED_UP.includes(entity)) {
    steps.push(
      replacing('slug', ({ currentSlug }, slug) => currentSlug(entity as SlugEntity, slug)),
    );
  }
  for (const { name } of args)
    if (CURSORS.includes(name)) steps.push(replacing(name, currentCursor));
  return steps;
}

/** Makes one argument current where it is a text. */
function replacing(
  name: string,
  current: (reference: ReferenceData, text: string) => string,
): Refresh {
  return (reference, given) => {
    const { [name]: text } = given;
    return typeof text === 'string' ? { ...given, [name]: current(reference, text) } : given;
  };
}

/** Whether an argument, or a field in it at any depth, takes slugs. No input of the schema has itself in it. */
function mayTakeSlugs(name: string, type: GraphQLInputType): boolean {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return slugEntityOf(name) !== undefined;
  return Object.values(named.getFields()).some((field) => mayTakeSlugs(field.name, field.type));
}

/** Puts a step before the resolver of a field, with as many parameters as that has: the executor looks at their number. */
function resolveWith(field: GraphQLField<unknown, Context>, refresh: Refresh): void {
  const { resolve } = field;
  if (!resolve) return;
  field.resolve =
    resolve.length < 4
      ? (source, given, context) =>
          (resolve as (source: unknown, given: Arguments, context: Context) => unknown)(
            source,
            refresh(context.reference, given),
            context,
          )
      : (source, given, context, info) =>
          resolve(source, refresh(context.reference, given), context, info);
}
