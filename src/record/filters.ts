/** Filters of matches as conditions of SQL. A slug that the record does not know finds nothing. */
import sql, { join, type Sql } from 'sql-template-tag';
import type { Category, Reference, Shelf } from './reference.js';

/** Which matches: the fields of the schema's MatchFilter, with a team from whose side some of them are seen. */
export interface MatchFilter {
  category?: Category | null | undefined;
  team?: string | null | undefined;
  opponent?: string | null | undefined;
  venue?: 'HOME' | 'AWAY' | 'NEUTRAL' | null | undefined;
  outcome?: 'WON' | 'DRAWN' | 'LOST' | null | undefined;
  tournament?: string | null | undefined;
  edition?: number | null | undefined;
  stage?: string | null | undefined;
  on?: string | null | undefined;
  from?: string | null | undefined;
  to?: string | null | undefined;
  city?: string | null | undefined;
  country?: string | null | undefined;
  competitive?: boolean | null | undefined;
  shootout?: boolean | null | undefined;
  minMargin?: number | null | undefined;
  scorersComplete?: boolean | null | undefined;
}

/** The id of no row. */
const NOWHERE = 0;

/** The id behind a slug; the id of no row where there is none. */
export function idOf<Row extends { id: number; slug: string }>(
  shelf: Shelf<Row>,
  slug: string,
): number {
  return shelf.find(slug)?.id ?? NOWHERE;
}

/** The matches `m`: all of them, or a team's by two walks of an index, since one OR would look at every match. */
export function matchesOf(reference: Reference, team: string | null | undefined): Sql {
  if (team == null) return sql`matches m`;
  const id = idOf(reference.teams, team);
  return sql`(SELECT * FROM matches WHERE home_id = ${id}
    UNION ALL SELECT * FROM matches WHERE away_id = ${id}) m`;
}

type Condition = (value: never, reference: Reference, team: number) => Sql;

/** The score of a match as seen from a team: positive where it won. */
const margin = (team: number) =>
  sql`(CASE WHEN m.home_id = ${team} THEN 1 ELSE -1 END) * (m.home_score - m.away_score)`;

const VENUES = {
  HOME: (team: number) => sql`m.home_id = ${team} AND NOT m.neutral`,
  AWAY: (team: number) => sql`m.away_id = ${team} AND NOT m.neutral`,
  NEUTRAL: () => sql`m.neutral`,
};

const OUTCOMES = {
  WON: (team: number) => sql`${margin(team)} > 0`,
  DRAWN: () => sql`m.home_score = m.away_score`,
  LOST: (team: number) => sql`${margin(team)} < 0`,
};

/** Whether every goal of the score has a row; unknown while unplayed. */
const SCORERS_COMPLETE = sql`m.home_score + m.away_score = m.home_goals_recorded + m.away_goals_recorded`;

/** One condition a field of the filter; `team` is seen from, and is no row where the filter names none. */
const CONDITIONS: { [Field in keyof MatchFilter]-?: Condition } = {
  category: (category: Category) =>
    sql`m.tournament_id IN (SELECT t.id FROM tournaments t WHERE t.category = ${category})`,
  team: (_slug: string, _reference, team) => sql`(m.home_id = ${team} OR m.away_id = ${team})`,
  opponent: (slug: string, reference, team) => {
    const opponent = idOf(reference.teams, slug);
    // Nobody meets himself, though his matches would all be found.
    if (opponent === team) return sql`1 = 0`;
    return sql`(m.home_id = ${opponent} OR m.away_id = ${opponent})`;
  },
  venue: (venue: keyof typeof VENUES, _reference, team) => VENUES[venue](team),
  outcome: (outcome: keyof typeof OUTCOMES, _reference, team) => OUTCOMES[outcome](team),
  tournament: (slug: string, reference) =>
    sql`m.tournament_id = ${idOf(reference.tournaments, slug)}`,
  edition: (year: number) =>
    sql`m.edition_id IN (SELECT e.id FROM editions e WHERE e.year = ${year})`,
  stage: (stage: string) => sql`m.stage = ${stage}`,
  on: (date: string) => sql`m.date = ${date}`,
  from: (date: string) => sql`m.date >= ${date}`,
  to: (date: string) => sql`m.date <= ${date}`,
  city: (city: string) => sql`m.city = ${city}`,
  country: (country: string) => sql`m.country = ${country}`,
  competitive: (competitive: boolean, reference) => {
    const friendlies = reference.tournaments.all.filter(({ name }) => name === 'Friendly');
    const ids = join([NOWHERE, ...friendlies.map(({ id }) => id)]);
    return competitive ? sql`m.tournament_id NOT IN (${ids})` : sql`m.tournament_id IN (${ids})`;
  },
  shootout: (wanted: boolean) => {
    const found = sql`EXISTS (SELECT 1 FROM shootouts x WHERE x.match_id = m.id)`;
    return wanted ? found : sql`NOT ${found}`;
  },
  minMargin: (goals: number) => sql`abs(m.home_score - m.away_score) >= ${goals}`,
  scorersComplete: (wanted: boolean) =>
    wanted ? SCORERS_COMPLETE : sql`coalesce(NOT (${SCORERS_COMPLETE}), 1 = 1)`,
};

/** The conditions on `m` that a filter makes: all must hold. */
export function matchConditions(reference: Reference, filter: MatchFilter): Sql[] {
  const team = filter.team == null ? NOWHERE : idOf(reference.teams, filter.team);
  return Object.entries(filter)
    .filter(([, value]) => value != null)
    .map(([field, value]) =>
      CONDITIONS[field as keyof MatchFilter](value as never, reference, team),
    );
}
