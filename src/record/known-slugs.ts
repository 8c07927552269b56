/** Which slugs of matches, players and articles exist. Teams and tournaments are in the reference data. */
import sql, { join, type Sql } from 'sql-template-tag';
import type { Database } from '../database/types.js';

export type StoredSlugs = Record<'Match' | 'Player' | 'Article', readonly string[]>;

/** Articles that a suggestion is taken from: the newest. */
const MAX_ARTICLES = 500;

/** The given slugs that exist; of players also names that several share. One statement. */
export async function listKnownSlugs(db: Database, slugs: StoredSlugs): Promise<StoredSlugs> {
  const { jsonObject, jsonList, nested } = db.dialect;
  // A list in SQL has at least one entry; no slug is empty.
  const given = (kind: keyof StoredSlugs) => join(['', ...slugs[kind]]);
  const known = (rows: Sql) =>
    nested(sql`SELECT ${jsonList(sql`x.slug`, sql`x.slug`)} FROM (${rows}) x`);
  const found = await db.select<StoredSlugs>(
    sql`SELECT ${jsonObject({
      Match: known(sql`SELECT m.slug FROM matches m WHERE m.slug IN (${given('Match')})`),
      Player: known(sql`SELECT y.slug FROM players y WHERE y.slug IN (${given('Player')})
        UNION SELECT y.name_slug FROM players y WHERE y.name_slug IN (${given('Player')})`),
      Article: known(sql`SELECT a.slug FROM articles a WHERE a.slug IN (${given('Article')})`),
    })} AS json`,
  );
  return found ?? { Match: [], Player: [], Article: [] };
}

/** Slugs of the newest articles. */
export async function listArticleSlugs(db: Database): Promise<string[]> {
  const newest = sql`SELECT a.slug FROM articles a ORDER BY a.published_on DESC, a.slug LIMIT ${MAX_ARTICLES}`;
  const slugs = await db.select<string[]>(
    sql`SELECT ${db.dialect.jsonList(sql`x.slug`, sql`x.slug`)} AS json FROM (${newest}) x`,
  );
  return slugs ?? [];
}
