/** What a search looks up: texts by the lexemes of an index, and the matches that some readings of a text mean. */
import sql, { join, type Sql } from 'sql-template-tag';
import type { Database } from '../database/types.js';
import { filteredMatches, type MatchFilter } from './query/match-filter.js';
import type { ReferenceData } from './reference.js';

/** The kinds of row that are found by texts of their own. */
export type TextKind = 'TEAM' | 'PLAYER' | 'TOURNAMENT' | 'QUOTE' | 'ARTICLE';

/** A text by which a row is found. */
export interface TextRow {
  kind: TextKind;
  /** The id of the row. */
  rowId: number;
  text: string;
  /** The words of the text, folded, with a space between each. */
  words: string;
  /** How much of the record hangs on the row. */
  weight: number;
}

/** The texts of some kinds that have a lexeme of each list. */
export interface TextLookup {
  kinds: readonly TextKind[];
  lexemes: readonly (readonly string[])[];
}

/** The weightiest first; the order is the same on every database of the same facts. */
const ORDER = (plain: (text: Sql) => Sql) => sql`x.weight DESC, ${plain(sql`x.words`)}, x.id`;

/** The texts that any of some lookups finds, of each lookup the weightiest so many; one statement. */
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
      ORDER BY ${ORDER(plain)} LIMIT ${most}) f`,
  );
  const rows = await db.select<TextRow[]>(
    sql`SELECT ${list(text, ORDER(plain))} AS json FROM search_texts x
      WHERE x.id IN (${join(found, ' UNION ')})`,
  );
  return rows ?? [];
}

/** A match, and the place of the reading that means it. */
export interface MatchHitRow {
  id: number;
  reading: number;
}

/** The matches under each of some filters, of each the latest so many, the latest first; one statement. */
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
      ORDER BY m.date DESC, m.ordinal DESC, m.id DESC LIMIT ${most}) f`;
  });
  const match = object({ id: sql`x.id`, reading: sql`x.reading` });
  const order = sql`x.reading, x.date DESC, x.ordinal DESC, x.id DESC`;
  const rows = await db.select<MatchHitRow[]>(
    sql`SELECT ${list(match, order)} AS json FROM (${join(hits, ' UNION ALL ')}) x`,
  );
  return rows ?? [];
}
