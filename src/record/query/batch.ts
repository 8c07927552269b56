import { join, type Sql } from 'sql-template-tag';

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
