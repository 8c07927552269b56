/** Computed Elo, as the importers have written it after every match. */
import sql, { empty, type Sql } from 'sql-template-tag';
import type { Database } from '../database/types.js';
import type { Category } from './reference.js';

/** A team's rating after its last match up to a day. */
export interface RatingRow {
  teamId: number;
  /** The team's last match by that day. */
  matchId: number;
  /** Unrounded. */
  value: number;
  /** 1 plus how many teams of the category are rated higher by that day: 1, 2, 2, 4. */
  rank: number;
  /** The day that was asked for; null for the whole record. */
  asOf: string | null;
}

/**
 * Every team of a category that is rated by a day (inclusive; null for the whole record), best first, ties by slug, in one
 * statement: of each team the last of its ratings, found by an index. None where the category is not rated.
 */
export async function listRatings(
  db: Database,
  category: Category,
  asOf: string | null,
): Promise<RatingRow[]> {
  const { jsonObject: object, jsonList: list, codePointOrder: plain } = db.dialect;
  const item = object({
    teamId: sql`x.id`,
    matchId: sql`x.match_id`,
    value: sql`x.value`,
    rank: sql`x.place`,
  });
  const until = asOf === null ? empty : sql`AND r.date <= ${asOf}`;
  const last = (
    column: Sql,
  ) => sql`(SELECT ${column} FROM team_ratings r WHERE r.team_id = t.id ${until}
    ORDER BY r.date DESC, r.ordinal DESC, r.match_id DESC LIMIT 1)`;
  const rows = await db.select<Omit<RatingRow, 'asOf'>[]>(
    sql`SELECT ${list(item, sql`x.place, ${plain(sql`x.slug`)}`)} AS json FROM (
      SELECT v.*, rank() OVER (ORDER BY v.value DESC) AS place FROM (
        SELECT t.id, t.slug, ${last(sql`r.match_id`)} AS match_id, ${last(sql`r.value`)} AS value
        FROM teams t WHERE t.category = ${category}) v
      WHERE v.value IS NOT NULL) x`,
  );
  return (rows ?? []).map((row) => ({ ...row, asOf }));
}
