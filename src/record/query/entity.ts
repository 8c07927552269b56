/** What the fields of an entity are made of. Entities refer to each other in circles, so relations are opened lazily. */
import sql, { raw, type Sql } from 'sql-template-tag';
import type { Dialect } from '../../database/types.js';

/** Rows of another entity whose `on` equals the `key` of a row; at most one unless `isMany`. */
export interface RowRelation {
  readonly entity: () => AnyEntity;
  readonly isMany: boolean;
  readonly key: Sql;
  /** Tables of the other entity. */
  readonly from: Sql;
  readonly on: Sql;
  readonly where?: Sql | undefined;
  readonly order?: Sql | undefined;
}

/** A value that a subquery over the row gives as JSON. */
export type JsonRelation = (dialect: Dialect) => Sql;

export type Relation = RowRelation | JsonRelation;

/** Columns: required fields. */
type ColumnOf<Row> = {
  [Field in keyof Row]-?: object extends Pick<Row, Field> ? never : Field;
}[keyof Row];

type FlagOf<Row> = {
  [Field in ColumnOf<Row>]: Row[Field] extends boolean | null ? Field : never;
}[ColumnOf<Row>];

/** Relations: optional fields, present where wanted. */
type RelationOf<Row> = Exclude<keyof Row, ColumnOf<Row>>;

/** `alias` is that of its SQL: `m` for a match. */
export interface AnyEntity {
  readonly alias: string;
  readonly columns: Readonly<Record<string, Sql>>;
  /** Read as booleans. */
  readonly flags?: Readonly<Record<string, Sql>>;
  readonly relations?: Readonly<Record<string, Relation>>;
  /** Columns and relations behind a field of the schema, if not of its name. */
  readonly needs?: Readonly<Record<string, readonly string[]>>;
  /** Paths of fields, besides the one of its name, that show the rows of a relation. */
  readonly shownBy?: Readonly<Record<string, readonly (readonly string[])[]>>;
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

type RelationOptions = Omit<RowRelation, 'entity' | 'isMany'>;

export const one = (entity: () => AnyEntity, options: RelationOptions): RowRelation => ({
  ...options,
  entity,
  isMany: false,
});

export const many = (
  entity: () => AnyEntity,
  options: RelationOptions & { readonly order: Sql },
): RowRelation => ({ ...options, entity, isMany: true });

export function scalarList(item: Sql, from: Sql, order: Sql): JsonRelation {
  return ({ jsonList }) => sql`(SELECT ${jsonList(item, order)} ${from})`;
}
