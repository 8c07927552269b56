/** SQL that both drivers share. */
import sql, { empty, join, raw, type Sql } from 'sql-template-tag';

/** The version of the record. It stands beside every answer, since an answer of many statements must be of one version. */
export const VERSION_COLUMN = '(SELECT version FROM dataset WHERE id = 1) AS version';

/** The arguments of a database's JSON object function: `'name', name, …`; none for an object of which only its type is asked. */
export function jsonObjectArguments(fields: Record<string, Sql>): Sql {
  const words = Object.entries(fields).flatMap(([name, value]) => [raw(`'${name}'`), value]);
  return words.length === 0 ? empty : join(words);
}

/** What a lexeme is made of: no letter of it means anything to a full-text search, but for the * at its end. */
const LEXEME_PATTERN = /^[~=]?[\p{L}\p{N}-]+\*?$/u;

/** A query for texts that have a lexeme of each list, in the words of a full-text search. */
export function buildFullTextQuery(
  lexemes: readonly (readonly string[])[],
  words: { and: string; or: string; term: (lexeme: string) => string },
): string {
  const termOf = (lexeme: string) => {
    if (!LEXEME_PATTERN.test(lexeme)) throw new Error(`"${lexeme}" is no lexeme.`);
    return words.term(lexeme);
  };
  return lexemes.map((list) => `(${list.map(termOf).join(words.or)})`).join(words.and);
}

/** The order within an aggregate, where there is one. */
export function orderByClause(order: Sql | undefined): Sql {
  return order ? sql` ORDER BY ${order}` : empty;
}

/**
 * The values of a statement. No text here has a NUL: Postgres refuses to look for one, SQLite stops reading a pattern at
 * it. The sign for what cannot be read stands for it, and finds nothing.
 */
export function bindValues({ values }: Sql): unknown[] {
  return values.map((value) =>
    typeof value === 'string' ? value.replaceAll('\u0000', '\uFFFD') : value,
  );
}
