/** Results of a team, summed by the database or listed for folding. */
import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../database.js';
import { type MatchFilter, matchConditions, matchesOf } from './filters.js';
import { type MatchRow, match } from './matches.js';
import { whereAll } from './page.js';
import type { Reference, TeamRow } from './reference.js';
import { shape, type Wants } from './shape.js';

/** Results on one kind of ground, seen from a team. */
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
  /** Present where wanted. */
  firstMatch?: MatchRow | null;
  lastMatch?: MatchRow | null;
}

/** One played match, seen from a team. */
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

/** A team's played matches under a filter, as of a day, with the goals of either side. */
function played(
  reference: Reference,
  team: TeamRow,
  filter: MatchFilter,
  asOf: string | null,
  columns: Sql,
): Sql {
  const conditions = matchConditions(reference, { ...filter, team: team.slug });
  conditions.push(sql`m.home_score IS NOT NULL`);
  if (asOf !== null) conditions.push(sql`m.date <= ${asOf}`);
  return sql`SELECT ${columns} FROM ${matchesOf(reference, team.slug)} ${whereAll(conditions)}`;
}

const goalsOf = (team: TeamRow) => ({
  own: sql`CASE WHEN m.home_id = ${team.id} THEN m.home_score ELSE m.away_score END AS own`,
  other: sql`CASE WHEN m.home_id = ${team.id} THEN m.away_score ELSE m.home_score END AS other`,
});

const times = (condition: Sql): Sql => sql`sum(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;

/** A team's results by ground, and the first and last match among them, in one statement. */
export async function findRecord(
  db: Database,
  reference: Reference,
  team: TeamRow,
  filter: MatchFilter,
  asOf: string | null,
  wants: Wants,
): Promise<RecordRows> {
  const { object, list } = db.dialect;
  const { own, other } = goalsOf(team);
  const venue = sql`CASE WHEN m.neutral THEN 'NEUTRAL' WHEN m.home_id = ${team.id} THEN 'HOME' ELSE 'AWAY' END AS venue`;
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
  const results = played(reference, team, filter, asOf, sql`${venue}, ${own}, ${other}`);
  const edge = (direction: Sql, deeper: Wants) =>
    sql`(SELECT ${shape(match, db.dialect, deeper)} FROM (
      ${played(reference, team, filter, asOf, sql`m.*`)} ORDER BY m.date ${direction}, m.ordinal ${direction} LIMIT 1) m)`;
  const rows = await db.select<RecordRows>(
    sql`SELECT ${object({
      byVenue: sql`(SELECT ${list(tally, sql`t.venue`)} FROM (
      SELECT r.venue, count(*) AS played, ${times(sql`r.own > r.other`)} AS won, ${times(sql`r.own = r.other`)} AS drawn,
        ${times(sql`r.own < r.other`)} AS lost, sum(r.own) AS goals_for, sum(r.other) AS goals_against,
        ${times(sql`r.other = 0`)} AS clean_sheets
      FROM (${results}) r GROUP BY r.venue) t)`,
      ...(wants.firstMatch ? { firstMatch: edge(sql`ASC`, wants.firstMatch) } : {}),
      ...(wants.lastMatch ? { lastMatch: edge(sql`DESC`, wants.lastMatch) } : {}),
    })} AS json`,
  );
  return rows ?? { byVenue: [] };
}

/** A team's results as of a day, oldest first. */
export async function listResults(
  db: Database,
  reference: Reference,
  team: TeamRow,
  asOf: string | null,
): Promise<ResultRow[]> {
  const { own, other } = goalsOf(team);
  const columns = sql`m.id, m.date, m.ordinal, ${own}, ${other}`;
  const item = db.dialect.object({
    matchId: sql`r.id`,
    date: sql`r.date`,
    goalsFor: sql`r.own`,
    goalsAgainst: sql`r.other`,
  });
  const rows = await db.select<
    ResultRow[]
  >(sql`SELECT ${db.dialect.list(item, sql`r.date, r.ordinal, r.id`)} AS json
    FROM (${played(reference, team, {}, asOf, columns)}) r`);
  return rows ?? [];
}

/** A team's shoot-outs as of a day, and its kicks in those whose kicks are listed. */
export async function findShootouts(
  db: Database,
  team: TeamRow,
  asOf: string | null,
): Promise<ShootoutTally> {
  const kicks = (condition: Sql) => sql`(SELECT count(*) FROM penalties p
    WHERE p.match_id = s.match_id AND p.kind = 'SHOOTOUT' AND ${condition})`;
  const tally = await db.select<ShootoutTally>(sql`SELECT ${db.dialect.object({
    played: sql`count(*)`,
    won: sql`coalesce(${times(sql`x.winner_id = ${team.id}`)}, 0)`,
    withKicks: sql`coalesce(${times(sql`x.listed > 0`)}, 0)`,
    kicksTaken: sql`coalesce(sum(x.taken), 0)`,
    kicksScored: sql`coalesce(sum(x.scored), 0)`,
  })} AS json FROM (
    SELECT s.winner_id, ${kicks(sql`1 = 1`)} AS listed, ${kicks(sql`p.team_id = ${team.id}`)} AS taken,
      ${kicks(sql`p.team_id = ${team.id} AND p.outcome = 'SCORED'`)} AS scored
    FROM shootouts s JOIN matches m ON m.id = s.match_id
    WHERE (m.home_id = ${team.id} OR m.away_id = ${team.id}) ${asOf === null ? sql`` : sql`AND m.date <= ${asOf}`}) x`);
  return tally ?? { played: 0, won: 0, withKicks: 0, kicksTaken: 0, kicksScored: 0 };
}
