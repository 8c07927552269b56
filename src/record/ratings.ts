/** Elo ratings, computed by the importers after every match. */
import sql, { empty, type Sql } from 'sql-template-tag';
import type { Database } from '../database/types.js';
import type { TeamRating } from '../generated/sqlite/client.js';
import { type MatchRow, match } from './matches.js';
import { columnsOf, type Entity, one } from './query/entity.js';
import { whereClause } from './query/keyset.js';
import type { Projection } from './query/projection.js';
import { byParent, readRows } from './query/rows.js';
import type { Category } from './reference.js';

export interface RatingRow {
  teamId: number;
  matchId: number;
  /** Unrounded. */
  value: number;
  /** 1, 2, 2, 4, within the category. */
  rank: number;
  /** As asked; null for the whole record. */
  asOf: string | null;
}

/** As of a day (inclusive), best first, ties by slug; each team's last rating by index. */
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

const MATCH_RATING_COLUMNS = ['teamId', 'date', 'value'] as const;

/** After one match. */
export interface MatchRatingRow extends Pick<TeamRating, (typeof MATCH_RATING_COLUMNS)[number]> {
  match?: MatchRow;
}

const matchRating: Entity<MatchRatingRow> = {
  alias: 'r',
  always: ['value'],
  needs: { completeness: ['teamId', 'date'] },
  columns: columnsOf('r', MATCH_RATING_COLUMNS),
  relations: {
    match: one(() => match, { key: sql`r.match_id`, from: sql`matches m`, on: sql`m.id` }),
  },
};

/** Days, both included; null for all. */
export interface RatingSpan {
  from: string | null;
  to: string | null;
}

/** Oldest first, in one reading. */
export async function listMatchRatings(
  db: Database,
  teamIds: readonly number[],
  { from, to }: RatingSpan,
  projection: Projection,
): Promise<Map<number, MatchRatingRow[]>> {
  const days = [
    ...(from === null ? [] : [sql`r.date >= ${from}`]),
    ...(to === null ? [] : [sql`r.date <= ${to}`]),
  ];
  const root = {
    parents: teamIds,
    from: (team: Sql) =>
      sql`FROM team_ratings r ${whereClause([sql`r.team_id = ${team}`, ...days])}`,
    order: [sql`r.date`, sql`r.ordinal`, sql`r.match_id`],
  };
  const rows = await readRows<MatchRatingRow & { parentPlace: number }>(
    db,
    matchRating,
    root,
    projection,
  );
  return byParent(teamIds, rows);
}
