import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Database } from '../database/types.js';
import { filteredMatches, type MatchFilter } from './query/match-filter.js';
import type { ReferenceData } from './reference.js';

export type TextKind = 'TEAM' | 'PLAYER' | 'TOURNAMENT' | 'EDITION' | 'QUOTE' | 'ARTICLE';

export interface TextRow {
  kind: TextKind;
  rowId: number;
  text: string;
  /** Folded, separated by spaces. */
  words: string;
  /** Importance of the row. */
  weight: number;
}

export interface TextLookup {
  kinds: readonly TextKind[];
  lexemes: readonly (readonly string[])[];
}

/** By weight; the same order on both databases. */
const ORDER = (plain: (text: Sql) => Sql) => sql`x.weight DESC, ${plain(sql`x.words`)}, x.id`;

/** The heaviest texts of each lookup, in one statement. */
export async function listTexts(
  db: Database,
  lookups: readonly TextLookup[],
  most: number,
): Promise<TextRow[]> {
  if (lookups.length === 0) return [];
  const {
    jsonObject: object,
    jsonList: list,
    codePointOrder: plain,
    matchesLexemes: searched,
  } = db.dialect;
  const text = object({
    kind: sql`x.kind`,
    rowId: sql`x.row_id`,
    text: sql`x.text`,
    words: sql`x.words`,
    weight: sql`x.weight`,
  });
  const found = lookups.map(
    ({ kinds, lexemes }) => sql`SELECT f.id FROM (SELECT x.id FROM search_texts x
      WHERE x.kind IN (${join([...kinds])}) AND ${searched(lexemes)}
      ORDER BY ${ORDER(plain)} LIMIT ${raw(String(most))}) f`,
  );
  const rows = await db.select<TextRow[]>(
    sql`SELECT ${list(text, ORDER(plain))} AS json FROM search_texts x
      WHERE x.id IN (${join(found, ' UNION ')})`,
  );
  return rows ?? [];
}

/** `reading` is the index of the filter. */
export interface MatchHitRow {
  id: number;
  reading: number;
}

/** The latest matches of each filter, in one statement. */
export async function listMatchHits(
  db: Database,
  reference: ReferenceData,
  filters: readonly MatchFilter[],
  most: number,
): Promise<MatchHitRow[]> {
  if (filters.length === 0) return [];
  const { jsonObject: object, jsonList: list } = db.dialect;
  const hits = filters.map((filter, place) => {
    return sql`SELECT f.* FROM (SELECT CAST(${place} AS INTEGER) AS reading, m.id, m.date, m.ordinal
      FROM (${filteredMatches(reference, filter)}) m
      ORDER BY m.date DESC, m.ordinal DESC, m.id DESC LIMIT ${raw(String(most))}) f`;
  });
  const match = object({ id: sql`x.id`, reading: sql`x.reading` });
  const order = sql`x.reading, x.date DESC, x.ordinal DESC, x.id DESC`;
  const rows = await db.select<MatchHitRow[]>(
    sql`SELECT ${list(match, order)} AS json FROM (${join(hits, ' UNION ALL ')}) x`,
  );
  return rows ?? [];
}
