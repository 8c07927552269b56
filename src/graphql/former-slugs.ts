/** Former slugs in arguments become current ones before resolvers run. */
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

type Refresh = (reference: ReferenceData, given: Arguments) => Arguments;

/** Types with an argument `slug`. */
const LOOKED_UP: readonly string[] = [
  'Team',
  'Tournament',
  'Match',
  'Player',
] satisfies SlugEntity[];

const CURSORS = ['after', 'before'];

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

function replacing(
  name: string,
  current: (reference: ReferenceData, text: string) => string,
): Refresh {
  return (reference, given) => {
    const { [name]: text } = given;
    if (typeof text !== 'string') return given;
    const now = current(reference, text);
    return now === text ? given : { ...given, [name]: now };
  };
}

/** At any depth. No input type of the schema is recursive. */
function mayTakeSlugs(name: string, type: GraphQLInputType): boolean {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return slugEntityOf(name) !== undefined;
  return Object.values(named.getFields()).some((field) => mayTakeSlugs(field.name, field.type));
}

/** Keeps the number of parameters, which the executor checks. */
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
