/** What the record has to say about a player's goals and caps for a team: the evidence that statistics weighs. */
import sql, { empty, join, type Sql } from 'sql-template-tag';
import type { Database } from '../database.js';
import { type PlayerRow, player } from './players.js';
import { type Noun, one, shape } from './shape.js';

export interface PublishedFigureRow {
  id: number;
  /** The source's own key: what the figure is known by, with the source. */
  key: string;
  playerId: number;
  teamId: number;
  measure: 'CAPS' | 'GOALS';
  value: number;
  asOf: string;
  statement: string;
  sourceId: number;
  /** Present where wanted. */
  player?: PlayerRow;
}

export const publishedFigure: Noun = {
  alias: 'f',
  needs: {
    id: ['sourceId', 'key'],
    player: ['playerId'],
    team: ['teamId'],
    source: ['sourceId'],
  },
  columns: {
    id: sql`f.id`,
    key: sql`f.source_key`,
    playerId: sql`f.player_id`,
    teamId: sql`f.team_id`,
    measure: sql`f.measure`,
    value: sql`f.value`,
    asOf: sql`f.as_of`,
    statement: sql`f.statement`,
    sourceId: sql`f.source_id`,
  },
  relations: { player: one(() => player, sql`FROM players y WHERE y.id = f.player_id`) },
};

/** A recorded goal of a player: neither own goals nor shoot-out kicks. */
export interface ScoredRow {
  playerId: number;
  teamId: number;
  matchId: number;
  goalId: number;
  /** What the goal is known by: its match's slug and its order there. */
  matchSlug: string;
  ordinal: number;
  date: string;
  tournamentId: number;
  editionId: number | null;
  opponentId: number;
  minute: number | null;
  penalty: boolean;
  sourceId: number;
}

/** A kick from the spot that a player took. */
export interface TakenRow {
  playerId: number;
  teamId: number;
  kind: 'IN_PLAY' | 'SHOOTOUT';
  scored: boolean;
}

/** A played match of a team, with how many of its goals have a row. */
export interface TeamMatchRow {
  teamId: number;
  opponentId: number;
  date: string;
  tournamentId: number;
  editionId: number | null;
  goals: number;
  goalsRecorded: number;
  /** Goals whose row names the scorer. */
  goalsNamed: number;
  /** Whether every goal of the match, of either side, has a row that names the scorer. */
  scorersNamed: boolean;
  scorersComplete: boolean;
}

/** Everything about some players' careers up to a day, oldest first, published figures newest first. */
export interface CareerRows {
  scored: ScoredRow[];
  taken: TakenRow[];
  published: PublishedFigureRow[];
}

/** The goals, kicks and published figures of some players up to a day (inclusive; null for all), in one statement. */
export async function listCareers(
  db: Database,
  playerIds: readonly number[],
  asOf: string | null,
): Promise<CareerRows> {
  const { object, list, flag } = db.dialect;
  const ids = join([...playerIds]);
  const until = (day: Sql) => (asOf === null ? sql`1 = 1` : sql`${day} <= ${asOf}`);
  const scored = object({
    playerId: sql`g.scorer_id`,
    teamId: sql`g.team_id`,
    matchId: sql`m.id`,
    goalId: sql`g.id`,
    matchSlug: sql`m.slug`,
    ordinal: sql`g.ordinal`,
    date: sql`m.date`,
    tournamentId: sql`m.tournament_id`,
    editionId: sql`m.edition_id`,
    opponentId: sql`CASE WHEN m.home_id = g.team_id THEN m.away_id ELSE m.home_id END`,
    minute: sql`g.minute`,
    penalty: flag(sql`g.penalty`),
    sourceId: sql`g.source_id`,
  });
  const taken = object({
    playerId: sql`p.taker_id`,
    teamId: sql`p.team_id`,
    kind: sql`p.kind`,
    scored: flag(sql`(p.outcome = 'SCORED')`),
  });
  const figure = shape(publishedFigure, db.dialect, {});
  const rows = await db.select<CareerRows>(
    sql`SELECT ${object({
      scored: sql`(SELECT ${list(scored, sql`m.date, m.ordinal, m.id, g.ordinal`)}
      FROM goals g JOIN matches m ON m.id = g.match_id
      WHERE g.scorer_id IN (${ids}) AND NOT g.own_goal AND ${until(sql`m.date`)})`,
      taken: sql`(SELECT ${list(taken, sql`p.id`)}
      FROM penalties p JOIN matches m ON m.id = p.match_id
      WHERE p.taker_id IN (${ids}) AND ${until(sql`m.date`)})`,
      published: sql`(SELECT ${list(figure, sql`f.as_of DESC, f.id`)}
      FROM published_figures f WHERE f.player_id IN (${ids}) AND ${until(sql`f.as_of`)})`,
    })} AS json`,
  );
  return rows ?? { scored: [], taken: [], published: [] };
}

/** The played matches of some teams, each from a day of its own to one day (both inclusive; null for no end), oldest first. */
export async function listTeamMatches(
  db: Database,
  since: ReadonlyMap<number, string>,
  asOf: string | null,
): Promise<TeamMatchRow[]> {
  if (since.size === 0) return [];
  const { object, list, flag } = db.dialect;
  const own = unnamed(sql`x.team_id`);
  const item = object({
    teamId: sql`x.team_id`,
    opponentId: sql`x.opponent_id`,
    date: sql`x.date`,
    tournamentId: sql`x.tournament_id`,
    editionId: sql`x.edition_id`,
    goals: sql`x.goals`,
    goalsRecorded: sql`x.goals_recorded`,
    goalsNamed: sql`x.goals_recorded - ${own}`,
    scorersNamed: flag(sql`(x.score = x.rows_recorded - ${own} - ${unnamed(sql`x.opponent_id`)})`),
    scorersComplete: flag(sql`(x.score = x.rows_recorded)`),
  });
  const rows = await db.select<
    TeamMatchRow[]
  >(sql`SELECT ${list(item)} AS json FROM (SELECT * FROM (
    ${half(since, asOf, HOME)} UNION ALL ${half(since, asOf, AWAY)}) h ORDER BY h.date, h.ordinal, h.id) x`);
  return rows ?? [];
}

const HOME = {
  id: sql`m.home_id`,
  sides: sql`m.home_id AS team_id, m.away_id AS opponent_id, m.home_score AS goals, m.home_goals_recorded AS goals_recorded`,
};

const AWAY = {
  id: sql`m.away_id`,
  sides: sql`m.away_id AS team_id, m.home_id AS opponent_id, m.away_score AS goals, m.away_goals_recorded AS goals_recorded`,
};

/** The matches in which the teams are the home or the away side: one walk of an index a team. */
function half(
  since: ReadonlyMap<number, string>,
  asOf: string | null,
  { id, sides }: typeof HOME,
): Sql {
  const teams = filledUp([...since]).map(
    ([team, day]) => sql`(CAST(${team} AS INTEGER), CAST(${day} AS TEXT))`,
  );
  return sql`SELECT ${sides}, m.date, m.ordinal, m.id, m.tournament_id, m.edition_id,
      m.home_score + m.away_score AS score, m.home_goals_recorded + m.away_goals_recorded AS rows_recorded
    FROM (VALUES ${join(teams)}) w JOIN matches m ON ${id} = w.column1 AND m.date >= w.column2
    WHERE m.home_score IS NOT NULL ${asOf === null ? empty : sql`AND m.date <= ${asOf}`}`;
}

/** The teams, and nobody as often as it takes to a length of 1, 2, 4, 8 and so on: texts of few lengths are soon all prepared. */
function filledUp(teams: readonly [number, string][]): [number, string][] {
  const length = 2 ** Math.ceil(Math.log2(teams.length));
  return [...teams, ...Array(length - teams.length).fill([0, ''])];
}

/** How many goal rows of a side of a match name no scorer. */
const unnamed = (team: Sql) =>
  sql`(SELECT count(*) FROM goals g WHERE g.scorer_id IS NULL AND g.team_id = ${team} AND g.match_id = x.id)`;
