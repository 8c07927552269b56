/** Slugs before a rename or a move, and other names of teams, resolved to current slugs. */
import sql, { type Sql } from 'sql-template-tag';
import type { FindTeamSlug } from './team-names.js';

export type SlugEntity = 'Team' | 'Tournament' | 'Match' | 'Player';

export interface FormerSlugRow {
  entity: SlugEntity;
  slug: string;
  currentSlug: string;
}

/** Unknown slugs are unchanged. */
export type CurrentSlug = (entity: SlugEntity, slug: string) => string;

/** Former slugs `f` that are unambiguous: of no other entity now, no shared player name. */
export const FORMER_SLUGS: Sql = sql`former_slugs f
  WHERE NOT EXISTS (SELECT 1 FROM teams x WHERE f.entity = 'Team' AND x.slug = f.slug)
    AND NOT EXISTS (SELECT 1 FROM tournaments x WHERE f.entity = 'Tournament' AND x.slug = f.slug)
    AND NOT EXISTS (SELECT 1 FROM matches x WHERE f.entity = 'Match' AND x.slug = f.slug)
    AND NOT EXISTS (SELECT 1 FROM players x WHERE f.entity = 'Player' AND x.slug = f.slug)
    AND NOT EXISTS (SELECT 1 FROM players x WHERE f.entity = 'Player' AND x.name_slug = f.slug)`;

/** Former slugs come before names. */
export function currentSlugs(
  rows: readonly FormerSlugRow[],
  findTeamSlug: FindTeamSlug,
): CurrentSlug {
  const current = new Map(rows.map((row) => [`${row.entity} ${row.slug}`, row.currentSlug]));
  return (entity, slug) =>
    current.get(`${entity} ${slug}`) ?? (entity === 'Team' ? findTeamSlug(slug) : slug) ?? slug;
}

/** `on` may be a day too, which is never a slug. */
const ENTITIES = new Map<string, SlugEntity>([
  ['team', 'Team'],
  ['teams', 'Team'],
  ['opponent', 'Team'],
  ['tournament', 'Tournament'],
  ['tournaments', 'Tournament'],
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

/** Undefined for a field without slugs. */
export const slugEntityOf = (field: string) => ENTITIES.get(field);

/** The same object if all slugs are current. */
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

const changedOr = (old: unknown[], now: unknown[]) =>
  now.every((value, place) => value === old[place]) ? old : now;

/** Which parts of a key are slugs, by kind. */
const PARTS = new Map<string, readonly SlugEntity[]>([
  ['Team', ['Team']],
  ['Tournament', ['Tournament']],
  ['Match', ['Match']],
  ['Player', ['Player']],
  ['Goal', ['Match']],
  ['Penalty', ['Match']],
  ['Appearance', ['Match']],
  ['HatTrick', ['Match', 'Player']],
  ['Scorer', ['Team', 'Player']],
]);

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
