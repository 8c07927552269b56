/** What articles assert, and what a claim has to be held against, many claims at once. */
import sql, { join, type Sql } from 'sql-template-tag';
import type { Database } from '../database/types.js';
import type { Claim } from '../generated/sqlite/client.js';
import { type ArticleRow, article } from './articles.js';
import { type MatchRow, match } from './matches.js';
import { type PlayerRow, player } from './players.js';
import { paddedIdList } from './query/batch.js';
import { columnsOf, type Entity, one, rowToJson } from './query/projection.js';

const CLAIM_COLUMNS = ['id', 'ordinal', 'statement', 'kind', 'input'] as const;

export interface ClaimRow extends Pick<Claim, (typeof CLAIM_COLUMNS)[number]> {
  /** Its article's slug and its place there, from 1: what it is known by. */
  articleSlug: string;
  /** Of the article. */
  publishedOn: string;
  sourceId: number;
  /** Present where wanted. */
  article?: ArticleRow;
}

export const claim: Entity<ClaimRow> = {
  alias: 'k',
  always: ['id', 'articleSlug', 'ordinal', 'kind', 'input', 'publishedOn', 'sourceId'],
  columns: {
    ...columnsOf('k', CLAIM_COLUMNS),
    articleSlug: sql`(SELECT w.slug FROM articles w WHERE w.id = k.article_id)`,
    publishedOn: sql`(SELECT w.published_on FROM articles w WHERE w.id = k.article_id)`,
    sourceId: sql`(SELECT w.source_id FROM articles w WHERE w.id = k.article_id)`,
  },
  relations: { article: one(() => article, sql`FROM articles a WHERE a.id = k.article_id`) },
};

/** What a claim is known by, in ids: `2022-12-11-kane-execution-let-me-down/3`. */
export function claimKey({ articleSlug, ordinal }: ClaimRow): string {
  return `${articleSlug}/${ordinal}`;
}

/** A player whom a slug may mean: by the slug itself, or by a bare name that several share. */
export interface PlayerCandidateRow extends PlayerRow {
  nameSlug: string;
  teams: number[];
}

/** Everybody whom some slugs may mean, with their teams, by slug: by the slug, and by a name that several share. */
export function listPlayerCandidates(
  db: Database,
  slugs: readonly string[],
): Promise<PlayerCandidateRow[]> {
  if (slugs.length === 0) return Promise.resolve([]);
  const wanted = join([...slugs]);
  return selectPlayerCandidates(db, sql`y.slug IN (${wanted}) OR y.name_slug IN (${wanted})`);
}

/** The players of some teams whose names end with one of some parts of a slug, with their teams, by slug. */
export function listPlayerCandidatesByLastName(
  db: Database,
  endings: readonly string[],
  teamIds: readonly number[],
): Promise<PlayerCandidateRow[]> {
  if (endings.length === 0 || teamIds.length === 0) return Promise.resolve([]);
  const ends = endings.map((ending) => sql`y.name_slug LIKE ${`%-${ending}`}`);
  return selectPlayerCandidates(
    db,
    sql`y.id IN (SELECT n.player_id FROM player_aliases n WHERE n.team_id IN (${paddedIdList(teamIds)}))
      AND (${join(ends, ' OR ')})`,
  );
}

async function selectPlayerCandidates(db: Database, condition: Sql): Promise<PlayerCandidateRow[]> {
  const { jsonList: list, codePointOrder: plain } = db.dialect;
  const noun = { ...player, columns: { ...player.columns, nameSlug: sql`y.name_slug` } };
  const rows = await db.select<PlayerCandidateRow[]>(
    sql`SELECT ${list(rowToJson(noun, db.dialect, { teams: {} }), plain(sql`y.slug`))} AS json
      FROM players y WHERE ${condition}`,
  );
  return rows ?? [];
}

/** The matches from one day to another, both included, of each of some spans; the earliest so many. */
export async function listMatchesOn(
  db: Database,
  spans: readonly { from: string; to: string }[],
  most: number,
): Promise<MatchRow[]> {
  if (spans.length === 0) return [];
  const days = spans.map(({ from, to }) => sql`(m.date >= ${from} AND m.date <= ${to})`);
  const rows = await db.select<MatchRow[]>(
    sql`SELECT ${db.dialect.jsonList(rowToJson(match, db.dialect, {}))} AS json FROM (
      SELECT * FROM matches m WHERE ${join(days, ' OR ')} ORDER BY m.date, m.ordinal, m.id LIMIT ${most}) m`,
  );
  return rows ?? [];
}

/** All meetings of some pairs of teams, by their ids, oldest first. */
export async function listHeadToHeadMatches(
  db: Database,
  pairs: readonly (readonly [number, number])[],
): Promise<MatchRow[]> {
  if (pairs.length === 0) return [];
  const met = pairs.map(
    ([one, other]) => sql`(m.home_id = ${one} AND m.away_id = ${other})
      OR (m.home_id = ${other} AND m.away_id = ${one})`,
  );
  const item = rowToJson(match, db.dialect, {});
  const rows = await db.select<MatchRow[]>(
    sql`SELECT ${db.dialect.jsonList(item, sql`m.date, m.ordinal, m.id`)} AS json
      FROM matches m WHERE ${join(met, ' OR ')}`,
  );
  return rows ?? [];
}
