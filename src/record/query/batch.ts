/** The same question of many rows: of each team of a page its record, of each tournament its matches. One statement asks it. */
import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Database } from '../../database/types.js';

/** The tables whose rows have matches, as many as there may be. */
export type ParentTable = 'teams' | 'tournaments' | 'editions';

/** Rows of such a table, by their ids. */
export interface Parents {
  readonly table: ParentTable;
  readonly ids: readonly number[];
}

/**
 * Some ids, at least one, as a list of SQL. It is filled up to a length of 1, 2, 4, 8 and so on by the last id, so that lists of
 * all lengths make a handful of texts: each text is prepared once, and then kept.
 */
export function paddedIdList(ids: readonly number[]): Sql {
  const length = 2 ** Math.ceil(Math.log2(ids.length));
  return join([...ids, ...Array(length - ids.length).fill(ids.at(-1))]);
}

/**
 * Reads some fields of each owner, by its id, in one statement. The expressions of the fields see the owner as the row `o`.
 * An owner that is not there is left out.
 */
export async function selectPerParent<Value extends object>(
  db: Database,
  { table, ids }: Parents,
  fields: { [Field in keyof Value]: Sql },
): Promise<Map<number, Value>> {
  const { jsonObject: object, jsonList: list } = db.dialect;
  const [only, another] = ids;
  if (only !== undefined && another === undefined) {
    // An object within a list is written twice: the answer of one owner is left as it is.
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
