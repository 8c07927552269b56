/**
 * How a row and all that hangs on it becomes one JSON object, inside the database and in one statement.
 * A noun says what its columns and relations are; the reader says how deep it wants to look.
 */
import sql, { type Sql } from 'sql-template-tag';
import type { Dialect } from '../database.js';

/** The fields an answer wants, as deep as it wants them. Fields that are no relation of a noun mean nothing to it. */
export interface Wants {
  readonly [field: string]: Wants;
}

type Relation = (dialect: Dialect, wants: Wants) => Sql;

/**
 * A noun of the record, under the alias that its SQL uses: `m` for a match, `g` for a goal. A relation refers to the alias
 * of the row it hangs on and of the noun it leads to, so that relations nest to any depth.
 */
export interface Noun {
  readonly columns: Record<string, Sql>;
  /** Columns that are true, false or null. */
  readonly flags?: Record<string, Sql>;
  readonly relations?: Record<string, Relation>;
}

/** The JSON object of a row of the noun, with the relations that are wanted. */
export function shape(noun: Noun, dialect: Dialect, wants: Wants): Sql {
  const fields = { ...noun.columns };
  for (const [name, column] of Object.entries(noun.flags ?? {}))
    fields[name] = dialect.flag(column);
  for (const [name, relation] of Object.entries(noun.relations ?? {})) {
    const deeper = wants[name];
    if (deeper) fields[name] = relation(dialect, deeper);
  }
  return dialect.object(fields);
}

/** A relation to one row or none: `from` names the table and the condition. The noun is called late, for cycles. */
export function one(noun: () => Noun, from: Sql): Relation {
  return (dialect, wants) => sql`(SELECT ${shape(noun(), dialect, wants)} ${from})`;
}

/** A relation to many rows, in an order. */
export function many(noun: () => Noun, from: Sql, order: Sql): Relation {
  return (dialect, wants) =>
    sql`(SELECT ${dialect.list(shape(noun(), dialect, wants), order)} ${from})`;
}

/** A relation that is a list of single values. */
export function values(item: Sql, from: Sql, order: Sql): Relation {
  return (dialect) => sql`(SELECT ${dialect.list(item, order)} ${from})`;
}
