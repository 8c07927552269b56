/** Results of teams, summed or listed: one statement for any number of teams. */
import sql, { empty, raw, type Sql } from 'sql-template-tag';
import type { Database } from '../database/types.js';
import { type MatchRow, match } from './matches.js';
import { selectPerParent } from './query/batch.js';
import { type MatchFilter, type SideColumns, teamMatches } from './query/match-filter.js';
import { type Projection, rowToJson } from './query/projection.js';
import type { ReferenceData } from './reference.js';

export interface TallyRow {
  venue: 'HOME' | 'AWAY' | 'NEUTRAL';
  played: number;
  won: number;
  drawn: number;
  lost: number;
  goalsFor: number;
  goalsAgainst: number;
  cleanSheets: number;
}

export interface RecordRows {
  byVenue: TallyRow[];
  /** Matches without a stage, if the filter has one. */
  unstaged?: number;
  /** Present where wanted. */
  firstMatch?: MatchRow | null;
  lastMatch?: MatchRow | null;
}

/** Seen from a team. */
export interface ResultRow {
  matchId: number;
  date: string;
  goalsFor: number;
  goalsAgainst: number;
}

export interface ShootoutTally {
  played: number;
  won: number;
  withKicks: number;
  kicksTaken: number;
  kicksScored: number;
}

/** `asOf` is inclusive; null for all. */
export interface RecordQuery {
  filter: MatchFilter;
  asOf: string | null;
}

function playedMatches(
  reference: ReferenceData,
  { filter, asOf }: RecordQuery,
  columns: (view: SideColumns) => Sql,
  conditions: readonly Sql[] = [],
): Sql {
  const further = [sql`m.home_score IS NOT NULL`, ...conditions];
  if (asOf !== null) further.push(sql`m.date <= ${asOf}`);
  return teamMatches(reference, filter, sql`o.id`, columns, further);
}

const goalColumns = ({ own, other }: SideColumns) => sql`${own} AS own, ${other} AS other`;

const venueColumn = ({ venue }: SideColumns) =>
  sql`CASE WHEN m.neutral THEN 'NEUTRAL' ELSE ${raw(`'${venue}'`)} END AS venue`;

const countWhere = (condition: Sql): Sql => sql`sum(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;

/** By ground, with first and last match, in one statement. */
export function listRecords(
  db: Database,
  reference: ReferenceData,
  teamIds: readonly number[],
  which: RecordQuery,
  projection: Projection,
): Promise<Map<number, RecordRows>> {
  const { jsonObject: object, jsonList: list, nested } = db.dialect;
  const tally = object({
    venue: sql`t.venue`,
    played: sql`t.played`,
    won: sql`t.won`,
    drawn: sql`t.drawn`,
    lost: sql`t.lost`,
    goalsFor: sql`t.goals_for`,
    goalsAgainst: sql`t.goals_against`,
    cleanSheets: sql`t.clean_sheets`,
  });
  const results = playedMatches(
    reference,
    which,
    (view) => sql`${venueColumn(view)}, ${goalColumns(view)}`,
  );
  const { stage, ...anyStage } = which.filter;
  const unstaged = playedMatches(reference, { ...which, filter: anyStage }, () => sql`m.id`, [
    sql`m.stage IS NULL`,
  ]);
  const edge = (direction: Sql, deeper: Projection) =>
    nested(sql`SELECT ${rowToJson(match, db.dialect, deeper)} FROM (
      ${playedMatches(reference, which, () => sql`m.*`)} ORDER BY date ${direction}, ordinal ${direction}, id ${direction} LIMIT 1) m`);
  return selectPerParent<RecordRows>(
    db,
    { table: 'teams', ids: teamIds },
    {
      byVenue: nested(sql`SELECT ${list(tally, sql`t.venue`)} FROM (
        SELECT r.venue, count(*) AS played, ${countWhere(sql`r.own > r.other`)} AS won, ${countWhere(sql`r.own = r.other`)} AS drawn,
          ${countWhere(sql`r.own < r.other`)} AS lost, sum(r.own) AS goals_for, sum(r.other) AS goals_against,
          ${countWhere(sql`r.other = 0`)} AS clean_sheets
        FROM (${results}) r GROUP BY r.venue) t`),
      ...(stage == null ? {} : { unstaged: sql`(SELECT count(*) FROM (${unstaged}) u)` }),
      ...(projection.firstMatch ? { firstMatch: edge(sql`ASC`, projection.firstMatch) } : {}),
      ...(projection.lastMatch ? { lastMatch: edge(sql`DESC`, projection.lastMatch) } : {}),
    },
  );
}

/** Oldest first, in one statement. */
export async function listResults(
  db: Database,
  reference: ReferenceData,
  teamIds: readonly number[],
  asOf: string | null,
): Promise<Map<number, ResultRow[]>> {
  const { jsonObject: object, jsonList: list, nested } = db.dialect;
  const item = object({
    matchId: sql`r.id`,
    date: sql`r.date`,
    goalsFor: sql`r.own`,
    goalsAgainst: sql`r.other`,
  });
  const all = playedMatches(
    reference,
    { filter: {}, asOf },
    (view) => sql`m.id, m.date, m.ordinal, ${goalColumns(view)}`,
  );
  const teams = await selectPerParent<{ results: ResultRow[] }>(
    db,
    { table: 'teams', ids: teamIds },
    { results: nested(sql`SELECT ${list(item, sql`r.date, r.ordinal, r.id`)} FROM (${all}) r`) },
  );
  return new Map([...teams].map(([id, { results }]) => [id, results]));
}

/** Shoot-outs, and kicks where listed, in one statement. */
export async function listShootouts(
  db: Database,
  teamIds: readonly number[],
  asOf: string | null,
): Promise<Map<number, ShootoutTally>> {
  const kicks = (condition: Sql) => sql`(SELECT count(*) FROM penalties p
    WHERE p.match_id = s.match_id AND p.kind = 'SHOOTOUT' AND ${condition})`;
  const tally = db.dialect.jsonObject({
    played: sql`count(*)`,
    won: sql`coalesce(${countWhere(sql`x.winner_id = o.id`)}, 0)`,
    withKicks: sql`coalesce(${countWhere(sql`x.listed > 0`)}, 0)`,
    kicksTaken: sql`coalesce(sum(x.taken), 0)`,
    kicksScored: sql`coalesce(sum(x.scored), 0)`,
  });
  const teams = await selectPerParent<{ shootouts: ShootoutTally }>(
    db,
    { table: 'teams', ids: teamIds },
    {
      shootouts: db.dialect.nested(sql`SELECT ${tally} FROM (
        SELECT s.winner_id, ${kicks(sql`1 = 1`)} AS listed, ${kicks(sql`p.team_id = o.id`)} AS taken,
          ${kicks(sql`p.team_id = o.id AND p.outcome = 'SCORED'`)} AS scored
        FROM shootouts s JOIN matches m ON m.id = s.match_id
        WHERE (m.home_id = o.id OR m.away_id = o.id) ${asOf === null ? empty : sql`AND m.date <= ${asOf}`}) x`),
    },
  );
  return new Map([...teams].map(([id, { shootouts }]) => [id, shootouts]));
}
