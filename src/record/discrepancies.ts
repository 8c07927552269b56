/** Values that sources disagree about. */
import sql from 'sql-template-tag';
import type { Discrepancy, DiscrepancyValue } from '../generated/sqlite/client.js';
import { columnsOf, type Entity, many } from './query/entity.js';

const VALUE_COLUMNS = ['value', 'sourceId'] as const;

export interface ValueRow extends Pick<DiscrepancyValue, (typeof VALUE_COLUMNS)[number]> {}

const DISCREPANCY_COLUMNS = ['field'] as const;

export interface DiscrepancyRow extends Pick<Discrepancy, (typeof DISCREPANCY_COLUMNS)[number]> {
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
    values: many(() => value, {
      key: sql`d.id`,
      from: sql`discrepancy_values v JOIN discrepancies d ON d.id = v.discrepancy_id
        JOIN matches x ON x.id = d.match_id`,
      on: sql`v.discrepancy_id`,
      // The match's own source first.
      order: sql`CASE WHEN v.source_id = x.source_id THEN 0 ELSE 1 END, v.source_id`,
    }),
  },
};
