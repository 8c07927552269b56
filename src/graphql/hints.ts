/**
 * `extensions.hints`: unknown slugs in arguments, with suggestions. Without unknown slugs no statement, but one for an empty list under a
 * match, player or article.
 */
import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  valueFromASTUntyped,
} from 'graphql';
import { loadNameSuggestions } from '../factcheck/name-suggestions.js';
import { listArticleSlugs, listKnownSlugs } from '../record/known-slugs.js';
import { EXPLICIT } from '../record/query/projection.js';
import { fold } from '../text/fold.js';
import { tokenize } from '../text/lexemes.js';
import type { Context } from './context.js';
import type { AnnotatedResult, Annotation, ObservedValue } from './execution/annotation.js';
import type { Operation } from './execution/operation.js';
import {
  findSlugFields,
  type NamedEntity,
  type SlugArgument,
  type SlugField,
} from './slug-arguments.js';

export interface Hint {
  /** Response keys, without list indexes. */
  path: readonly string[];
  /** `filter.team` */
  argument: string;
  value: string;
  message: string;
  /** Slugs, likeliest first. */
  suggestions: string[];
}

interface GivenSlug extends SlugArgument {
  readonly path: readonly string[];
  readonly value: string;
}

const MAX_HINTS = 5;

/** Suggestions of a hint take at most 5 ms on the whole record. */
const HINT_COST = 500;

/** Database lookups a response. */
const MAX_CHECKED_SLUGS = 20;

/** Longer names get no suggestion: lookup time grows with words. */
const MAX_NAME_CHARS = 60;
const MAX_NAME_TOKENS = 5;

const MAX_QUOTED_CHARS = 80;

/** Finds the arguments once a document. */
export function createHints(schema: GraphQLSchema): Annotation {
  const fieldsByDocument = new WeakMap<DocumentNode, Map<string, SlugField[]>>();

  function fieldsOf({ document, operationName }: Operation): SlugField[] {
    const byName = fieldsByDocument.get(document) ?? new Map<string, SlugField[]>();
    fieldsByDocument.set(document, byName);
    const name = operationName ?? '';
    const known = byName.get(name);
    if (known) return known;
    const operation = getOperationAST(document, name || null);
    // Unknown names are not cached: their number is unlimited.
    if (!operation) return [];
    const fields = findSlugFields(schema, document, operation);
    byName.set(name, fields);
    return fields;
  }

  return {
    observedPaths: (operation) => new Set(fieldsOf(operation).map(({ path }) => path.join('.'))),
    async annotate(operation, result, context) {
      const fields = fieldsOf(operation);
      if (fields.length === 0) return null;
      const open = fields.filter(
        ({ path, slugs }) => !isFound(slugs, result.valuesAt(path.join('.'))),
      );
      if (open.length === 0) return null;
      const unknown = await findUnknown(givenSlugs(open, operation), result, context);
      if (unknown.length === 0) return null;
      const shown = unknown.slice(0, MAX_HINTS);
      operation.costMeter?.add(HINT_COST * shown.length);
      return { hints: await buildHints(shown, context) };
    },
  };
}

/** Whether every slug of a field is known: it answers the entities themselves. */
function isFound(slugs: readonly SlugArgument[], values: readonly ObservedValue[]): boolean {
  return slugs.every(({ isLookup }) => isLookup) && values.every(({ isNull }) => !isNull);
}

function givenSlugs(fields: readonly SlugField[], operation: Operation): GivenSlug[] {
  const definitions = getOperationAST(operation.document, operation.operationName || null);
  const variables: Record<string, unknown> = {};
  for (const { variable, defaultValue } of definitions?.variableDefinitions ?? []) {
    const name = variable.name.value;
    const value = operation.variableValues?.[name];
    variables[name] =
      value === undefined ? defaultValue && valueFromASTUntyped(defaultValue) : value;
  }
  return fields.flatMap(({ path, given, slugs }) => {
    const values = Object.fromEntries(
      given.map(({ name, value }) => [name.value, valueFromASTUntyped(value, variables)]),
    );
    return slugs.flatMap((slug) => {
      const value = slug.argument.reduce<unknown>(propertyOf, values);
      const texts = (Array.isArray(value) ? value : [value]).filter(isText);
      return texts.map((text) => ({ ...slug, path, value: text }));
    });
  });
}

const isText = (value: unknown) => typeof value === 'string';

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

async function findUnknown(
  slugs: readonly GivenSlug[],
  { valuesAt, errors }: AnnotatedResult,
  { db, reference }: Context,
): Promise<GivenSlug[]> {
  const { teams, tournaments, currentSlug } = reference;
  const current = ({ entity, value }: GivenSlug) =>
    entity === 'Article' ? value : currentSlug(entity, value);
  const failed = new Set(errors?.map(({ path = [] }) => path.filter(isKey).join('.')));
  const suspects = slugs.filter((slug) => {
    const values = valuesAt(slug.path.join('.'));
    if (values.length === 0 || failed.has(slug.path.join('.'))) return false;
    if (slug.entity === 'Team') return !teams.find(current(slug));
    if (slug.entity === 'Tournament') return !tournaments.find(current(slug));
    return values.every((value) => (slug.isLookup ? value.isNull : !hasRows(value.read())));
  });
  const stored = suspects.filter(isStored).slice(0, MAX_CHECKED_SLUGS);
  if (stored.length === 0) return suspects;
  const ofKind = (kind: NamedEntity) => stored.filter(({ entity }) => entity === kind).map(current);
  const known = await listKnownSlugs(db, {
    Match: ofKind('Match'),
    Player: ofKind('Player'),
    Article: ofKind('Article'),
  });
  const isKnown = (slug: GivenSlug & { entity: keyof typeof known }) =>
    known[slug.entity].includes(current(slug));
  return suspects.filter((slug) => !isStored(slug) || (stored.includes(slug) && !isKnown(slug)));
}

function isStored(slug: GivenSlug): slug is GivenSlug & { entity: 'Match' | 'Player' | 'Article' } {
  return slug.entity !== 'Team' && slug.entity !== 'Tournament';
}

const isKey = (key: string | number) => typeof key === 'string';

function hasRows(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((part) =>
    Array.isArray(part) ? part.length > 0 : typeof part === 'number' && part > 0,
  );
}

async function buildHints(unknown: readonly GivenSlug[], context: Context): Promise<Hint[]> {
  const suggestionsFor = await loadSlugSuggestions(unknown, context);
  return unknown.map((slug) => {
    const suggestions = suggestionsFor(slug);
    const argument = slug.argument.join('.');
    const value = shorten(slug.value);
    const message =
      `${argument}: the record has no ${slug.entity.toLowerCase()} ${JSON.stringify(value)}.` +
      (suggestions.length > 0 ? ` Did you mean ${formatChoice(suggestions)}?` : '');
    return { path: slug.path, argument, value, message, suggestions };
  });
}

const shorten = (value: string) =>
  value.length > MAX_QUOTED_CHARS ? `${value.slice(0, MAX_QUOTED_CHARS)}…` : value;

/** `"a"`, `"a" or "b"`, `"a", "b" or "c"`. */
function formatChoice(slugs: readonly string[]): string {
  const quoted = slugs.map((slug) => `"${slug}"`);
  const last = quoted.pop();
  return quoted.length === 0 ? `${last}` : `${quoted.join(', ')} or ${last}`;
}

/** At most 5 a name. Two statements for all names, one for each kind of row found. */
async function loadSlugSuggestions(
  unknown: readonly GivenSlug[],
  { db, reference, rowLoaders }: Context,
): Promise<(slug: GivenSlug) => string[]> {
  const ofKind = (kind: NamedEntity) =>
    unknown.filter(({ entity }) => entity === kind).map(({ value }) => nameOf(kind, value));
  const alike = await loadNameSuggestions(db, reference, {
    Team: ofKind('Team').filter(Boolean),
    Tournament: ofKind('Tournament').filter(Boolean),
    Player: ofKind('Player').filter(Boolean),
    Match: ofKind('Match').filter(Boolean),
  });
  const articles = ofKind('Article').length > 0 ? await listArticleSlugs(db) : [];
  const slugs = new Map<GivenSlug, string[]>();
  for (const slug of unknown) {
    const name = nameOf(slug.entity, slug.value);
    if (slug.entity === 'Article') slugs.set(slug, articlesLike(name, articles));
    else {
      const rows = (alike[slug.entity].get(name) ?? []).map(({ kind, id }) => {
        if (kind === 'Team') return reference.teams.get(id);
        if (kind === 'Tournament') return reference.tournaments.get(id);
        return kind === 'Match'
          ? rowLoaders.match(id, SLUG_ONLY)
          : rowLoaders.player(id, SLUG_ONLY);
      });
      slugs.set(
        slug,
        (await Promise.all(rows)).map((row) => row.slug),
      );
    }
  }
  return (slug) => slugs.get(slug) ?? [];
}

const SLUG_ONLY = { [EXPLICIT]: {}, slug: {} };

/** Slug to look for; empty if too long or without a word. */
function nameOf(entity: NamedEntity, value: string): string {
  if (value.length > MAX_NAME_CHARS) return '';
  if (entity === 'Match' || entity === 'Article') return value.toLowerCase();
  const tokens = tokenize(fold(value));
  return tokens.length > MAX_NAME_TOKENS ? '' : tokens.join('-');
}

const MAX_ARTICLE_SUGGESTIONS = 5;

/** Articles sharing most words; the date counts as one. */
function articlesLike(name: string, articles: readonly string[]): string[] {
  const words = new Set(name.split(/-(?=\D)/));
  return articles
    .map((slug) => ({
      slug,
      shared: slug.split(/-(?=\D)/).filter((word) => words.has(word)).length,
    }))
    .filter(({ shared }) => shared > 0)
    .sort((one, other) => other.shared - one.shared)
    .slice(0, MAX_ARTICLE_SUGGESTIONS)
    .map(({ slug }) => slug);
}
