/** Goals of the scores that have a row. */
import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../database/types.js';
import { whereClause } from './query/keyset.js';
import {
  filteredMatches,
  isLimitedTo,
  type MatchFilter,
  matchConditions,
} from './query/match-filter.js';
import type { UndecidedMatches } from './query/undecided-matches.js';
import type { ReferenceData } from './reference.js';

export interface CoverageRow {
  tournamentId: number;
  decade: number;
  matches: number;
  goals: number;
  goalsRecorded: number;
  matchesWithoutScorers: number;
}

/** Played matches, by tournament and decade. */
export async function listCoverage(
  db: Database,
  reference: ReferenceData,
  filter: MatchFilter,
  asOf: string | null,
): Promise<CoverageRow[]> {
  const item = db.dialect.jsonObject({
    tournamentId: sql`c.tournament_id`,
    decade: sql`c.decade`,
    matches: sql`c.matches`,
    goals: sql`c.goals`,
    goalsRecorded: sql`c.goals_recorded`,
    matchesWithoutScorers: sql`c.matches_without_scorers`,
  });
  const rows = await db.select<
    CoverageRow[]
  >(sql`SELECT ${db.dialect.jsonList(item, sql`c.tournament_id, c.decade`)} AS json
    FROM (${coverage(reference, filter, asOf)}) c`);
  return rows ?? [];
}

/** Fields that are conditions on the tournament alone. */
const TOURNAMENT_FIELDS = ['category', 'tournament', 'tournaments', 'competitive'] as const;

/** Whole decades from the table, where it tells the filter's matches from others; the rest from matches. */
function coverage(reference: ReferenceData, filter: MatchFilter, asOf: string | null): Sql {
  const byDay = asOf === null ? [] : [sql`m.date <= ${asOf}`];
  if (!isLimitedTo(filter, TOURNAMENT_FIELDS)) return coverageOfMatches(reference, filter, byDay);
  if (asOf === null) return summedCoverage(reference, filter, []);
  const decade = `${asOf.slice(0, 3)}0`;
  const before = summedCoverage(reference, filter, [sql`m.decade < ${Number(decade)}`]);
  const since = coverageOfMatches(reference, filter, [sql`m.date >= ${decade}`, ...byDay]);
  return sql`${before} UNION ALL ${since}`;
}

function summedCoverage(reference: ReferenceData, filter: MatchFilter, decades: Sql[]): Sql {
  const conditions = [...matchConditions(reference, filter), ...decades];
  return sql`SELECT m.tournament_id, m.decade, m.matches, m.goals, m.goals_recorded, m.matches_without_scorers
    FROM coverage m ${whereClause(conditions)}`;
}

function coverageOfMatches(reference: ReferenceData, filter: MatchFilter, days: Sql[]): Sql {
  const played = [sql`m.home_score IS NOT NULL`, ...days];
  return sql`SELECT x.tournament_id, x.decade, count(*) AS matches, sum(x.goals) AS goals, sum(x.recorded) AS goals_recorded,
      sum(CASE WHEN x.goals > 0 AND x.recorded = 0 THEN 1 ELSE 0 END) AS matches_without_scorers
    FROM (SELECT m.tournament_id, 10 * CAST(substr(m.date, 1, 3) AS INTEGER) AS decade,
        m.home_score + m.away_score AS goals, m.home_goals_recorded + m.away_goals_recorded AS recorded
      FROM (${filteredMatches(reference, filter, undefined, played)}) m) x
    GROUP BY x.tournament_id, x.decade`;
}

/** Played matches. */
export async function countUndecided(
  db: Database,
  reference: ReferenceData,
  { filter, conditions }: UndecidedMatches,
  asOf: string | null,
): Promise<number> {
  const further = [sql`m.home_score IS NOT NULL`, ...conditions];
  if (asOf !== null) further.push(sql`m.date <= ${asOf}`);
  const count = await db.select<{ matches: number }>(
    sql`SELECT ${db.dialect.jsonObject({ matches: sql`count(*)` })} AS json
      FROM (${filteredMatches(reference, filter, undefined, further)}) m`,
  );
  return count?.matches ?? 0;
}
