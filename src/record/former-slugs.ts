/** Slugs that something had before an import renamed or moved it: where one is given, the current one is meant. */
import sql, { type Sql } from 'sql-template-tag';

/** What has former slugs. */
export type SlugEntity = 'Team' | 'Tournament' | 'Match' | 'Player';

export interface FormerSlugRow {
  entity: SlugEntity;
  slug: string;
  currentSlug: string;
}

/** The current slug of what had a slug, and any other slug as it is. */
export type CurrentSlug = (entity: SlugEntity, slug: string) => string;

/**
 * The former slugs `f` that mean something else now: none that anything bears again, nor one that is the bare name of
 * several players.
 */
export const FORMER_SLUGS: Sql = sql`former_slugs f
  WHERE NOT EXISTS (SELECT 1 FROM teams x WHERE f.entity = 'Team' AND x.slug = f.slug)
    AND NOT EXISTS (SELECT 1 FROM tournaments x WHERE f.entity = 'Tournament' AND x.slug = f.slug)
    AND NOT EXISTS (SELECT 1 FROM matches x WHERE f.entity = 'Match' AND x.slug = f.slug)
    AND NOT EXISTS (SELECT 1 FROM players x WHERE f.entity = 'Player' AND x.slug = f.slug)
    AND NOT EXISTS (SELECT 1 FROM players x WHERE f.entity = 'Player' AND x.name_slug = f.slug)`;

/** Looks slugs up among some former ones. */
export function currentSlugs(rows: readonly FormerSlugRow[]): CurrentSlug {
  const current = new Map(rows.map((row) => [`${row.entity} ${row.slug}`, row.currentSlug]));
  return (entity, slug) => current.get(`${entity} ${slug}`) ?? slug;
}

/** The fields of arguments, filters and claims that take slugs. A day, which `on` may be as well, is no slug of anybody. */
const ENTITIES = new Map<string, SlugEntity>([
  ['team', 'Team'],
  ['opponent', 'Team'],
  ['tournament', 'Tournament'],
  ['match', 'Match'],
  ['scorer', 'Player'],
  ['taker', 'Player'],
  ['speaker', 'Player'],
  ['player', 'Player'],
  ['players', 'Player'],
  ['baseline', 'Player'],
  ['by', 'Player'],
  ['on', 'Player'],
]);

/** The kind of entity whose slugs a field of an argument, a filter or a claim takes; undefined for any other field. */
export const slugEntityOf = (field: string) => ENTITIES.get(field);

/** Arguments, a filter or a claim with current slugs; itself where all are current. */
export function withCurrentSlugs<Input>(current: CurrentSlug, input: Input): Input {
  return replaced(current, input, undefined) as Input;
}

function replaced(current: CurrentSlug, value: unknown, entity: SlugEntity | undefined): unknown {
  if (typeof value === 'string') return entity ? current(entity, value) : value;
  if (Array.isArray(value))
    return changedOr(
      value,
      value.map((one) => replaced(current, one, entity)),
    );
  if (typeof value !== 'object' || value === null) return value;
  const values = Object.values(value);
  const fields = Object.keys(value);
  const now = values.map((one, place) => replaced(current, one, ENTITIES.get(fields[place] ?? '')));
  if (changedOr(values, now) === values) return value;
  return Object.fromEntries(fields.map((field, place) => [field, now[place]]));
}

/** The new list, or the old one where each value is the same. */
const changedOr = (old: unknown[], now: unknown[]) =>
  now.every((value, place) => value === old[place]) ? old : now;

/** The slugs that the keys of each kind of row are made of, in their order; all other parts name no entity. */
const PARTS = new Map<string, readonly SlugEntity[]>([
  ['Team', ['Team']],
  ['Tournament', ['Tournament']],
  ['Match', ['Match']],
  ['Player', ['Player']],
  ['Goal', ['Match']],
  ['Penalty', ['Match']],
  ['HatTrick', ['Match', 'Player']],
  ['Scorer', ['Team', 'Player']],
]);

/** What a row is known by in ids and cursors, with current slugs: `2022-12-10-england-france/2`. */
export function currentKey(current: CurrentSlug, kind: string, key: string): string {
  if (kind === 'Edition') {
    return key.replace(/^(.+)(-\d{4})$/, (_, slug, year) => current('Tournament', slug) + year);
  }
  const entities = PARTS.get(kind) ?? [];
  return key
    .split('/')
    .map((part, place) => {
      const entity = entities[place];
      return entity ? current(entity, part) : part;
    })
    .join('/');
}
