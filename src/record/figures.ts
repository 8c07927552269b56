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
  date: string;
  tournamentId: number;
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
  date: string;
  tournamentId: number;
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
    date: sql`m.date`,
    tournamentId: sql`m.tournament_id`,
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

/** The played matches of some teams from one day to another (both inclusive; null for no end), oldest first. */
export async function listTeamMatches(
  db: Database,
  teamIds: readonly number[],
  from: string,
  asOf: string | null,
): Promise<TeamMatchRow[]> {
  const { object, list, flag } = db.dialect;
  const item = object({
    teamId: sql`x.team_id`,
    date: sql`x.date`,
    tournamentId: sql`x.tournament_id`,
    goals: sql`x.goals`,
    goalsRecorded: sql`x.goals_recorded`,
    goalsNamed: sql`x.goals_recorded - ${unnamed(sql`AND g.team_id = x.team_id`)}`,
    scorersNamed: flag(sql`(x.score = x.rows_recorded - ${unnamed(empty)})`),
    scorersComplete: flag(sql`(x.score = x.rows_recorded)`),
  });
  const side = (team: 'home' | 'away') =>
    team === 'home'
      ? sql`SELECT m.home_id AS team_id, m.home_score AS goals, m.home_goals_recorded AS goals_recorded, ${REST}`
      : sql`SELECT m.away_id AS team_id, m.away_score AS goals, m.away_goals_recorded AS goals_recorded, ${REST}`;
  const ids = join([...teamIds]);
  const until = asOf === null ? empty : sql`AND m.date <= ${asOf}`;
  const days = sql`m.home_score IS NOT NULL AND m.date >= ${from} ${until}`;
  const rows = await db.select<
    TeamMatchRow[]
  >(sql`SELECT ${list(item, sql`x.date, x.ordinal, x.id`)} AS json FROM (
    ${side('home')} WHERE m.home_id IN (${ids}) AND ${days}
    UNION ALL ${side('away')} WHERE m.away_id IN (${ids}) AND ${days}) x`);
  return rows ?? [];
}

/** How many goal rows of a match name no scorer. */
const unnamed = (which: Sql) =>
  sql`(SELECT count(*) FROM goals g WHERE g.match_id = x.id AND g.scorer_id IS NULL ${which})`;

/** What both sides of a match have in common. */
const REST = sql`m.date, m.ordinal, m.id, m.tournament_id,
  m.home_score + m.away_score AS score, m.home_goals_recorded + m.away_goals_recorded AS rows_recorded FROM matches m`;
