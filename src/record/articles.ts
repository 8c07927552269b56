/** Articles, with the quotes, figures and claims that they carry. */
import sql from 'sql-template-tag';
import type { Database } from '../database.js';
import { type ClaimRow, claim } from './claims.js';
import { type PublishedFigureRow, publishedFigure } from './figures.js';
import { type QuoteRow, quote } from './quotes.js';
import { many, type Noun, shape, type Wants } from './shape.js';

export interface ArticleRow {
  id: number;
  slug: string;
  title: string;
  publisher: string;
  publishedOn: string;
  url: string | null;
  sourceId: number;
  /** Present where wanted. */
  quotes?: QuoteRow[];
  figures?: PublishedFigureRow[];
  claims?: ClaimRow[];
}

export const article: Noun = {
  alias: 'a',
  always: ['id', 'slug'],
  needs: { verdicts: ['claims'] },
  columns: {
    id: sql`a.id`,
    slug: sql`a.slug`,
    title: sql`a.title`,
    publisher: sql`a.publisher`,
    publishedOn: sql`a.published_on`,
    url: sql`a.url`,
    sourceId: sql`a.source_id`,
  },
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

/** One article; null where there is none. */
export function findArticle(db: Database, slug: string, wants: Wants): Promise<ArticleRow | null> {
  return db.select(
    sql`SELECT ${shape(article, db.dialect, wants)} AS json FROM articles a WHERE a.slug = ${slug}`,
  );
}

/** Every article, newest first. */
export async function listArticles(db: Database, wants: Wants): Promise<ArticleRow[]> {
  const rows = await db.select<ArticleRow[]>(
    sql`SELECT ${db.dialect.list(shape(article, db.dialect, wants), sql`a.published_on DESC, a.id`)} AS json FROM articles a`,
  );
  return rows ?? [];
}
