/** One statement for any number of teams. */
import sql, { empty, raw, type Sql } from 'sql-template-tag';
import type { Database, Level, LevelRow } from '../database/types.js';
import { type MatchRow, match } from './matches.js';
import { type MatchFilter, type SideColumns, teamMatches } from './query/match-filter.js';
import type { Projection } from './query/projection.js';
import { addEntityLevels, byParent, levelColumns, readColumns } from './query/rows.js';
import { undecidedMatches } from './query/undecided-matches.js';
import type { ReferenceData } from './reference.js';

export interface TallyRow {
  /** Undefined for all, where the projection has no `byVenue`. */
  venue?: 'HOME' | 'AWAY' | 'NEUTRAL' | undefined;
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
  /** Matches that lack fields of the filter, if any may. */
  lacking?: { matches: number; fields: readonly string[] };
  firstMatch?: MatchRow | null;
  lastMatch?: MatchRow | null;
}

export interface OpponentRow extends TallyRow {
  opponentId: number;
  firstMatchId: number;
  lastMatchId: number;
  /** Of the last match. */
  lastDate: string;
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
  team: Sql,
  conditions: readonly Sql[] = [],
  window: Sql = empty,
): Sql {
  const further = [sql`m.home_score IS NOT NULL`, ...conditions];
  if (asOf !== null) further.push(sql`m.date <= ${asOf}`);
  return teamMatches(reference, filter, team, columns, further, window);
}

const goalColumns = ({ own, other }: SideColumns) => sql`${own} AS own, ${other} AS other`;

const venueColumn = ({ venue }: SideColumns) =>
  sql`CASE WHEN m.neutral THEN 'NEUTRAL' ELSE ${raw(`'${venue}'`)} END AS venue`;

const countWhere = (condition: Sql): Sql => sql`sum(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;

/** Of the results `r`. */
const SUMS = {
  played: sql`count(*)`,
  won: countWhere(sql`r.own > r.other`),
  drawn: countWhere(sql`r.own = r.other`),
  lost: countWhere(sql`r.own < r.other`),
  goalsFor: sql`sum(r.own)`,
  goalsAgainst: sql`sum(r.other)`,
  cleanSheets: countWhere(sql`r.other = 0`),
};

const TALLY = levelColumns({ values: SUMS });

const TALLY_BY_VENUE = levelColumns({ values: { venue: sql`r.venue`, ...SUMS } });

const COUNT = levelColumns({ values: { count: sql`count(*)` } });

/** By ground, with first and last match, in one reading. */
export async function listRecords(
  db: Database,
  reference: ReferenceData,
  teamIds: readonly number[],
  which: RecordQuery,
  projection: Projection,
): Promise<Map<number, RecordRows>> {
  const isByVenue = projection.byVenue !== undefined;
  const columns = (view: SideColumns) =>
    isByVenue ? sql`${venueColumn(view)}, ${goalColumns(view)}` : goalColumns(view);
  const group = isByVenue ? sql`GROUP BY r.venue` : sql`HAVING count(*) > 0`;
  const levels: Level[] = [
    {
      columns: isByVenue ? TALLY_BY_VENUE : TALLY,
      parents: teamIds,
      from: (team) => sql`FROM (${playedMatches(reference, which, columns, team)}) r ${group}`,
    },
  ];
  const undecided = undecidedMatches(reference, which.filter);
  const undecidedLevel =
    undecided &&
    levels.push({
      columns: COUNT,
      parents: teamIds,
      from: (team) => {
        const among = { ...which, filter: undecided.filter };
        return sql`FROM (${playedMatches(reference, among, () => sql`m.id`, team, undecided.conditions)}) u`;
      },
    }) - 1;
  const edge = (isDescending: boolean, deeper: Projection | undefined) =>
    deeper &&
    addEntityLevels(
      levels,
      db.dialect,
      match,
      {
        parents: teamIds,
        from: (team, window) =>
          sql`FROM (${playedMatches(reference, which, () => sql`m.*`, team, [], window)}) m`,
        order: [sql`m.date`, sql`m.ordinal`, sql`m.id`],
        isDescending,
        limit: 1,
      },
      deeper,
    );
  const first = edge(false, projection.firstMatch);
  const last = edge(true, projection.lastMatch);
  const read = await db.readLevels(levels);
  const ofTeam = (rows: readonly LevelRow[] = []) => byParent(teamIds, rows);
  const tallies = ofTeam(read[0]);
  const counts = undecidedLevel === null ? null : ofTeam(read[undecidedLevel]);
  const [firsts, lasts] = [first && ofTeam(first(read)), last && ofTeam(last(read))];
  return new Map(
    teamIds.map((id) => [
      id,
      {
        byVenue: (tallies.get(id) ?? []) as unknown as TallyRow[],
        ...(undecided &&
          counts && {
            lacking: { matches: Number(counts.get(id)?.[0]?.count), fields: undecided.fields },
          }),
        ...(firsts && { firstMatch: (firsts.get(id)?.[0] ?? null) as MatchRow | null }),
        ...(lasts && { lastMatch: (lasts.get(id)?.[0] ?? null) as MatchRow | null }),
      },
    ]),
  );
}

const OPPONENT_TALLY = {
  values: {
    opponentId: sql`r.opponent_id`,
    ...SUMS,
    firstMatchId: sql`max(CASE WHEN r.place = 1 THEN r.id END)`,
    lastMatchId: sql`max(CASE WHEN r.place = r.meetings THEN r.id END)`,
    lastDate: sql`max(r.date)`,
  },
};

/** Unordered, in one reading. */
export async function listOpponents(
  db: Database,
  reference: ReferenceData,
  teamIds: readonly number[],
  asOf: string | null,
): Promise<Map<number, OpponentRow[]>> {
  const columns = (view: SideColumns) =>
    sql`${view.opponent} AS opponent_id, m.id, m.date, m.ordinal, ${goalColumns(view)}`;
  const rows = await readColumns<OpponentRow>(db, OPPONENT_TALLY, {
    parents: teamIds,
    from: (team) => sql`FROM (
      SELECT p.*, count(*) OVER (PARTITION BY p.opponent_id) AS meetings,
        row_number() OVER (PARTITION BY p.opponent_id ORDER BY p.date, p.ordinal, p.id) AS place
      FROM (${playedMatches(reference, { filter: {}, asOf }, columns, team)}) p) r
      GROUP BY r.opponent_id`,
  });
  return byParent(teamIds, rows);
}

const RESULT = {
  values: {
    matchId: sql`r.id`,
    date: sql`r.date`,
    goalsFor: sql`r.own`,
    goalsAgainst: sql`r.other`,
  },
};

/** Oldest first, in one reading. */
export async function listResults(
  db: Database,
  reference: ReferenceData,
  teamIds: readonly number[],
  asOf: string | null,
): Promise<Map<number, ResultRow[]>> {
  const columns = (view: SideColumns) => sql`m.id, m.date, m.ordinal, ${goalColumns(view)}`;
  const rows = await readColumns<ResultRow>(db, RESULT, {
    parents: teamIds,
    from: (team) => sql`FROM (${playedMatches(reference, { filter: {}, asOf }, columns, team)}) r`,
    order: [sql`r.date`, sql`r.ordinal`, sql`r.id`],
  });
  return byParent(teamIds, rows);
}

const SHOOTOUT_TALLY = {
  values: {
    played: sql`count(*)`,
    won: sql`coalesce(sum(x.won), 0)`,
    withKicks: sql`coalesce(${countWhere(sql`x.listed > 0`)}, 0)`,
    kicksTaken: sql`coalesce(sum(x.taken), 0)`,
    kicksScored: sql`coalesce(sum(x.scored), 0)`,
  },
};

/** Shoot-outs, and kicks where listed, in one reading. */
export async function listShootouts(
  db: Database,
  teamIds: readonly number[],
  asOf: string | null,
): Promise<Map<number, ShootoutTally>> {
  const kicks = (condition: Sql) => sql`(SELECT count(*) FROM penalties p
    WHERE p.match_id = s.match_id AND p.kind = 'SHOOTOUT' AND ${condition})`;
  const rows = await readColumns<ShootoutTally>(db, SHOOTOUT_TALLY, {
    parents: teamIds,
    from: (team) => sql`FROM (
      SELECT CASE WHEN s.winner_id = ${team} THEN 1 ELSE 0 END AS won, ${kicks(sql`1 = 1`)} AS listed,
        ${kicks(sql`p.team_id = ${team}`)} AS taken,
        ${kicks(sql`p.team_id = ${team} AND p.outcome = 'SCORED'`)} AS scored
      FROM shootouts s JOIN matches m ON m.id = s.match_id
      WHERE (m.home_id = ${team} OR m.away_id = ${team}) ${asOf === null ? empty : sql`AND m.date <= ${asOf}`}) x`,
  });
  return new Map(rows.map(({ parentPlace, ...tally }) => [teamIds[parentPlace] ?? 0, tally]));
}
