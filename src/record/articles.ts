import sql from 'sql-template-tag';
import type { Database } from '../database/types.js';
import type { Article } from '../generated/sqlite/client.js';
import { type ClaimRow, claim } from './claims.js';
import { type PublishedFigureRow, publishedFigure } from './figures.js';
import { columnsOf, type Entity, many } from './query/entity.js';
import type { Projection } from './query/projection.js';
import { readRows } from './query/rows.js';
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
    quotes: many(() => quote, {
      key: sql`a.id`,
      from: sql`quotes q`,
      on: sql`q.article_id`,
      order: sql`q.id`,
    }),
    figures: many(() => publishedFigure, {
      key: sql`a.source_id`,
      from: sql`published_figures f`,
      on: sql`f.source_id`,
      order: sql`f.id`,
    }),
    claims: many(() => claim, {
      key: sql`a.id`,
      from: sql`claims k`,
      on: sql`k.article_id`,
      order: sql`k.ordinal`,
    }),
  },
};

export async function findArticle(
  db: Database,
  slug: string,
  projection: Projection,
): Promise<ArticleRow | null> {
  const root = { from: () => sql`FROM articles a WHERE a.slug = ${slug}` };
  const [row] = await readRows<ArticleRow>(db, article, root, projection);
  return row ?? null;
}

/** Newest first. */
export function listArticles(db: Database, projection: Projection): Promise<ArticleRow[]> {
  const from = () => sql`FROM articles a`;
  const order = [sql`a.published_on`, sql`-a.id`];
  return readRows(db, article, { from, order, isDescending: true }, projection);
}
