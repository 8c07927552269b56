/** The people of the record as importers match them: names by team, birth date, first and last goal. */
import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../database/database.js';
import type { Citation, PlayerName } from './facts.js';

/** A name in a team's list; between two days where the name means somebody else outside them. */
export interface PlayerListing extends PlayerName {
  from: string | null;
  to: string | null;
}

/** A person of the record. */
export interface ExistingPlayer {
  /** In the order in which they came; at least one holds always. */
  listings: PlayerListing[];
  birthDate: string | null;
  /** The days of the first and the last goal that the record has of the person, own goals left out. */
  firstGoal: string | null;
  lastGoal: string | null;
  /** The keys under which further sources speak of the person. */
  keys: Citation[];
}

/** The listing that always means the person: the first, for the team where there is one for it. */
export function permanentListing({ listings }: ExistingPlayer, team?: string): PlayerName {
  const always = listings.filter(({ from, to }) => from === null && to === null);
  const found = always.find((listing) => listing.team === team) ?? always[0];
  if (!found) throw new Error(`The record lists somebody only between days: ${listings[0]?.name}.`);
  return { name: found.name, team: found.team };
}

/** A person with the id of the row. */
export interface PlayerRow extends ExistingPlayer {
  id: number;
}

/** All people, by id. */
export async function readPlayers(db: Database): Promise<PlayerRow[]> {
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

/** The list of the sources that cite a fact, under a condition on the table of citations. */
export function citations(
  { dialect: { jsonObject: object, jsonList: list, nested } }: Database,
  condition: Sql,
): Sql {
  return nested(sql`SELECT ${list(object({ source: sql`s.slug`, key: sql`c.source_key` }), sql`c.id`)}
    FROM citations c JOIN sources s ON s.id = c.source_id WHERE c.${condition}`);
}
