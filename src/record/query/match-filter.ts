/** Match filters as SQL. An unknown slug matches nothing. */
import sql, { empty, join, type Sql } from 'sql-template-tag';
import type { Category, ReferenceData, ReferenceIndex } from '../reference.js';
import type { ParentTable } from './batch.js';

/** The schema's MatchFilter, and the team that it is seen from. */
export interface MatchFilter {
  category?: Category | null | undefined;
  team?: string | null | undefined;
  teams?: readonly string[] | null | undefined;
  opponent?: string | null | undefined;
  venue?: 'HOME' | 'AWAY' | 'NEUTRAL' | null | undefined;
  outcome?: 'WON' | 'DRAWN' | 'LOST' | null | undefined;
  result?: 'HOME_WIN' | 'AWAY_WIN' | 'DRAW' | null | undefined;
  tournament?: string | null | undefined;
  tournaments?: readonly string[] | null | undefined;
  edition?: number | null | undefined;
  stage?: string | null | undefined;
  stages?: readonly string[] | null | undefined;
  on?: string | null | undefined;
  from?: string | null | undefined;
  to?: string | null | undefined;
  city?: string | null | undefined;
  country?: string | null | undefined;
  competitive?: boolean | null | undefined;
  neutral?: boolean | null | undefined;
  played?: boolean | null | undefined;
  afterExtraTime?: boolean | null | undefined;
  shootout?: boolean | null | undefined;
  possiblyAwarded?: boolean | null | undefined;
  minMargin?: number | null | undefined;
  scorersComplete?: boolean | null | undefined;
  playedWorldCupQualifying?: boolean | null | undefined;
  /** MM-DD, in any year; of the parent alone. */
  calendarDay?: string | undefined;
}

export const isLimitedTo = (filter: MatchFilter, fields: readonly (keyof MatchFilter)[]): boolean =>
  Object.entries(filter).every(
    ([field, value]) => value == null || fields.includes(field as keyof MatchFilter),
  );

const NO_ROW_ID = 0;

/** NO_ROW_ID if unknown. */
export function idBySlug<Row extends { id: number; slug: string }>(
  index: ReferenceIndex<Row>,
  slug: string,
): number {
  return index.find(slug)?.id ?? NO_ROW_ID;
}

export interface SideColumns {
  readonly venue: 'HOME' | 'AWAY';
  readonly team: Sql;
  readonly opponent: Sql;
  readonly own: Sql;
  readonly other: Sql;
  /** Goals with a row. */
  readonly recorded: Sql;
}

export const HOME: SideColumns = {
  venue: 'HOME',
  team: sql`m.home_id`,
  opponent: sql`m.away_id`,
  own: sql`m.home_score`,
  other: sql`m.away_score`,
  recorded: sql`m.home_goals_recorded`,
};

export const AWAY: SideColumns = {
  venue: 'AWAY',
  team: sql`m.away_id`,
  opponent: sql`m.home_id`,
  own: sql`m.away_score`,
  other: sql`m.home_score`,
  recorded: sql`m.away_goals_recorded`,
};

/** A row that matches belong to. */
export interface Owner {
  readonly table: ParentTable;
  readonly id: Sql;
}

/** Alias `m`, with all columns. */
export function filteredMatches(
  reference: ReferenceData,
  filter: MatchFilter,
  owner?: Owner,
  further: readonly Sql[] = [],
  window: Sql = empty,
): Sql {
  const owned =
    owner === undefined || owner.table === 'teams'
      ? further
      : [sql`${OWNER_COLUMNS[owner.table]} = ${owner.id}`, ...further];
  const team = teamOf(reference, filter, owner);
  if (team) return teamMatches(reference, filter, team, () => sql`m.*`, owned, window);
  const all = [...owned, ...matchConditions(reference, filter)];
  const where = all.length === 0 ? empty : sql`WHERE ${join(all, ' AND ')}`;
  return sql`SELECT m.* FROM matches m ${where}`;
}

/** A team's matches `m`: two index scans, home and away, each with the window. One OR would scan every match. */
export function teamMatches(
  reference: ReferenceData,
  { team: _, ...filter }: MatchFilter,
  team: Sql,
  columns: (view: SideColumns) => Sql,
  further: readonly Sql[] = [],
  window: Sql = empty,
): Sql {
  const sideColumns = (view: SideColumns) => {
    const all = [sql`${view.team} = ${team}`, ...conditions(reference, filter, view), ...further];
    const rows = sql`SELECT ${columns(view)} FROM matches m WHERE ${join(all, ' AND ')}`;
    return window === empty ? rows : sql`(${rows}${window})`;
  };
  return sql`${sideColumns(HOME)} UNION ALL ${sideColumns(AWAY)}`;
}

/** Null unless all are one team's. */
function teamOf(reference: ReferenceData, { team }: MatchFilter, owner?: Owner): Sql | null {
  if (owner?.table === 'teams') return owner.id;
  return team == null ? null : sql`${idBySlug(reference.teams, team)}`;
}

const OWNER_COLUMNS = { tournaments: sql`m.tournament_id`, editions: sql`m.edition_id` };

type Condition = (value: never, reference: ReferenceData, view: SideColumns | null) => Sql;

const FALSE = sql`1 = 0`;

const OUTCOMES = { WON: sql`>`, DRAWN: sql`=`, LOST: sql`<` };

const RESULTS = {
  HOME_WIN: sql`m.home_score > m.away_score`,
  AWAY_WIN: sql`m.home_score < m.away_score`,
  DRAW: sql`m.home_score = m.away_score`,
};

const isOneOf = (column: Sql, values: readonly (string | number)[]): Sql =>
  values.length === 0 ? FALSE : sql`${column} IN (${join([...values])})`;

/** MM-DD. One index lookup a year. */
export const isOnCalendarDay = (date: Sql, day: string, years: readonly number[]): Sql =>
  isOneOf(
    date,
    years.map((year) => `${year}-${day}`),
  );

const isTrue = (flag: Sql, wanted: boolean): Sql => (wanted ? flag : sql`NOT ${flag}`);

/** Null while unplayed. */
const SCORERS_COMPLETE = sql`m.home_score + m.away_score = m.home_goals_recorded + m.away_goals_recorded`;

/** SQL by field; `view` is null without a side. */
const CONDITIONS: { [Field in keyof MatchFilter]-?: Condition } = {
  category: (category: Category) =>
    sql`m.tournament_id IN (SELECT t.id FROM tournaments t WHERE t.category = ${category})`,
  team: (slug: string, { teams }) => playsIn(idBySlug(teams, slug)),
  teams: (slugs: readonly string[], { teams }) => {
    const ids = slugs.map((slug) => idBySlug(teams, slug));
    return sql`(${isOneOf(sql`m.home_id`, ids)} OR ${isOneOf(sql`m.away_id`, ids)})`;
  },
  opponent: (slug: string, { teams }, view) =>
    view ? sql`${view.opponent} = ${idBySlug(teams, slug)}` : playsIn(idBySlug(teams, slug)),
  venue: (venue: SideColumns['venue'] | 'NEUTRAL', _reference, view) => {
    if (venue === 'NEUTRAL') return sql`m.neutral`;
    return view?.venue === venue ? sql`NOT m.neutral` : FALSE;
  },
  outcome: (outcome: keyof typeof OUTCOMES, _reference, view) =>
    view ? sql`${view.own} ${OUTCOMES[outcome]} ${view.other}` : FALSE,
  result: (result: keyof typeof RESULTS) => RESULTS[result],
  tournament: (slug: string, reference) =>
    sql`m.tournament_id = ${idBySlug(reference.tournaments, slug)}`,
  tournaments: (slugs: readonly string[], { tournaments }) =>
    isOneOf(
      sql`m.tournament_id`,
      slugs.map((slug) => idBySlug(tournaments, slug)),
    ),
  edition: (year: number) =>
    sql`m.edition_id IN (SELECT e.id FROM editions e WHERE e.year = ${year})`,
  stage: (stage: string, { spellings }) => isOneOf(sql`m.stage`, spellings.stage(stage)),
  stages: (stages: readonly string[], { spellings }) =>
    isOneOf(sql`m.stage`, stages.flatMap(spellings.stage)),
  on: (date: string) => sql`m.date = ${date}`,
  from: (date: string) => sql`m.date >= ${date}`,
  to: (date: string) => sql`m.date <= ${date}`,
  calendarDay: (day: string, { years }) => isOnCalendarDay(sql`m.date`, day, years),
  city: (city: string, { spellings }) => isOneOf(sql`m.city`, spellings.city(city)),
  country: (country: string, { spellings }) => isOneOf(sql`m.country`, spellings.country(country)),
  competitive: (competitive: boolean, reference) => {
    const friendlies = reference.tournaments.all.filter(({ name }) => name === 'Friendly');
    const ids = join([NO_ROW_ID, ...friendlies.map(({ id }) => id)]);
    return competitive ? sql`m.tournament_id NOT IN (${ids})` : sql`m.tournament_id IN (${ids})`;
  },
  neutral: (wanted: boolean) => isTrue(sql`m.neutral`, wanted),
  played: (wanted: boolean) => (wanted ? sql`m.home_score IS NOT NULL` : sql`m.home_score IS NULL`),
  afterExtraTime: (wanted: boolean) => isTrue(sql`m.after_extra_time`, wanted),
  shootout: (wanted: boolean) =>
    isTrue(sql`EXISTS (SELECT 1 FROM shootouts x WHERE x.match_id = m.id)`, wanted),
  possiblyAwarded: (wanted: boolean) => isTrue(sql`m.possibly_awarded`, wanted),
  minMargin: (goals: number) => sql`abs(m.home_score - m.away_score) >= ${goals}`,
  scorersComplete: (wanted: boolean) =>
    wanted ? SCORERS_COMPLETE : sql`coalesce(NOT (${SCORERS_COMPLETE}), 1 = 1)`,
  playedWorldCupQualifying: (wanted: boolean, { teams }) => {
    const played = teams.all.filter(({ playedWorldCup }) => playedWorldCup);
    const ids = join([NO_ROW_ID, ...played.map(({ id }) => id)]);
    return isTrue(sql`(m.home_id IN (${ids}) AND m.away_id IN (${ids}))`, wanted);
  },
};

const playsIn = (team: number) => sql`(m.home_id = ${team} OR m.away_id = ${team})`;

/** Conditions on `m` seen from no side. */
export function matchConditions(reference: ReferenceData, filter: MatchFilter): Sql[] {
  return conditions(reference, filter, null);
}

function conditions(
  reference: ReferenceData,
  filter: MatchFilter,
  view: SideColumns | null,
): Sql[] {
  return Object.entries(filter)
    .filter(([, value]) => value != null)
    .map(([field, value]) =>
      CONDITIONS[field as keyof MatchFilter](value as never, reference, view),
    );
}
