import type { Sql } from 'sql-template-tag';
import type {
  ChildSource,
  Database,
  Dialect,
  Level,
  LevelColumns,
  LevelRow,
  RootLevel,
} from '../../database/types.js';
import type { AnyEntity, RowRelation } from './entity.js';
import { EXPLICIT, mergeProjections, type Projection } from './projection.js';

export type RootOptions = Omit<RootLevel, 'columns'>;

export async function readRows<Row>(
  db: Database,
  entity: AnyEntity,
  root: RootOptions,
  projection: Projection,
): Promise<Row[]> {
  const levels: Level[] = [];
  const finish = addEntityLevels(levels, db.dialect, entity, root, projection);
  return finish(await db.readLevels(levels)) as Row[];
}

/** Rows without relations, of any columns. */
export async function readColumns<Row>(
  db: Database,
  columns: Partial<LevelColumns>,
  root: RootOptions,
): Promise<(Row & { parentPlace: number })[]> {
  const [rows = []] = await db.readLevels([{ ...root, columns: levelColumns(columns) }]);
  return rows as (Row & LevelRow)[];
}

/** The rows of each parent, by its id. */
export function byParent<Row extends { parentPlace: number }>(
  parentIds: readonly number[],
  rows: readonly Row[],
): Map<number, Row[]> {
  const groups = new Map<number, Row[]>(parentIds.map((id) => [id, []]));
  for (const row of rows) groups.get(parentIds[row.parentPlace] ?? 0)?.push(row);
  return groups;
}

export const levelColumns = ({
  values = {},
  flags = {},
  json = {},
}: Partial<LevelColumns>): LevelColumns => ({ values, flags, json });

/** Adds the levels of an entity; the result makes rows of what was read. */
export function addEntityLevels(
  levels: Level[],
  dialect: Dialect,
  entity: AnyEntity,
  root: RootOptions,
  projection: Projection,
): (read: readonly LevelRow[][]) => LevelRow[] {
  const shape = shapeOf(entity, dialect, projection, false);
  const place = levels.push({ ...root, columns: shape.columns }) - 1;
  const attach = addChildLevels(levels, place, shape);
  return (read) => {
    attach(read);
    return read[place] ?? [];
  };
}

function addChildLevels(
  levels: Level[],
  parent: number,
  shape: Shape,
): (read: readonly LevelRow[][]) => void {
  const children = shape.children.map(({ name, isMany, source, shape: below }) => {
    const place = levels.push({ parent, source }) - 1;
    return { name, isMany, place, attachBelow: addChildLevels(levels, place, below) };
  });
  return (read) => {
    for (const { name, isMany, place, attachBelow } of children) {
      attachBelow(read);
      const [parents = [], rows = []] = [read[parent], read[place]];
      for (const row of parents) row[name] = isMany ? [] : null;
      for (const row of rows) {
        const above = parents[row.parentPlace];
        if (!above) continue;
        if (isMany) (above[name] as LevelRow[]).push(row);
        else above[name] = row;
      }
    }
  };
}

/** An entity under a projection. */
interface Shape {
  readonly columns: LevelColumns;
  readonly children: readonly Child[];
}

interface Child {
  readonly name: string;
  readonly isMany: boolean;
  readonly source: ChildSource;
  readonly shape: Shape;
}

interface KnownShape {
  readonly entity: AnyEntity;
  readonly dialect: Dialect;
  readonly isNested: boolean;
  readonly shape: Shape;
}

/** By projection: those of operations are held, and so are their statements. */
const shapes = new WeakMap<Projection, KnownShape[]>();

function shapeOf(
  entity: AnyEntity,
  dialect: Dialect,
  projection: Projection,
  isNested: boolean,
): Shape {
  const all = shapes.get(projection) ?? [];
  const known = all.find(
    (it) => it.entity === entity && it.dialect === dialect && it.isNested === isNested,
  );
  if (known) return known.shape;
  const shape = buildShape(entity, dialect, projection, isNested);
  shapes.set(projection, [...all, { entity, dialect, isNested, shape }]);
  return shape;
}

const DEFAULT_REQUIRED = ['id'];

function buildShape(
  entity: AnyEntity,
  dialect: Dialect,
  projection: Projection,
  isNested: boolean,
): Shape {
  const { columns, flags = {}, relations = {}, always = DEFAULT_REQUIRED } = entity;
  const required = isNested ? (entity.requiredWhenNested ?? always) : always;
  const wanted = wantedFields(entity, projection, required);
  const isRead = (name: string) => !(EXPLICIT in projection) || wanted.has(name);
  const values = pick(columns, isRead);
  const json: Record<string, Sql> = {};
  const children: Child[] = [];
  for (const [name, relation] of Object.entries(relations)) {
    if (!wanted.has(name)) continue;
    if (typeof relation === 'function') {
      json[name] = relation(dialect);
    } else {
      const key = keyName(columns, name, relation);
      values[key] = relation.key;
      const deeper = projectionOf(entity, name, projection);
      const below = shapeOf(relation.entity(), dialect, deeper, true);
      children.push(buildChild(name, key, relation, below));
    }
  }
  return { columns: { values, flags: pick(flags, isRead), json }, children };
}

/** All columns where no field shows the relation. */
function projectionOf({ shownBy = {} }: AnyEntity, relation: string, projection: Projection) {
  const paths = [
    [relation],
    ...(Object.hasOwn(shownBy, relation) ? (shownBy[relation] ?? []) : []),
  ];
  const shown = paths.flatMap((path) => projectionAt(projection, path) ?? []);
  const [first = shownBy[relation] ? { [EXPLICIT]: {} } : {}, ...others] = shown;
  return others.reduce(mergeProjections, first);
}

function projectionAt(projection: Projection, path: readonly string[]): Projection | undefined {
  return path.reduce<Projection | undefined>(
    (at, field) => (at && Object.hasOwn(at, field) ? at[field] : undefined),
    projection,
  );
}

/** The column that is the key, or another one. */
function keyName(columns: AnyEntity['columns'], relation: string, { key }: RowRelation): string {
  const [same] = Object.entries(columns).find(([, column]) => column.sql === key.sql) ?? [];
  return same ?? `${relation}Key`;
}

function buildChild(name: string, key: string, relation: RowRelation, shape: Shape): Child {
  const { isMany, from, on, where, order } = relation;
  const source = { columns: shape.columns, key, from, on, where, order };
  return { name, isMany, source, shape };
}

function wantedFields(
  { needs = {} }: AnyEntity,
  projection: Projection,
  required: readonly string[],
): Set<string> {
  const needed = (field: string) => (Object.hasOwn(needs, field) ? needs[field] : undefined) ?? [];
  const fields = Object.keys(projection).flatMap((field) => [field, ...needed(field)]);
  return new Set([...fields, ...required]);
}

function pick(
  columns: Readonly<Record<string, Sql>>,
  isRead: (name: string) => boolean,
): Record<string, Sql> {
  return Object.fromEntries(Object.entries(columns).filter(([name]) => isRead(name)));
}
