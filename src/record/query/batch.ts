/** One statement for many parents: records of a page of teams, matches of all tournaments. */
import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Database } from '../../database/types.js';

export type ParentTable = 'teams' | 'tournaments' | 'editions';

export interface Parents {
  readonly table: ParentTable;
  readonly ids: readonly number[];
}

/** Pads an IN list of at least one id to a power of two, so that few distinct statements are prepared. */
export function paddedIdList(ids: readonly number[]): Sql {
  const length = 2 ** Math.ceil(Math.log2(ids.length));
  return join([...ids, ...Array(length - ids.length).fill(ids.at(-1))]);
}

/** Fields of each parent, the row `o` in their SQL, by id. Unknown parents are left out. */
export async function selectPerParent<Value extends object>(
  db: Database,
  { table, ids }: Parents,
  fields: { [Field in keyof Value]: Sql },
): Promise<Map<number, Value>> {
  const { jsonObject: object, jsonList: list } = db.dialect;
  const [only, another] = ids;
  if (only !== undefined && another === undefined) {
    // JSON of an object within a list is built twice.
    const row = await db.select<Value>(
      sql`SELECT ${object(fields)} AS json FROM ${raw(table)} o WHERE o.id = ${only}`,
    );
    return new Map(row ? [[only, row]] : []);
  }
  const rows = await db.select<(Value & { id: number })[]>(
    sql`SELECT ${list(object({ id: sql`o.id`, ...fields }))} AS json
      FROM ${raw(table)} o WHERE o.id IN (${paddedIdList(ids)})`,
  );
  return new Map((rows ?? []).map((row) => [row.id, row]));
}
