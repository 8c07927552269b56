/**
 * How a row and all that hangs on it becomes one JSON object, inside the database and in one statement.
 * A noun says what its columns and relations are; the reader says what it wants of them, and how deep it wants to look.
 */
import sql, { raw, type Sql } from 'sql-template-tag';
import type { Dialect } from '../database.js';

/** The fields an answer wants, as deep as it wants them. Fields that are nothing of a noun mean nothing to it. */
export interface Wants {
  readonly [field: string]: Wants;
}

/**
 * Stands among the wants of a reader who has named every field it will look at: then no other column is read. Without
 * it, all columns are, since whoever reads rows to think about them may look at any.
 */
export const SELECTED = '(selected)';

type Relation = (dialect: Dialect, wants: Wants) => Sql;

/**
 * A noun of the record, under the alias that its SQL uses: `m` for a match, `g` for a goal. A relation refers to the alias
 * of the row it hangs on and of the noun it leads to, so that relations nest to any depth.
 */
export interface Noun {
  readonly alias: string;
  readonly columns: Record<string, Sql>;
  /** Columns that are true, false or null. */
  readonly flags?: Record<string, Sql>;
  readonly relations?: Record<string, Relation>;
  /** What a field is made of, columns or relations, where it is not the column or the relation of its name. */
  readonly needs?: Record<string, readonly string[]>;
  /** The columns that are read whatever is wanted: what the program itself knows a row by. */
  readonly always?: readonly string[];
  /** The same where the row hangs on another one, if that is less: there are many such rows, and few need to be known. */
  readonly alwaysBelow?: readonly string[];
}

/** The JSON object of a row of the noun: the columns and relations that are wanted. */
export function shape(noun: Noun, dialect: Dialect, wants: Wants): Sql {
  return shapeWith(noun, dialect, wants, noun.always ?? ALWAYS);
}

/** What most rows are known by. */
const ALWAYS = ['id'];

/** The same of a row that hangs on another one. */
function shapeBelow(noun: Noun, dialect: Dialect, wants: Wants): Sql {
  return shapeWith(noun, dialect, wants, noun.alwaysBelow ?? noun.always ?? ALWAYS);
}

function shapeWith(noun: Noun, dialect: Dialect, wants: Wants, always: readonly string[]): Sql {
  const known = shapes
    .get(wants)
    ?.find((it) => it.noun === noun && it.dialect === dialect && it.always === always);
  if (known) return known.object;
  const object = dialect.object(fieldsOf(noun, dialect, wants, always));
  shapes.set(wants, [...(shapes.get(wants) ?? []), { noun, dialect, always, object }]);
  return object;
}

interface Shape {
  readonly noun: Noun;
  readonly dialect: Dialect;
  readonly always: readonly string[];
  readonly object: Sql;
}

/** Shapes by what is wanted. An operation that comes again wants the same thing, and its text need not be made again. */
const shapes = new WeakMap<Wants, readonly Shape[]>();

function fieldsOf(
  { columns, flags = {}, relations = {}, needs = {} }: Noun,
  dialect: Dialect,
  wants: Wants,
  always: readonly string[],
): Record<string, Sql> {
  const needed = (field: string) => (Object.hasOwn(needs, field) ? needs[field] : undefined) ?? [];
  const wanted = new Set(Object.keys(wants).flatMap((field) => [field, ...needed(field)]));
  for (const column of always) wanted.add(column);
  const isRead = (column: string) => !(SELECTED in wants) || wanted.has(column);
  const fields: Record<string, Sql> = {};
  for (const [name, column] of Object.entries(columns)) if (isRead(name)) fields[name] = column;
  for (const [name, flag] of Object.entries(flags))
    if (isRead(name)) fields[name] = dialect.flag(flag);
  for (const [name, relation] of Object.entries(relations))
    if (wanted.has(name))
      fields[name] = relation(dialect, Object.hasOwn(wants, name) ? (wants[name] ?? {}) : {});
  return fields;
}

/** A relation to one row or none: `from` names the table and the condition. The noun is called late, for cycles. */
export function one(noun: () => Noun, from: Sql): Relation {
  return (dialect, wants) =>
    dialect.nested(sql`SELECT ${shapeBelow(noun(), dialect, wants)} ${from}`);
}

/** A relation to many rows, in an order. They are sorted before they become texts, which are long. */
export function many(noun: () => Noun, from: Sql, order: Sql): Relation {
  return (dialect, wants) => {
    const alias = raw(noun().alias);
    const rows = sql`(SELECT ${alias}.* ${from} ORDER BY ${order}) ${alias}`;
    return dialect.nested(
      sql`SELECT ${dialect.list(shapeBelow(noun(), dialect, wants))} FROM ${rows}`,
    );
  };
}

/** A relation that is a list of single values. */
export function values(item: Sql, from: Sql, order: Sql): Relation {
  return (dialect) => dialect.nested(sql`SELECT ${dialect.list(item, order)} ${from}`);
}
