/** Players of the record, for matching. */
import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../database/types.js';
import type { Citation, PlayerName } from './facts.js';

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

/** The first undated listing, preferably of `team`. Throws if all are dated. */
export function permanentListing({ listings }: ExistingPlayer, team?: string): PlayerName {
  const always = listings.filter(({ from, to }) => from === null && to === null);
  const found = always.find((listing) => listing.team === team) ?? always[0];
  if (!found) throw new Error(`The record lists somebody only between days: ${listings[0]?.name}.`);
  return { name: found.name, team: found.team };
}

export interface PlayerRow extends ExistingPlayer {
  id: number;
}

export async function readPlayers(db: Database): Promise<PlayerRow[]> {
  const { jsonObject, jsonList, nested } = db.dialect;
  const listing = jsonObject({
    name: sql`a.name`,
    team: sql`t.slug`,
    from: sql`a."from"`,
    to: sql`a."to"`,
  });
  const scored = sql`FROM goals g JOIN matches m ON m.id = g.match_id
    WHERE g.scorer_id = p.id AND NOT g.own_goal`;
  const player = jsonObject({
    id: sql`p.id`,
    listings: nested(sql`SELECT ${jsonList(listing, sql`a.id`)} FROM player_aliases a
      JOIN teams t ON t.id = a.team_id WHERE a.player_id = p.id`),
    birthDate: sql`p.birth_date`,
    firstGoal: sql`(SELECT min(m.date) ${scored})`,
    lastGoal: sql`(SELECT max(m.date) ${scored})`,
    keys: citations(db, sql`player_id = p.id`),
  });
  const rows = await db.select<PlayerRow[]>(
    sql`SELECT ${jsonList(player, sql`p.id`)} AS json FROM players p`,
  );
  return rows ?? [];
}

export function citations(
  { dialect: { jsonObject, jsonList, nested } }: Database,
  condition: Sql,
): Sql {
  return nested(sql`SELECT ${jsonList(jsonObject({ source: sql`s.slug`, key: sql`c.source_key` }), sql`c.id`)}
    FROM citations c JOIN sources s ON s.id = c.source_id WHERE c.${condition}`);
}
