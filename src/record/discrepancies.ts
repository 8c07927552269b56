/** What sources disagree about. */
import sql from 'sql-template-tag';
import { type Entity, many } from './query/projection.js';

export interface ValueRow {
  value: string;
  sourceId: number;
}

export interface DiscrepancyRow {
  field: string;
  /** Present where wanted. */
  values?: ValueRow[];
}

const value: Entity = {
  alias: 'v',
  always: ['value'],
  needs: { source: ['sourceId'] },
  columns: { value: sql`v.value`, sourceId: sql`v.source_id` },
};

export const discrepancy: Entity = {
  alias: 'd',
  always: ['field'],
  columns: { field: sql`d.field` },
  relations: {
    values: many(
      () => value,
      // The main record's value first: its source is the match's own.
      sql`FROM discrepancy_values v JOIN matches x ON x.id = d.match_id WHERE v.discrepancy_id = d.id`,
      sql`CASE WHEN v.source_id = x.source_id THEN 0 ELSE 1 END, v.source_id`,
    ),
  },
};
