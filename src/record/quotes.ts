import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../database/types.js';
import type { Quote } from '../generated/sqlite/client.js';
import { fold } from '../text/fold.js';
import { type ArticleRow, article } from './articles.js';
import { type MatchRow, match } from './matches.js';
import { type PlayerRow, player } from './players.js';
import { columnsOf, type Entity, one } from './query/entity.js';
import {
  countRows,
  type List,
  type Page,
  type PageRequest,
  readPage,
  whereClause,
} from './query/keyset.js';
import type { Projection } from './query/projection.js';

const QUOTE_COLUMNS = ['id', 'text', 'reportedBy', 'saidOn', 'sourceId'] as const;

export interface QuoteRow extends Pick<Quote, (typeof QUOTE_COLUMNS)[number]> {
  /** The source's own key. */
  key: string;
  speaker?: PlayerRow;
  match?: MatchRow | null;
  article?: ArticleRow | null;
}

export const quote: Entity<QuoteRow> = {
  alias: 'q',
  needs: { id: ['sourceId', 'key'], source: ['sourceId'] },
  columns: {
    ...columnsOf('q', QUOTE_COLUMNS),
    key: sql`q.source_key`,
  },
  relations: {
    speaker: one(() => player, { key: sql`q.speaker_id`, from: sql`players y`, on: sql`y.id` }),
    match: one(() => match, { key: sql`q.match_id`, from: sql`matches m`, on: sql`m.id` }),
    article: one(() => article, { key: sql`q.article_id`, from: sql`articles a`, on: sql`a.id` }),
  },
};

export interface QuoteFilter {
  speaker?: string | null | undefined;
  match?: string | null | undefined;
  article?: string | null | undefined;
  text?: string | null | undefined;
}

/** Newest first. */
export function listQuotes(
  db: Database,
  filter: QuoteFilter,
  window: PageRequest,
  projection: Projection,
): Promise<Page<QuoteRow>> {
  return readPage(db, quoteList(filter), window, projection);
}

export function countQuotes(db: Database, filter: QuoteFilter): Promise<number> {
  return countRows(db, quoteList(filter));
}

function quoteList(filter: QuoteFilter): List {
  return {
    noun: quote,
    rows: (_parent, conditions) =>
      sql`FROM quotes q ${whereClause([...quoteConditions(filter), ...conditions])}`,
    // Quotes of one day in source order.
    order: { keys: [sql`coalesce(q.said_on, '')`, sql`-q.id`], falling: true },
    cursorRow: (key) => {
      const [source = '', ...rest] = key.split('/');
      return sql`quotes q WHERE q.source_key = ${rest.join('/')}
        AND q.source_id = (SELECT s.id FROM sources s WHERE s.slug = ${source})`;
    },
  };
}

function quoteConditions({ speaker, match, article, text }: QuoteFilter): Sql[] {
  const conditions: Sql[] = [];
  if (speaker != null)
    conditions.push(sql`q.speaker_id = (SELECT y.id FROM players y WHERE y.slug = ${speaker})`);
  if (match != null)
    conditions.push(sql`q.match_id = (SELECT m.id FROM matches m WHERE m.slug = ${match})`);
  if (article != null)
    conditions.push(sql`q.article_id = (SELECT a.id FROM articles a WHERE a.slug = ${article})`);
  if (text != null)
    conditions.push(sql`q.folded_text LIKE ${`%${escapeLike(fold(text))}%`} ESCAPE '!'`);
  return conditions;
}

function escapeLike(text: string): string {
  return text.replace(/[!%_]/g, '!$&');
}
