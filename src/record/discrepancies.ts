/** Values that sources disagree about. */
import sql from 'sql-template-tag';
import type { Discrepancy, DiscrepancyValue } from '../generated/sqlite/client.js';
import { columnsOf, type Entity, many } from './query/projection.js';

const VALUE_COLUMNS = ['value', 'sourceId'] as const;

export interface ValueRow extends Pick<DiscrepancyValue, (typeof VALUE_COLUMNS)[number]> {}

const DISCREPANCY_COLUMNS = ['field'] as const;

export interface DiscrepancyRow extends Pick<Discrepancy, (typeof DISCREPANCY_COLUMNS)[number]> {
  /** Present where wanted. */
  values?: ValueRow[];
}

const value: Entity<ValueRow> = {
  alias: 'v',
  always: ['value'],
  needs: { source: ['sourceId'] },
  columns: columnsOf('v', VALUE_COLUMNS),
};

export const discrepancy: Entity<DiscrepancyRow> = {
  alias: 'd',
  always: ['field'],
  columns: columnsOf('d', DISCREPANCY_COLUMNS),
  relations: {
    values: many(
      () => value,
      // The match's own source first.
      sql`FROM discrepancy_values v JOIN matches x ON x.id = d.match_id WHERE v.discrepancy_id = d.id`,
      sql`CASE WHEN v.source_id = x.source_id THEN 0 ELSE 1 END, v.source_id`,
    ),
  },
};
