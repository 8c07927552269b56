/**
 * How a row and all that hangs on it becomes one JSON object, inside the database and in one statement.
 * A noun says what its columns and relations are; the reader says what it wants of them, and how deep it wants to look.
 */
import sql, { raw, type Sql } from 'sql-template-tag';
import type { Dialect } from '../../database/types.js';

/** The fields an answer wants, as deep as it wants them. Fields that are nothing of a noun mean nothing to it. */
export interface Projection {
  readonly [field: string]: Projection;
}

/**
 * Stands among the wants of a reader who has named every field it will look at: then no other column is read. Without
 * it, all columns are, since whoever reads rows to think about them may look at any.
 */
export const EXPLICIT = '(selected)';

/** What either wants, as deep as either wants it. */
export function mergeProjections(one: Projection, other: Projection): Projection {
  const both: Record<string, Projection> = { ...one };
  for (const [field, deeper] of Object.entries(other)) {
    const known = one[field];
    both[field] = known ? mergeProjections(known, deeper) : deeper;
  }
  // Who has not named every field it will look at may look at any.
  if (!(EXPLICIT in one && EXPLICIT in other)) delete both[EXPLICIT];
  return both;
}

type Relation = (dialect: Dialect, projection: Projection) => Sql;

/**
 * A noun of the record, under the alias that its SQL uses: `m` for a match, `g` for a goal. A relation refers to the alias
 * of the row it hangs on and of the noun it leads to, so that relations nest to any depth.
 */
export interface Entity {
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
  readonly requiredWhenNested?: readonly string[];
}

/** The JSON object of a row of the noun: the columns and relations that are wanted. */
export function rowToJson(noun: Entity, dialect: Dialect, projection: Projection): Sql {
  return buildRowJson(noun, dialect, projection, noun.always ?? DEFAULT_REQUIRED);
}

/** What most rows are known by. */
const DEFAULT_REQUIRED = ['id'];

/** The same of a row that hangs on another one. */
function nestedRowToJson(noun: Entity, dialect: Dialect, projection: Projection): Sql {
  return buildRowJson(
    noun,
    dialect,
    projection,
    noun.requiredWhenNested ?? noun.always ?? DEFAULT_REQUIRED,
  );
}

function buildRowJson(
  noun: Entity,
  dialect: Dialect,
  projection: Projection,
  requiredColumns: readonly string[],
): Sql {
  const known = jsonCache
    .get(projection)
    ?.find((it) => it.noun === noun && it.dialect === dialect && it.always === requiredColumns);
  if (known) return known.object;
  const object = dialect.jsonObject(fieldsOf(noun, dialect, projection, requiredColumns));
  jsonCache.set(projection, [
    ...(jsonCache.get(projection) ?? []),
    { noun, dialect, always: requiredColumns, object },
  ]);
  return object;
}

interface CachedJson {
  readonly noun: Entity;
  readonly dialect: Dialect;
  readonly always: readonly string[];
  readonly object: Sql;
}

/** Shapes by what is wanted. An operation that comes again wants the same thing, and its text need not be made again. */
const jsonCache = new WeakMap<Projection, readonly CachedJson[]>();

function fieldsOf(
  { columns, flags: booleans = {}, relations = {}, needs: dependencies = {} }: Entity,
  dialect: Dialect,
  projection: Projection,
  requiredColumns: readonly string[],
): Record<string, Sql> {
  const needed = (field: string) =>
    (Object.hasOwn(dependencies, field) ? dependencies[field] : undefined) ?? [];
  const wanted = new Set(Object.keys(projection).flatMap((field) => [field, ...needed(field)]));
  for (const column of requiredColumns) wanted.add(column);
  const isRead = (column: string) => !(EXPLICIT in projection) || wanted.has(column);
  const fields: Record<string, Sql> = {};
  for (const [name, column] of Object.entries(columns)) if (isRead(name)) fields[name] = column;
  for (const [name, flag] of Object.entries(booleans))
    if (isRead(name)) fields[name] = dialect.jsonBoolean(flag);
  for (const [name, relation] of Object.entries(relations))
    if (wanted.has(name))
      fields[name] = relation(
        dialect,
        Object.hasOwn(projection, name) ? (projection[name] ?? {}) : {},
      );
  return fields;
}

/** A relation to one row or none: `from` names the table and the condition. The noun is called late, for cycles. */
export function one(noun: () => Entity, from: Sql): Relation {
  return (dialect, projection) =>
    dialect.nested(sql`SELECT ${nestedRowToJson(noun(), dialect, projection)} ${from}`);
}

/** A relation to many rows, in an order. They are sorted before they become texts, which are long. */
export function many(noun: () => Entity, from: Sql, order: Sql): Relation {
  return (dialect, projection) => {
    const alias = raw(noun().alias);
    const rows = sql`(SELECT ${alias}.* ${from} ORDER BY ${order}) ${alias}`;
    return dialect.nested(
      sql`SELECT ${dialect.jsonList(nestedRowToJson(noun(), dialect, projection))} FROM ${rows}`,
    );
  };
}

/** A relation that is a list of single values. */
export function scalarList(item: Sql, from: Sql, order: Sql): Relation {
  return (dialect) => dialect.nested(sql`SELECT ${dialect.jsonList(item, order)} ${from}`);
}
