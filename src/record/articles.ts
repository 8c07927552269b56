/** Articles with quotes, figures and claims. */
import sql from 'sql-template-tag';
import type { Database } from '../database/types.js';
import type { Article } from '../generated/sqlite/client.js';
import { type ClaimRow, claim } from './claims.js';
import { type PublishedFigureRow, publishedFigure } from './figures.js';
import { columnsOf, type Entity, many, type Projection, rowToJson } from './query/projection.js';
import { type QuoteRow, quote } from './quotes.js';

const ARTICLE_COLUMNS = [
  'id',
  'slug',
  'title',
  'publisher',
  'publishedOn',
  'url',
  'sourceId',
] as const;

export interface ArticleRow extends Pick<Article, (typeof ARTICLE_COLUMNS)[number]> {
  /** Present where wanted. */
  quotes?: QuoteRow[];
  figures?: PublishedFigureRow[];
  claims?: ClaimRow[];
}

export const article: Entity<ArticleRow> = {
  alias: 'a',
  always: ['id', 'slug'],
  needs: { verdicts: ['claims'] },
  columns: columnsOf('a', ARTICLE_COLUMNS),
  relations: {
    quotes: many(() => quote, sql`FROM quotes q WHERE q.article_id = a.id`, sql`q.id`),
    figures: many(
      () => publishedFigure,
      sql`FROM published_figures f WHERE f.source_id = a.source_id`,
      sql`f.id`,
    ),
    claims: many(() => claim, sql`FROM claims k WHERE k.article_id = a.id`, sql`k.ordinal`),
  },
};

export function findArticle(
  db: Database,
  slug: string,
  projection: Projection,
): Promise<ArticleRow | null> {
  return db.select(
    sql`SELECT ${rowToJson(article, db.dialect, projection)} AS json FROM articles a WHERE a.slug = ${slug}`,
  );
}

/** Newest first. */
export async function listArticles(db: Database, projection: Projection): Promise<ArticleRow[]> {
  const rows = await db.select<ArticleRow[]>(
    sql`SELECT ${db.dialect.jsonList(rowToJson(article, db.dialect, projection), sql`a.published_on DESC, a.id`)} AS json FROM articles a`,
  );
  return rows ?? [];
}
