/** Columns are checked against Prisma's models by the compiler: `tsc` fails where one of these errors is missing. */
import sql from 'sql-template-tag';
import type { Match } from '../../src/generated/sqlite/client.js';
import { columnsOf, type Entity, one } from '../../src/record/query/entity.js';

interface Row extends Pick<Match, 'id' | 'homeScore' | 'neutral'> {
  shootout?: object | null;
}

const relations = {
  shootout: one(() => match, { key: sql`m.id`, from: sql`shootouts s`, on: sql`s.match_id` }),
};
const flags = columnsOf('m', ['neutral']);

const match: Entity<Row> = {
  alias: 'm',
  always: ['id'],
  needs: { score: ['homeScore'], shootout: ['shootout'] },
  columns: columnsOf('m', ['id', 'homeScore']),
  flags,
  relations,
};

// @ts-expect-error A column of the row is missing.
export const withoutColumn: Entity<Row> = { ...match, columns: columnsOf('m', ['id']) };

export const withMisspeltColumn: Entity<Row> = {
  ...match,
  // @ts-expect-error A column is misspelt.
  columns: { id: sql`m.id`, homeScore: sql`m.home_score`, homeSkore: sql`m.home_score` },
};

// @ts-expect-error A boolean is no plain column: SQLite would answer 0 or 1.
export const withoutFlags: Entity<Row> = { ...match, flags: {} };

// @ts-expect-error A relation of the row is missing.
export const withoutRelation: Entity<Row> = { ...match, relations: {} };

export const withUnknownNeed: Entity<Row> = {
  ...match,
  // @ts-expect-error A field is made of a column that the row does not have.
  needs: { score: ['awayScore'] },
};

// @ts-expect-error The model has no such column.
export type MisspeltRow = Pick<Match, 'homeSkore'>;
