import sql, { join, type Sql } from 'sql-template-tag';
import type { Database } from '../database/types.js';
import type { Claim } from '../generated/sqlite/client.js';
import { type ArticleRow, article } from './articles.js';
import { type MatchRow, match } from './matches.js';
import { type PlayerRow, player } from './players.js';
import { paddedIdList } from './query/batch.js';
import { columnsOf, type Entity, one } from './query/entity.js';
import { readRows } from './query/rows.js';

const CLAIM_COLUMNS = ['id', 'ordinal', 'statement', 'kind', 'input'] as const;

export interface ClaimRow extends Pick<Claim, (typeof CLAIM_COLUMNS)[number]> {
  /** With `ordinal` its natural key. */
  articleSlug: string;
  /** Of the article. */
  publishedOn: string;
  sourceId: number;
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
  relations: {
    article: one(() => article, { key: sql`k.article_id`, from: sql`articles a`, on: sql`a.id` }),
  },
};

/** `2022-12-11-kane-execution-let-me-down/3`. */
export function claimKey({ articleSlug, ordinal }: ClaimRow): string {
  return `${articleSlug}/${ordinal}`;
}

/** A player that a slug may mean. */
export interface PlayerCandidateRow extends PlayerRow {
  teams: number[];
}

/** Players with that slug or that shared name, with teams, by slug. */
export function listPlayerCandidates(
  db: Database,
  slugs: readonly string[],
): Promise<PlayerCandidateRow[]> {
  if (slugs.length === 0) return Promise.resolve([]);
  const wanted = join([...slugs]);
  return selectPlayerCandidates(db, sql`y.slug IN (${wanted}) OR y.name_slug IN (${wanted})`);
}

/** Of the teams; with teams, by slug. */
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

const WITH_TEAMS = { teams: {} };

function selectPlayerCandidates(db: Database, condition: Sql): Promise<PlayerCandidateRow[]> {
  const from = () => sql`FROM players y WHERE ${condition}`;
  const order = [db.dialect.codePointOrder(sql`y.slug`)];
  return readRows(db, player, { from, order }, WITH_TEAMS);
}

const ALL_COLUMNS = {};

const MATCH_ORDER = [sql`m.date`, sql`m.ordinal`, sql`m.id`];

/** The earliest matches in any of the ranges, both days included. */
export async function listMatchesOn(
  db: Database,
  spans: readonly { from: string; to: string }[],
  most: number,
): Promise<MatchRow[]> {
  if (spans.length === 0) return [];
  const days = spans.map(({ from, to }) => sql`(m.date >= ${from} AND m.date <= ${to})`);
  const from = () => sql`FROM matches m WHERE ${join(days, ' OR ')}`;
  return readRows(db, match, { from, order: MATCH_ORDER, limit: most }, ALL_COLUMNS);
}

/** Oldest first. */
export async function listHeadToHeadMatches(
  db: Database,
  pairs: readonly (readonly [number, number])[],
): Promise<MatchRow[]> {
  if (pairs.length === 0) return [];
  const met = pairs.map(
    ([one, other]) => sql`(m.home_id = ${one} AND m.away_id = ${other})
      OR (m.home_id = ${other} AND m.away_id = ${one})`,
  );
  const from = () => sql`FROM matches m WHERE ${join(met, ' OR ')}`;
  return readRows(db, match, { from, order: MATCH_ORDER }, ALL_COLUMNS);
}
