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

/** The fields of a row that are always there: its columns. */
type ColumnOf<Row> = {
  [Field in keyof Row]-?: object extends Pick<Row, Field> ? never : Field;
}[keyof Row];

/** The columns that are true, false or null. */
type FlagOf<Row> = {
  [Field in ColumnOf<Row>]: Row[Field] extends boolean | null ? Field : never;
}[ColumnOf<Row>];

/** The fields that are there where wanted: its relations. */
type RelationOf<Row> = Exclude<keyof Row, ColumnOf<Row>>;

/** An entity of any row, under the alias that its SQL uses: `m` for a match, `g` for a goal. */
export interface AnyEntity {
  readonly alias: string;
  readonly columns: Readonly<Record<string, Sql>>;
  /** Columns that are written as JSON booleans. */
  readonly flags?: Readonly<Record<string, Sql>>;
  /** A relation refers to the alias of its row and of the entity it leads to, so that relations nest to any depth. */
  readonly relations?: Readonly<Record<string, Relation>>;
  /** Columns and relations that a field of the schema is made of, unless it is that of its name. */
  readonly needs?: Readonly<Record<string, readonly string[]>>;
  /** Columns that are read whatever is wanted; `id` unless given. */
  readonly always?: readonly string[];
  /** The same of a row within another. */
  readonly requiredWhenNested?: readonly string[];
}

/** An entity with exactly the columns, flags and relations of a row: a missing or misspelt one does not compile. */
export type Entity<Row> = Omit<AnyEntity, 'columns' | 'flags' | 'relations'> & {
  readonly columns: { readonly [Field in Exclude<ColumnOf<Row>, FlagOf<Row>>]: Sql };
  readonly needs?: Readonly<Record<string, readonly (keyof Row)[]>>;
  readonly always?: readonly ColumnOf<Row>[];
  readonly requiredWhenNested?: readonly ColumnOf<Row>[];
} & ([FlagOf<Row>] extends [never]
    ? { readonly flags?: never }
    : { readonly flags: { readonly [Field in FlagOf<Row>]: Sql } }) &
  ([RelationOf<Row>] extends [never]
    ? { readonly relations?: never }
    : { readonly relations: { readonly [Field in RelationOf<Row>]: Relation } });

/** Column names that are words of SQL. */
const RESERVED_WORDS = new Set(['from', 'group', 'to']);

/** The columns of some fields of a model, by its rule: `homeId` is `home_id`. */
export function columnsOf<Field extends string>(
  alias: string,
  fields: readonly Field[],
): Record<Field, Sql> {
  const columns = fields.map((field) => {
    const column = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return [field, raw(`${alias}.${RESERVED_WORDS.has(column) ? `"${column}"` : column}`)];
  });
  return Object.fromEntries(columns);
}

/** The JSON object of a row of the noun: the columns and relations that are wanted. */
export function rowToJson(noun: AnyEntity, dialect: Dialect, projection: Projection): Sql {
  return buildRowJson(noun, dialect, projection, noun.always ?? DEFAULT_REQUIRED);
}

/** What most rows are known by. */
const DEFAULT_REQUIRED = ['id'];

/** The same of a row that hangs on another one. */
function nestedRowToJson(noun: AnyEntity, dialect: Dialect, projection: Projection): Sql {
  return buildRowJson(
    noun,
    dialect,
    projection,
    noun.requiredWhenNested ?? noun.always ?? DEFAULT_REQUIRED,
  );
}

function buildRowJson(
  noun: AnyEntity,
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
  readonly noun: AnyEntity;
  readonly dialect: Dialect;
  readonly always: readonly string[];
  readonly object: Sql;
}

/** Shapes by what is wanted. An operation that comes again wants the same thing, and its text need not be made again. */
const jsonCache = new WeakMap<Projection, readonly CachedJson[]>();

function fieldsOf(
  { columns, flags: booleans = {}, relations = {}, needs: dependencies = {} }: AnyEntity,
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
export function one(noun: () => AnyEntity, from: Sql): Relation {
  return (dialect, projection) =>
    dialect.nested(sql`SELECT ${nestedRowToJson(noun(), dialect, projection)} ${from}`);
}

/** A relation to many rows, in an order. They are sorted before they become texts, which are long. */
export function many(noun: () => AnyEntity, from: Sql, order: Sql): Relation {
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
