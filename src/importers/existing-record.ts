/** The existing record as facts, for further sources. */
import sql, { join, type Sql } from 'sql-template-tag';
import type { Database } from '../database/database.js';
import type {
  Citation,
  GoalFact,
  MatchFact,
  PenaltyFact,
  PlayerName,
  ShootoutFact,
} from './facts.js';
import type { RecordTeamName } from './world-cup-teams.js';

/** Dated if it means another player on other days. */
export interface PlayerListing extends PlayerName {
  from: string | null;
  to: string | null;
}

export interface ExistingPlayer {
  /** In order of insertion; at least one is undated. */
  listings: PlayerListing[];
  birthDate: string | null;
  /** Without own goals. */
  firstGoal: string | null;
  lastGoal: string | null;
  keys: Citation[];
}

export interface ExistingRecord {
  /** Slugs. */
  teams(): Promise<ReadonlySet<string>>;
  /** Former and other names in all other sources. */
  teamNames(besides: string): Promise<readonly RecordTeamName[]>;
  /** Slugs. */
  tournaments(): Promise<ReadonlySet<string>>;
  players(): Promise<readonly ExistingPlayer[]>;
  /** By tournament slug; importing them again changes nothing. */
  matchesOf(tournament: string): Promise<MatchFact[]>;
  /** By slug; unknown ones are left out. */
  matches(slugs: readonly string[]): Promise<MatchFact[]>;
}

/** Caches players: the database must not change meanwhile. */
export function createExistingRecord(db: Database): ExistingRecord {
  let kept: Promise<PlayerRow[]> | undefined;
  const people = () => {
    kept ??= readPlayers(db);
    return kept;
  };
  return {
    teams: () => readSlugs(db, sql`teams`),
    teamNames: (besides) => readTeamNames(db, besides),
    tournaments: () => readSlugs(db, sql`tournaments`),
    players: people,
    matchesOf: async (tournament) => readMatches(db, sql`t.slug = ${tournament}`, await people()),
    matches: async (slugs) =>
      slugs.length === 0
        ? []
        : readMatches(db, sql`m.slug IN (${join([...slugs])})`, await people()),
  };
}

/** The first undated listing, preferably of `team`. Throws if all are dated. */
export function permanentListing({ listings }: ExistingPlayer, team?: string): PlayerName {
  const always = listings.filter(({ from, to }) => from === null && to === null);
  const found = always.find((listing) => listing.team === team) ?? always[0];
  if (!found) throw new Error(`The record lists somebody only between days: ${listings[0]?.name}.`);
  return { name: found.name, team: found.team };
}

async function readSlugs(db: Database, table: Sql): Promise<ReadonlySet<string>> {
  const { jsonList: list } = db.dialect;
  const slugs = await db.select<string[]>(
    sql`SELECT ${list(sql`t.slug`, sql`t.id`)} AS json FROM ${table} t`,
  );
  return new Set(slugs);
}

async function readTeamNames(db: Database, besides: string): Promise<RecordTeamName[]> {
  const { jsonObject: object, jsonList: list } = db.dialect;
  const name = object({
    team: sql`t.slug`,
    category: sql`t.category`,
    name: sql`n.name`,
    from: sql`n."from"`,
    to: sql`n."to"`,
  });
  const names = await db.select<RecordTeamName[]>(sql`SELECT ${list(name, sql`n.id`)} AS json
    FROM team_names n JOIN teams t ON t.id = n.team_id JOIN sources s ON s.id = n.source_id
    WHERE s.slug <> ${besides}`);
  return names ?? [];
}

interface PlayerRow extends ExistingPlayer {
  id: number;
}

async function readPlayers(db: Database): Promise<PlayerRow[]> {
  const { jsonObject: object, jsonList: list, nested } = db.dialect;
  const listing = object({
    name: sql`a.name`,
    team: sql`t.slug`,
    from: sql`a."from"`,
    to: sql`a."to"`,
  });
  const scored = sql`FROM goals g JOIN matches m ON m.id = g.match_id
    WHERE g.scorer_id = p.id AND NOT g.own_goal`;
  const player = object({
    id: sql`p.id`,
    listings: nested(sql`SELECT ${list(listing, sql`a.id`)} FROM player_aliases a
      JOIN teams t ON t.id = a.team_id WHERE a.player_id = p.id`),
    birthDate: sql`p.birth_date`,
    firstGoal: sql`(SELECT min(m.date) ${scored})`,
    lastGoal: sql`(SELECT max(m.date) ${scored})`,
    keys: citations(db, sql`player_id = p.id`),
  });
  const rows = await db.select<PlayerRow[]>(
    sql`SELECT ${list(player, sql`p.id`)} AS json FROM players p`,
  );
  return rows ?? [];
}

function citations(
  { dialect: { jsonObject: object, jsonList: list, nested } }: Database,
  condition: Sql,
): Sql {
  return nested(sql`SELECT ${list(object({ source: sql`s.slug`, key: sql`c.source_key` }), sql`c.id`)}
    FROM citations c JOIN sources s ON s.id = c.source_id WHERE c.${condition}`);
}

type GoalRow = Omit<GoalFact, 'scorer'> & { scorer: number | null };

type PenaltyRow = Omit<PenaltyFact, 'taker' | 'foulBy' | 'foulOn'> &
  Record<'taker' | 'foulBy' | 'foulOn', number | null>;

interface MatchRow extends Omit<MatchFact, 'goals' | 'penalties' | 'shootout'> {
  goals: GoalRow[];
  penalties: PenaltyRow[];
  shootouts: ShootoutFact[];
}

async function readMatches(
  db: Database,
  condition: Sql,
  people: readonly PlayerRow[],
): Promise<MatchFact[]> {
  const { jsonObject: object, jsonList: list } = db.dialect;
  const rows = await db.select<MatchRow[]>(sql`
    SELECT ${list(object(matchFields(db)), sql`m.date, m.ordinal, m.id`)} AS json
    FROM matches m
    JOIN sources s ON s.id = m.source_id
    JOIN teams h ON h.id = m.home_id
    JOIN teams a ON a.id = m.away_id
    JOIN tournaments t ON t.id = m.tournament_id
    LEFT JOIN editions e ON e.id = m.edition_id
    WHERE ${condition}`);
  const byId = new Map(people.map((player) => [player.id, player]));
  const name = (id: number | null) => {
    const player = id === null ? undefined : byId.get(id);
    return player ? permanentListing(player) : null;
  };
  return (rows ?? []).map(({ shootouts, ...match }) => ({
    ...match,
    shootout: shootouts[0] ?? null,
    goals: match.goals.map((goal) => ({ ...goal, scorer: name(goal.scorer) })),
    penalties: match.penalties.map((penalty) => ({
      ...penalty,
      taker: name(penalty.taker),
      foulBy: name(penalty.foulBy),
      foulOn: name(penalty.foulOn),
    })),
  }));
}

function matchFields(db: Database): Record<string, Sql> {
  const { jsonBoolean: flag } = db.dialect;
  return {
    source: sql`s.slug`,
    key: sql`m.source_key`,
    slug: sql`m.slug`,
    date: sql`m.date`,
    ordinal: sql`m.ordinal`,
    home: sql`h.slug`,
    away: sql`a.slug`,
    homeScore: sql`m.home_score`,
    awayScore: sql`m.away_score`,
    tournament: sql`t.slug`,
    edition: sql`e.year`,
    stage: sql`m.stage`,
    group: sql`m."group"`,
    stadium: sql`m.stadium`,
    city: sql`m.city`,
    country: sql`m.country`,
    neutral: flag(sql`m.neutral`),
    afterExtraTime: flag(sql`m.after_extra_time`),
    possiblyAwarded: flag(sql`m.possibly_awarded`),
    goals: goalsOf(db),
    penalties: penaltiesOf(db),
    shootouts: shootoutsOf(db),
    discrepancies: discrepanciesOf(db),
    citedBy: citations(db, sql`match_id = m.id`),
  };
}

function goalsOf(db: Database): Sql {
  const { jsonObject: object, jsonList: list, nested, jsonBoolean: flag } = db.dialect;
  const goal = object({
    source: sql`s.slug`,
    key: sql`g.source_key`,
    team: sql`t.slug`,
    scorer: sql`g.scorer_id`,
    minute: sql`g.minute`,
    stoppage: sql`g.stoppage`,
    ownGoal: flag(sql`g.own_goal`),
    penalty: flag(sql`g.penalty`),
    citedBy: citations(db, sql`goal_id = g.id`),
  });
  return nested(sql`SELECT ${list(goal, sql`g.ordinal`)} FROM goals g JOIN sources s ON s.id = g.source_id
    JOIN teams t ON t.id = g.team_id WHERE g.match_id = m.id`);
}

function penaltiesOf(db: Database): Sql {
  const { jsonObject: object, jsonList: list, nested } = db.dialect;
  const penalty = object({
    name: sql`p.key`,
    kind: sql`p.kind`,
    team: sql`t.slug`,
    taker: sql`p.taker_id`,
    minute: sql`p.minute`,
    stoppage: sql`p.stoppage`,
    outcome: sql`p.outcome`,
    detail: sql`p.detail`,
    foulBy: sql`p.foul_by_id`,
    foulOn: sql`p.foul_on_id`,
    source: sql`s.slug`,
    key: sql`p.source_key`,
    citedBy: citations(db, sql`penalty_id = p.id`),
  });
  return nested(sql`SELECT ${list(penalty, sql`p.ordinal`)} FROM penalties p
    JOIN sources s ON s.id = p.source_id JOIN teams t ON t.id = p.team_id WHERE p.match_id = m.id`);
}

function shootoutsOf({ dialect: { jsonObject: object, jsonList: list, nested } }: Database): Sql {
  const shootout = object({
    source: sql`s.slug`,
    key: sql`o.source_key`,
    winner: sql`w.slug`,
    firstShooter: sql`f.slug`,
  });
  return nested(sql`SELECT ${list(shootout, sql`o.id`)} FROM shootouts o JOIN sources s ON s.id = o.source_id
    JOIN teams w ON w.id = o.winner_id LEFT JOIN teams f ON f.id = o.first_shooter_id
    WHERE o.match_id = m.id`);
}

function discrepanciesOf({
  dialect: { jsonObject: object, jsonList: list, nested },
}: Database): Sql {
  const value = object({ source: sql`s.slug`, value: sql`v.value` });
  // The match's own source first.
  const order = sql`CASE WHEN v.source_id = m.source_id THEN 0 ELSE 1 END, v.source_id`;
  const discrepancy = object({
    field: sql`d.field`,
    values: nested(sql`SELECT ${list(value, order)} FROM discrepancy_values v
      JOIN sources s ON s.id = v.source_id WHERE v.discrepancy_id = d.id`),
  });
  return nested(
    sql`SELECT ${list(discrepancy, sql`d.id`)} FROM discrepancies d WHERE d.match_id = m.id`,
  );
}
