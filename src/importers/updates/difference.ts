/**
 * The difference between what the record has and what it should have: the same tables in another database, whose rows have
 * other ids. Rows are known by natural keys; what is equal is left alone.
 */
import type { Transaction } from '../../database/database.js';
import { groupBy } from '../../statistics/group-by.js';
import type { ImportCounts } from '../write/upsert.js';

/** A row of any table; columns that refer to other rows hold ids. */
export type Row = Record<string, string | number | boolean | null> & { id: number };

/** How the rows of a table are known, and which columns refer to which table. */
interface TableShape {
  table: string;
  key: readonly string[];
  refers: Readonly<Record<string, string>>;
}

const BY_SOURCE = ['sourceId', 'sourceKey'] as const;
const CITES = { sourceId: 'sources' } as const;

/** Every table that sources fill, each after those that its rows refer to. What is derived from them is derived anew. */
export const TABLES: readonly TableShape[] = [
  { table: 'sources', key: ['slug'], refers: {} },
  { table: 'tournaments', key: ['slug'], refers: CITES },
  { table: 'teams', key: ['slug'], refers: CITES },
  { table: 'team_names', key: BY_SOURCE, refers: { ...CITES, teamId: 'teams' } },
  {
    table: 'editions',
    key: ['slug'],
    refers: { ...CITES, tournamentId: 'tournaments', winnerId: 'teams', runnerUpId: 'teams' },
  },
  { table: 'players', key: ['slug'], refers: CITES },
  {
    table: 'player_aliases',
    key: BY_SOURCE,
    refers: { ...CITES, playerId: 'players', teamId: 'teams' },
  },
  {
    table: 'matches',
    key: ['slug'],
    refers: {
      ...CITES,
      homeId: 'teams',
      awayId: 'teams',
      tournamentId: 'tournaments',
      editionId: 'editions',
    },
  },
  {
    table: 'goals',
    key: ['matchId', 'ordinal'],
    refers: { ...CITES, matchId: 'matches', teamId: 'teams', scorerId: 'players' },
  },
  {
    table: 'penalties',
    key: ['matchId', 'key'],
    refers: {
      ...CITES,
      matchId: 'matches',
      teamId: 'teams',
      takerId: 'players',
      foulById: 'players',
      foulOnId: 'players',
    },
  },
  {
    table: 'shootouts',
    key: ['matchId'],
    refers: { ...CITES, matchId: 'matches', winnerId: 'teams', firstShooterId: 'teams' },
  },
  { table: 'discrepancies', key: ['matchId', 'field'], refers: { matchId: 'matches' } },
  { table: 'articles', key: ['slug'], refers: CITES },
  { table: 'claims', key: ['articleId', 'ordinal'], refers: { articleId: 'articles' } },
  {
    table: 'quotes',
    key: BY_SOURCE,
    refers: { ...CITES, speakerId: 'players', matchId: 'matches', articleId: 'articles' },
  },
  {
    table: 'published_figures',
    key: BY_SOURCE,
    refers: { ...CITES, playerId: 'players', teamId: 'teams' },
  },
  {
    table: 'holdings',
    key: BY_SOURCE,
    refers: { ...CITES, teamId: 'teams', tournamentId: 'tournaments' },
  },
  {
    table: 'citations',
    key: BY_SOURCE,
    refers: {
      ...CITES,
      matchId: 'matches',
      goalId: 'goals',
      penaltyId: 'penalties',
      shootoutId: 'shootouts',
      editionId: 'editions',
      playerId: 'players',
    },
  },
];

/** Tables whose rows have no id and belong to a row of another table: they go and come with it. */
export const PARTS = [
  { table: 'edition_hosts', owner: 'editions', of: 'editionId', refers: { teamId: 'teams' } },
  {
    table: 'discrepancy_values',
    owner: 'discrepancies',
    of: 'discrepancyId',
    refers: { sourceId: 'sources' },
  },
] as const;

/** What is to be done with the rows of a table. */
export interface TableDifference {
  table: string;
  created: Row[];
  /** Rows as they should be, with what they were. */
  changed: { row: Row; was: Row }[];
  /** Rows that nothing speaks of any more. */
  gone: Row[];
  /** How many rows are as they should be. */
  unchanged: readonly Row[];
}

/** Columns that are derived after all sources have spoken, and belong to no difference. */
const DERIVED: Readonly<Record<string, readonly string[]>> = {
  published_figures: ['discrepancy'],
};

/** The ids in the record of rows of the other database, by table. */
export type IdMaps = Map<string, Map<number, number>>;

/** Compares every table, in order: the rows of `wanted` with those of `known`, whose ids they get. */
export async function compareRecords(
  wanted: Transaction,
  known: Transaction,
): Promise<{ tables: TableDifference[]; ids: IdMaps }> {
  const ids: IdMaps = new Map();
  const tables: TableDifference[] = [];
  for (const shape of TABLES) {
    const rows = await wanted.readAll<Row>(shape.table);
    tables.push(compare(shape, rows, await known.readAll<Row>(shape.table), ids));
  }
  return { tables, ids };
}

function compare(
  { table, key, refers }: TableShape,
  wanted: readonly Row[],
  known: readonly Row[],
  ids: IdMaps,
): TableDifference {
  const keyOf = (row: Row) => key.map((column) => row[column]).join('\u0000');
  const left = new Map(known.map((row) => [keyOf(row), row]));
  const map = new Map<number, number>();
  ids.set(table, map);
  let last = known.reduce((highest, { id }) => Math.max(highest, id), 0);
  const difference: TableDifference = { table, created: [], changed: [], gone: [], unchanged: [] };
  const unchanged: Row[] = [];
  for (const there of [...wanted].sort((one, other) => one.id - other.id)) {
    const row = withIdsOf(there, refers, ids);
    const was = left.get(keyOf(row));
    if (was) left.delete(keyOf(row));
    row.id = was?.id ?? ++last;
    map.set(there.id, row.id);
    if (!was) difference.created.push(row);
    else if (differs(table, row, was)) difference.changed.push({ row, was });
    else unchanged.push(was);
  }
  difference.gone = [...left.values()];
  return { ...difference, unchanged };
}

/** A row of the other database with the ids of the record in its references. */
function withIdsOf(row: Row, refers: TableShape['refers'], ids: IdMaps): Row {
  const copy = { ...row };
  for (const [column, table] of Object.entries(refers)) {
    const id = copy[column];
    if (id != null) copy[column] = ids.get(table)?.get(id as number) ?? null;
  }
  return copy;
}

function differs(table: string, row: Row, was: Row): boolean {
  const derived = DERIVED[table] ?? [];
  return Object.keys(row).some(
    (column) => row[column] !== was[column] && !derived.includes(column),
  );
}

/** Applies the differences: new rows and changed ones after what they refer to, and what is gone before it. */
export async function apply(
  from: Transaction,
  to: Transaction,
  tables: readonly TableDifference[],
  ids: IdMaps,
  counts: ImportCounts,
): Promise<void> {
  await clearDerived(to, counts);
  for (const { table, changed, gone } of tables) await clearUniqueKeys(to, table, changed, gone);
  for (const { table, created, changed } of tables) {
    const derived = DERIVED[table] ?? [];
    await to.insert(table, created);
    await to.update(
      table,
      changed.map(({ row }) => omitFields(row, derived)),
    );
  }
  counts.count('parts', await applyParts(from, to, ids), 0);
  for (const { table, gone } of [...tables].reverse()) {
    await to.remove(
      table,
      gone.map(({ id }) => id),
    );
  }
}

/** Removes what is derived from rows that may go: it is derived anew where these tables are touched. */
async function clearDerived({ prisma: rows }: Transaction, counts: ImportCounts): Promise<void> {
  if (counts.hasTouched(['matches', 'holdings'])) await rows.teamRating.deleteMany();
  if (!counts.hasTouched(['matches', 'goals'])) return;
  await rows.hatTrick.deleteMany();
  await rows.scorer.deleteMany();
}

/** Frees the keys of sources that other rows are about to take. */
async function clearUniqueKeys(
  to: Transaction,
  table: string,
  changed: TableDifference['changed'],
  gone: readonly Row[],
): Promise<void> {
  const leaving = [
    ...gone,
    ...changed.filter(({ row, was }) => row.sourceKey !== was.sourceKey).map(({ was }) => was),
  ].filter((row) => 'sourceKey' in row);
  await to.update(
    table,
    leaving.map(({ id }) => ({ id, sourceKey: `~${id}` })),
  );
}

function omitFields(row: Row, columns: readonly string[]): Row {
  if (columns.length === 0) return row;
  const kept = Object.entries(row).filter(([column]) => !columns.includes(column));
  return Object.fromEntries(kept) as Row;
}

/** Brings the parts of rows in step: all parts of an owner go and come together. Answers how many owners have changed. */
async function applyParts(from: Transaction, to: Transaction, ids: IdMaps): Promise<number> {
  let owners = 0;
  for (const { table, owner, of, refers } of PARTS) {
    const wanted = (await from.readAll<Row>(table)).map((row) =>
      withIdsOf(row, { ...refers, [of]: owner }, ids),
    );
    const known = await to.readAll<Row>(table);
    const [ofWanted, ofKnown] = [wanted, known].map((rows) => groupBy(rows, (row) => row[of]));
    const changed = [...new Set([...(ofWanted?.keys() ?? []), ...(ofKnown?.keys() ?? [])])].filter(
      (id) => textOf(ofWanted?.get(id)) !== textOf(ofKnown?.get(id)),
    );
    await deleteParts(to, table, changed as number[]);
    await to.insert(
      table,
      changed.flatMap((id) => ofWanted?.get(id) ?? []),
    );
    owners += changed.length;
  }
  return owners;
}

/** The parts of one owner as a text that does not depend on their order. */
const textOf = (rows: readonly Row[] = []) =>
  rows
    .map((row) => JSON.stringify(Object.entries(row).sort()))
    .sort()
    .join();

async function deleteParts(
  { prisma: rows }: Transaction,
  table: (typeof PARTS)[number]['table'],
  owners: number[],
): Promise<void> {
  if (table === 'edition_hosts') {
    await rows.editionHost.deleteMany({ where: { editionId: { in: owners } } });
  } else {
    await rows.discrepancyValue.deleteMany({ where: { discrepancyId: { in: owners } } });
  }
}
