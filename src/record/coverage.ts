/** Goals of the scores that have a row. */
import sql from 'sql-template-tag';
import type { Database } from '../database/types.js';
import { filteredMatches, type MatchFilter, type UndecidedMatches } from './query/match-filter.js';
import type { ReferenceData } from './reference.js';

export interface CoverageRow {
  tournamentId: number;
  decade: number;
  matches: number;
  goals: number;
  goalsRecorded: number;
  matchesWithoutScorers: number;
}

/** Played matches under a filter as of a day, by tournament and decade. */
export async function listCoverage(
  db: Database,
  reference: ReferenceData,
  filter: MatchFilter,
  asOf: string | null,
): Promise<CoverageRow[]> {
  const played = [sql`m.home_score IS NOT NULL`];
  if (asOf !== null) played.push(sql`m.date <= ${asOf}`);
  const item = db.dialect.jsonObject({
    tournamentId: sql`c.tournament_id`,
    decade: sql`c.decade`,
    matches: sql`c.matches`,
    goals: sql`c.goals`,
    goalsRecorded: sql`c.goals_recorded`,
    matchesWithoutScorers: sql`c.without_scorers`,
  });
  const rows = await db.select<
    CoverageRow[]
  >(sql`SELECT ${db.dialect.jsonList(item, sql`c.tournament_id, c.decade`)} AS json FROM (
    SELECT x.tournament_id, x.decade, count(*) AS matches, sum(x.goals) AS goals, sum(x.recorded) AS goals_recorded,
      sum(CASE WHEN x.goals > 0 AND x.recorded = 0 THEN 1 ELSE 0 END) AS without_scorers
    FROM (SELECT m.tournament_id, 10 * CAST(substr(m.date, 1, 3) AS INTEGER) AS decade,
        m.home_score + m.away_score AS goals, m.home_goals_recorded + m.away_goals_recorded AS recorded
      FROM (${filteredMatches(reference, filter, undefined, played)}) m) x
    GROUP BY x.tournament_id, x.decade) c`);
  return rows ?? [];
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
