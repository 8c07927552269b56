/** Filters of matches as conditions of SQL. A slug that the record does not know finds nothing. */
import sql, { empty, join, type Sql } from 'sql-template-tag';
import type { Owner } from './owners.js';
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
  playedWorldCupQualifying?: boolean | null | undefined;
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

/** A match as one of its sides sees it. */
export interface View {
  readonly venue: 'HOME' | 'AWAY';
  readonly team: Sql;
  readonly opponent: Sql;
  readonly own: Sql;
  readonly other: Sql;
}

const HOME: View = {
  venue: 'HOME',
  team: sql`m.home_id`,
  opponent: sql`m.away_id`,
  own: sql`m.home_score`,
  other: sql`m.away_score`,
};

const AWAY: View = {
  venue: 'AWAY',
  team: sql`m.away_id`,
  opponent: sql`m.home_id`,
  own: sql`m.away_score`,
  other: sql`m.home_score`,
};

/**
 * The matches `m` under a filter and further conditions, of the owner `o` of the statement around where there is one, as a
 * statement of all their columns.
 */
export function matchesUnder(
  reference: Reference,
  filter: MatchFilter,
  owner?: Owner,
  further: readonly Sql[] = [],
): Sql {
  const owned = owner === undefined || owner === 'teams' ? further : [OWNED[owner], ...further];
  const team = teamOf(reference, filter, owner);
  if (team) return matchesOfTeam(reference, filter, team, () => sql`m.*`, owned);
  const all = [...owned, ...matchConditions(reference, filter)];
  const where = all.length === 0 ? empty : sql`WHERE ${join(all, ' AND ')}`;
  return sql`SELECT m.* FROM matches m ${where}`;
}

/**
 * A team's matches `m` under a filter and further conditions, as a statement of some columns. They are two walks of an
 * index, one at home and one away, each with the conditions as that side sees them: one OR would look at every match.
 */
export function matchesOfTeam(
  reference: Reference,
  { team: _, ...filter }: MatchFilter,
  team: Sql,
  columns: (view: View) => Sql,
  further: readonly Sql[] = [],
): Sql {
  const seenFrom = (view: View) => {
    const all = [sql`${view.team} = ${team}`, ...conditions(reference, filter, view), ...further];
    return sql`SELECT ${columns(view)} FROM matches m WHERE ${join(all, ' AND ')}`;
  };
  return sql`${seenFrom(HOME)} UNION ALL ${seenFrom(AWAY)}`;
}

/** The id of the team whose matches are meant; null where they are not one team's. */
function teamOf(reference: Reference, { team }: MatchFilter, owner?: Owner): Sql | null {
  if (owner === 'teams') return sql`o.id`;
  return team == null ? null : sql`${idOf(reference.teams, team)}`;
}

/** Whether a match is its owner's. */
const OWNED = {
  tournaments: sql`m.tournament_id = o.id`,
  editions: sql`m.edition_id = o.id`,
};

type Condition = (value: never, reference: Reference, view: View | null) => Sql;

const NEVER = sql`1 = 0`;

const OUTCOMES = { WON: sql`>`, DRAWN: sql`=`, LOST: sql`<` };

/** Whether every goal of the score has a row; unknown while unplayed. */
const SCORERS_COMPLETE = sql`m.home_score + m.away_score = m.home_goals_recorded + m.away_goals_recorded`;

/** One condition a field of the filter, as a side sees it; without a side, as nobody in particular does. */
const CONDITIONS: { [Field in keyof MatchFilter]-?: Condition } = {
  category: (category: Category) =>
    sql`m.tournament_id IN (SELECT t.id FROM tournaments t WHERE t.category = ${category})`,
  team: (slug: string, { teams }) => either(idOf(teams, slug)),
  opponent: (slug: string, { teams }, view) =>
    view ? sql`${view.opponent} = ${idOf(teams, slug)}` : either(idOf(teams, slug)),
  venue: (venue: View['venue'] | 'NEUTRAL', _reference, view) => {
    if (venue === 'NEUTRAL') return sql`m.neutral`;
    return view?.venue === venue ? sql`NOT m.neutral` : NEVER;
  },
  outcome: (outcome: keyof typeof OUTCOMES, _reference, view) =>
    view ? sql`${view.own} ${OUTCOMES[outcome]} ${view.other}` : NEVER,
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
  playedWorldCupQualifying: (wanted: boolean, { teams }) => {
    const played = teams.all.filter(({ playedWorldCup }) => playedWorldCup);
    const ids = join([NOWHERE, ...played.map(({ id }) => id)]);
    const both = sql`(m.home_id IN (${ids}) AND m.away_id IN (${ids}))`;
    return wanted ? both : sql`NOT ${both}`;
  },
};

/** Whether a team is on either side. */
const either = (team: number) => sql`(m.home_id = ${team} OR m.away_id = ${team})`;

/** The conditions on `m` that a filter makes of matches that nobody in particular looks at: all must hold. */
export function matchConditions(reference: Reference, filter: MatchFilter): Sql[] {
  return conditions(reference, filter, null);
}

function conditions(reference: Reference, filter: MatchFilter, view: View | null): Sql[] {
  return Object.entries(filter)
    .filter(([, value]) => value != null)
    .map(([field, value]) =>
      CONDITIONS[field as keyof MatchFilter](value as never, reference, view),
    );
}
