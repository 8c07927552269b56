/**
 * A row with its relations as one JSON object, built by one statement. Entities of `record/` refer to each other in
 * circles, so relations are opened lazily.
 */
import sql, { raw, type Sql } from 'sql-template-tag';
import type { Dialect } from '../../database/types.js';

/** Fields of a response, as deep as selected. Unknown fields are ignored. */
export interface Projection {
  readonly [field: string]: Projection;
}

/** Marks a projection as explicit: only the named columns are read. */
export const EXPLICIT = '(selected)';

/** Fields of either. */
export function mergeProjections(one: Projection, other: Projection): Projection {
  const both: Record<string, Projection> = { ...one };
  for (const [field, deeper] of Object.entries(other)) {
    const known = one[field];
    both[field] = known ? mergeProjections(known, deeper) : deeper;
  }
  // Explicit only if both are.
  if (!(EXPLICIT in one && EXPLICIT in other)) delete both[EXPLICIT];
  return both;
}

type Relation = (dialect: Dialect, projection: Projection) => Sql;

/** Columns: required fields. */
type ColumnOf<Row> = {
  [Field in keyof Row]-?: object extends Pick<Row, Field> ? never : Field;
}[keyof Row];

type FlagOf<Row> = {
  [Field in ColumnOf<Row>]: Row[Field] extends boolean | null ? Field : never;
}[ColumnOf<Row>];

/** Relations: optional fields. */
type RelationOf<Row> = Exclude<keyof Row, ColumnOf<Row>>;

/** `alias` is that of its SQL: `m` for a match. */
export interface AnyEntity {
  readonly alias: string;
  readonly columns: Readonly<Record<string, Sql>>;
  /** Written as JSON booleans. */
  readonly flags?: Readonly<Record<string, Sql>>;
  /** Nest to any depth by alias. */
  readonly relations?: Readonly<Record<string, Relation>>;
  /** Columns and relations behind a field of the schema, if not of its name. */
  readonly needs?: Readonly<Record<string, readonly string[]>>;
  /** Read in any projection; default `id`. */
  readonly always?: readonly string[];
  /** The same for nested rows. */
  readonly requiredWhenNested?: readonly string[];
}

/** An entity with exactly the columns, flags and relations of a row; else a compile error. */
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

/** Quoted as column names. */
const RESERVED_WORDS = new Set(['from', 'group', 'to']);

/** Columns by the model's rule: `homeId` is `home_id`. */
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

export function rowToJson(noun: AnyEntity, dialect: Dialect, projection: Projection): Sql {
  return buildRowJson(noun, dialect, projection, noun.always ?? DEFAULT_REQUIRED);
}

const DEFAULT_REQUIRED = ['id'];

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

/** JSON by projection: operations are cached, and so is their SQL. */
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

/** A relation to one row or none. `noun` is lazy, for circles. */
export function one(noun: () => AnyEntity, from: Sql): Relation {
  return (dialect, projection) =>
    dialect.nested(sql`SELECT ${nestedRowToJson(noun(), dialect, projection)} ${from}`);
}

/** A relation to many rows, sorted before they become JSON, which is long. */
export function many(noun: () => AnyEntity, from: Sql, order: Sql): Relation {
  return (dialect, projection) => {
    const alias = raw(noun().alias);
    const rows = sql`(SELECT ${alias}.* ${from} ORDER BY ${order}) ${alias}`;
    return dialect.nested(
      sql`SELECT ${dialect.jsonList(nestedRowToJson(noun(), dialect, projection))} FROM ${rows}`,
    );
  };
}

export function scalarList(item: Sql, from: Sql, order: Sql): Relation {
  return (dialect) => dialect.nested(sql`SELECT ${dialect.jsonList(item, order)} ${from}`);
}
