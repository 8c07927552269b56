import sql, { empty, type Sql } from 'sql-template-tag';
import type { Database, Dialect } from '../database/types.js';
import { whereClause } from './query/keyset.js';
import {
  AWAY,
  HOME,
  idBySlug,
  isLimitedTo,
  matchConditions,
  type SideColumns,
} from './query/match-filter.js';
import { byParent, readColumns } from './query/rows.js';
import { isOfCategory, type ScorerFilter, scorerConditions } from './query/scorer-filter.js';
import type { ReferenceData } from './reference.js';

export interface TeamGoalsRow {
  teamId: number;
  /** Each match counts for one team only. */
  matches: number;
  goals: number;
  goalsRecorded: number;
  goalsUnnamed: number;
  matchesWithoutScorers: number;
}

export interface TeamGoalRow {
  matchId: number;
  playerId: number;
  minute: number | null;
  stoppage: number | null;
}

const TEAM_GOAL = {
  values: {
    matchId: sql`g.match_id`,
    playerId: sql`g.scorer_id`,
    minute: sql`g.minute`,
    stoppage: sql`g.stoppage`,
  },
};

/** As of a day, by match, oldest first, in one reading. */
export async function listTeamGoals(
  db: Database,
  teamIds: readonly number[],
  asOf: string | null,
): Promise<Map<number, TeamGoalRow[]>> {
  const rows = await readColumns<TeamGoalRow>(db, TEAM_GOAL, {
    parents: teamIds,
    from: (team) => sql`FROM goals g JOIN matches m ON m.id = g.match_id
      WHERE g.team_id = ${team} AND g.scorer_id IS NOT NULL AND NOT g.own_goal
        ${asOf === null ? empty : sql`AND m.date <= ${asOf}`}`,
    order: [sql`m.date`, sql`m.ordinal`, sql`m.id`, sql`g.ordinal`],
  });
  return byParent(teamIds, rows);
}

export function teamGoals(
  { jsonObject: object, jsonList: list, nested }: Dialect,
  reference: ReferenceData,
  filter: ScorerFilter,
): Sql {
  const item = object({
    teamId: sql`t.team_id`,
    matches: sql`t.matches`,
    goals: sql`t.goals`,
    goalsRecorded: sql`t.goals_recorded`,
    goalsUnnamed: sql`t.goals_unnamed`,
    matchesWithoutScorers: sql`t.matches_without_scorers`,
  });
  const { category } = filter;
  const conditions = category == null ? [] : [isOfCategory(category, sql`t.team_id`)];
  const rows = isLimitedTo(filter, ['category'])
    ? sql`team_goals`
    : sql`(${goalsOfMatches(reference, filter)})`;
  return nested(
    sql`SELECT ${list(item, sql`t.team_id`)} FROM ${rows} t ${whereClause(conditions)}`,
  );
}

/** The rows of the table `team_goals`, of a filter's matches. */
function goalsOfMatches(reference: ReferenceData, filter: ScorerFilter): Sql {
  // One index scan a side: the scores are in the index.
  return sql`SELECT s.*, coalesce(u.goals, 0) AS goals_unnamed FROM (
    SELECT x.team_id, sum(x.matches) AS matches, sum(x.goals) AS goals,
      sum(x.goals_recorded) AS goals_recorded, sum(x.without_scorers) AS matches_without_scorers
    FROM (${goalsFromSide(reference, filter, HOME)} UNION ALL ${goalsFromSide(reference, filter, AWAY)}) x
    GROUP BY x.team_id) s
    LEFT JOIN (${unnamedGoalsByTeam(reference, filter)}) u ON u.team_id = s.team_id`;
}

const BOTH_SIDES = {
  own: sql`m.home_score + m.away_score`,
  recorded: sql`m.home_goals_recorded + m.away_goals_recorded`,
};

/** Goals of home or away sides. With a team or opponent each match counts for its one side, else for home. */
function goalsFromSide(
  reference: ReferenceData,
  { category: _, team, opponent, ...ofMatch }: ScorerFilter,
  side: SideColumns,
): Sql {
  const isOneSided = team != null || opponent != null;
  const isCounted = isOneSided || side.venue === 'HOME';
  const { own: goals, recorded } = isOneSided ? side : BOTH_SIDES;
  const without = sql`sum(CASE WHEN ${goals} > 0 AND ${recorded} = 0 THEN 1 ELSE 0 END)`;
  const conditions = [
    sql`m.home_score IS NOT NULL`,
    ...matchConditions(reference, ofMatch),
    ...(team == null ? [] : [sql`${side.team} = ${idBySlug(reference.teams, team)}`]),
    ...(opponent == null ? [] : [sql`${side.opponent} = ${idBySlug(reference.teams, opponent)}`]),
  ];
  return sql`SELECT ${side.team} AS team_id, ${isCounted ? sql`count(*)` : sql`0`} AS matches,
      sum(${side.own}) AS goals, sum(${side.recorded}) AS goals_recorded,
      ${isCounted ? without : sql`0`} AS without_scorers
    FROM matches m ${whereClause(conditions)} GROUP BY ${side.team}`;
}

/** Few rows, so they come first and their matches after. */
function unnamedGoalsByTeam(
  reference: ReferenceData,
  { category: _, ...filter }: ScorerFilter,
): Sql {
  const conditions = [
    sql`m.id = g.match_id`,
    sql`g.scorer_id IS NULL`,
    ...scorerConditions(reference, filter, sql`g.team_id`),
  ];
  return sql`SELECT g.team_id, count(*) AS goals FROM goals g CROSS JOIN matches m
    ${whereClause(conditions)} GROUP BY g.team_id`;
}
