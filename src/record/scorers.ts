/** Leaderboard sums: recorded goals by scorer, and the teams' goals without a scorer. */
import sql, { empty, join, type Sql } from 'sql-template-tag';
import type { Database, Dialect } from '../database/types.js';
import { listById } from './nodes.js';
import type { PlayerRow } from './players.js';
import { whereClause } from './query/keyset.js';
import { filteredMatches, idBySlug, isLimitedTo, matchConditions } from './query/match-filter.js';
import { EXPLICIT, mergeProjections, type Projection } from './query/projection.js';
import { isOfCategory, type ScorerFilter, scorerConditions } from './query/scorer-filter.js';
import type { ReferenceData } from './reference.js';
import { type TeamGoalsRow, teamGoals } from './team-goals.js';

export interface LeaderboardRow {
  player: PlayerRow;
  teamId: number;
  goals: number;
  penalties: number;
  sourceIds?: number[];
}

export interface RunnerUpRow {
  teamId: number;
  goals: number;
}

/** The best of each team below that number of goals. */
export interface RunnerUpQuery {
  filter: ScorerFilter;
  below: number;
}

export interface LeaderboardRows {
  /** The first n and ties: by goals, name and slug. */
  scorers: LeaderboardRow[];
  teams: TeamGoalsRow[];
  /** Matches in the edition's days without an edition. */
  unplaced: number;
}

interface LeaderboardSums extends Omit<LeaderboardRows, 'scorers'> {
  scorers: (Omit<LeaderboardRow, 'player'> & { playerId: number })[];
}

export interface LeaderboardQuery {
  filter: ScorerFilter;
  /** Rows. */
  first: number;
  projection: Projection;
}

/** One statement for the sums, and one for the players. */
export async function listLeaderboards(
  db: Database,
  reference: ReferenceData,
  boards: readonly LeaderboardQuery[],
): Promise<LeaderboardRows[]> {
  const read = await combineStatements<LeaderboardSums>(
    db,
    boards.map((board) => leaderboard(db.dialect, reference, board)),
  );
  const ids = [...new Set(read.flatMap(({ scorers }) => scorers.map((row) => row.playerId)))];
  const projection = boards
    .map((board) => board.projection.player ?? EMPTY_PROJECTION)
    .reduce(mergeProjections, EMPTY_PROJECTION);
  const players = await listById(db, 'Player', ids, projection);
  return read.map(({ scorers, ...rest }) => ({
    ...rest,
    scorers: scorers.flatMap(({ playerId, ...row }) => {
      const found = players.get(playerId);
      return found ? [{ ...row, player: found }] : [];
    }),
  }));
}

/** One statement. */
export function listRunnersUp(
  db: Database,
  reference: ReferenceData,
  boards: readonly RunnerUpQuery[],
): Promise<RunnerUpRow[][]> {
  const { jsonObject: object, jsonList: list } = db.dialect;
  const best = object({ teamId: sql`b.team_id`, goals: sql`b.goals` });
  return combineStatements(
    db,
    boards.map(
      ({ filter, below }) => sql`SELECT ${list(best, sql`b.team_id`)} FROM (
        SELECT s.team_id, max(s.goals) AS goals FROM (${scorers(reference, filter)}) s
        WHERE s.goals < ${below} GROUP BY s.team_id) b`,
    ),
  );
}

/** One statement: a field of one object for each. */
async function combineStatements<Value>(
  db: Database,
  statements: readonly Sql[],
): Promise<Value[]> {
  const fields = statements.map((statement, place) => [
    `board${place}`,
    db.dialect.nested(statement),
  ]);
  const rows = await db.select<Record<string, Value>>(
    sql`SELECT ${db.dialect.jsonObject(Object.fromEntries(fields))} AS json`,
  );
  return Object.values(rows ?? {});
}

/** The row itself is always read. */
const EMPTY_PROJECTION: Projection = { [EXPLICIT]: {} };

function leaderboard(
  dialect: Dialect,
  reference: ReferenceData,
  { filter, first, projection }: LeaderboardQuery,
): Sql {
  const { jsonObject: object, jsonList: list, nested, codePointOrder: plain } = dialect;
  const scorer = object({
    playerId: sql`s.player_id`,
    teamId: sql`s.team_id`,
    goals: sql`s.goals`,
    penalties: sql`s.penalties`,
    ...(projection.goals?.sources ? { sourceIds: sources(dialect, reference, filter) } : {}),
  });
  const order = sql`s.goals DESC, ${plain(sql`y.folded_name`)}, ${plain(sql`y.slug`)}, s.team_id`;
  // An index of the table leads to the best scorers; sums of goals are made once.
  const sums = isSummed(filter) ? sql`NOT MATERIALIZED` : empty;
  return sql`WITH sums AS ${sums} (${scorers(reference, filter)}),
    line AS (SELECT s.goals FROM sums s ORDER BY s.goals DESC LIMIT 1 OFFSET ${first - 1})
    SELECT ${object({
      scorers:
        nested(sql`SELECT ${list(scorer, order)} FROM sums s JOIN players y ON y.id = s.player_id
        WHERE s.goals >= coalesce((SELECT l.goals FROM line l), 0)`),
      teams: teamGoals(dialect, reference, filter),
      unplaced: matchesWithoutEdition(reference, filter),
    })}`;
}

/** Whether the table of scorers has the sums. */
const isSummed = (filter: ScorerFilter) => isLimitedTo(filter, ['category', 'team']);

function scorers(reference: ReferenceData, filter: ScorerFilter): Sql {
  return isSummed(filter) ? summedScorers(reference, filter) : scorersOfGoals(reference, filter);
}

function summedScorers({ teams }: ReferenceData, { category, team }: ScorerFilter): Sql {
  const conditions = [
    ...(team == null ? [] : [sql`r.team_id = ${idBySlug(teams, team)}`]),
    ...(category == null ? [] : [isOfCategory(category, sql`r.team_id`)]),
  ];
  return sql`SELECT r.player_id, r.team_id, r.goals, r.penalties FROM scorers r ${whereClause(conditions)}`;
}

function scorersOfGoals(reference: ReferenceData, { category, ...filter }: ScorerFilter): Sql {
  const conditions = [
    sql`g.scorer_id IS NOT NULL`,
    sql`NOT g.own_goal`,
    ...scorerConditions(reference, filter, sql`g.team_id`),
  ];
  // On the sums, fewer than the goals.
  return sql`SELECT g.scorer_id AS player_id, g.team_id, count(*) AS goals,
      sum(CASE WHEN g.penalty THEN 1 ELSE 0 END) AS penalties
    FROM ${filteredGoals(reference, filter)} ${whereClause(conditions)} GROUP BY g.scorer_id, g.team_id
    ${category == null ? empty : sql`HAVING ${isOfCategory(category, sql`g.team_id`)}`}`;
}

/** Goals `g`, joined with matches `m` if the filter needs them. */
function filteredGoals(
  reference: ReferenceData,
  { team, opponent, ...ofMatch }: ScorerFilter,
): Sql {
  if (team == null && opponent != null) {
    // Matches first: the opponent's are few, and no index leads there from goals.
    return sql`(${filteredMatches(reference, { team: opponent })}) m JOIN goals g ON g.match_id = m.id`;
  }
  const isOfMatch = [opponent, ...Object.values(ofMatch)].some((value) => value != null);
  return isOfMatch ? sql`goals g JOIN matches m ON m.id = g.match_id` : sql`goals g`;
}

function sources(
  { jsonList: list, nested }: Dialect,
  reference: ReferenceData,
  { category: _, ...filter }: ScorerFilter,
): Sql {
  const conditions = [
    sql`g.scorer_id = s.player_id`,
    sql`g.team_id = s.team_id`,
    sql`NOT g.own_goal`,
    ...scorerConditions(reference, filter, sql`g.team_id`),
  ];
  return nested(sql`SELECT ${list(sql`x.source_id`, sql`x.source_id`)} FROM (
    SELECT DISTINCT g.source_id FROM goals g JOIN matches m ON m.id = g.match_id ${whereClause(conditions)}) x`);
}

function matchesWithoutEdition(
  reference: ReferenceData,
  { tournament, edition, ...filter }: ScorerFilter,
): Sql {
  if (edition == null) return sql`0`;
  const { editions, tournaments } = reference;
  const queries = editions.all.filter(
    ({ year, tournamentId }) =>
      year === edition &&
      (tournament == null || tournamentId === idBySlug(tournaments, tournament)),
  );
  const conditions = [
    sql`e.id IN (${join([0, ...queries.map(({ id }) => id)])})`,
    sql`m.edition_id IS NULL`,
    ...matchConditions(reference, filter),
  ];
  return sql`(SELECT count(*) FROM editions e
    JOIN matches m ON m.tournament_id = e.tournament_id AND m.date >= e.start_date AND m.date <= e.end_date
    ${whereClause(conditions)})`;
}
