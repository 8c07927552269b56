import sql, { empty, join, raw, type Sql } from 'sql-template-tag';

/** Read with every statement: a response of many statements must be of one version. */
export const VERSION_COLUMN = '(SELECT version FROM dataset WHERE id = 1) AS version';

/** Arguments of a JSON object function: `'name', name, …`. */
export function jsonObjectArguments(fields: Record<string, Sql>): Sql {
  const words = Object.entries(fields).flatMap(([name, value]) => [raw(`'${name}'`), value]);
  return words.length === 0 ? empty : join(words);
}

/** Letters, digits and hyphens: no operator of a full-text search but the * at the end. */
const LEXEME_PATTERN = /^[~=]?[\p{L}\p{N}-]+\*?$/u;

/** A full-text query for texts that have a lexeme of each list. */
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

export function orderByClause(order: Sql | undefined): Sql {
  return order ? sql` ORDER BY ${order}` : empty;
}

/** The values of a statement, NUL replaced by U+FFFD: Postgres refuses NUL, SQLite ends a pattern at it. */
export function bindValues({ values }: Sql): unknown[] {
  return values.map((value) =>
    typeof value === 'string' ? value.replaceAll('\u0000', '\uFFFD') : value,
  );
}
