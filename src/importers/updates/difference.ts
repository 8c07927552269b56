/** Compares the record with a rebuilt one by natural keys, since ids differ, and applies the difference. */
import type { Transaction } from '../../database/database.js';
import { groupBy } from '../../statistics/group-by.js';
import type { ImportCounts } from '../write/upsert.js';

/** Reference columns hold ids. */
export type Row = Record<string, string | number | boolean | null> & { id: number };

interface TableShape {
  table: string;
  key: readonly string[];
  refers: Readonly<Record<string, string>>;
}

const BY_SOURCE = ['sourceId', 'sourceKey'] as const;
const CITES = { sourceId: 'sources' } as const;

/** Each after those it references. Derived tables are left out. */
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

/** Tables without ids, written and deleted with their owner. */
export const PARTS = [
  { table: 'edition_hosts', owner: 'editions', of: 'editionId', refers: { teamId: 'teams' } },
  {
    table: 'discrepancy_values',
    owner: 'discrepancies',
    of: 'discrepancyId',
    refers: { sourceId: 'sources' },
  },
] as const;

export interface TableDifference {
  table: string;
  created: Row[];
  /** New and old row. */
  changed: { row: Row; was: Row }[];
  gone: Row[];
  unchanged: readonly Row[];
}

/** Derived after all sources. */
const DERIVED: Readonly<Record<string, readonly string[]>> = {
  published_figures: ['discrepancy'],
};

/** Record ids by table and rebuilt id. */
export type IdMaps = Map<string, Map<number, number>>;

/** `wanted` rows get the ids of `known` ones. */
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

/** Writes in order of references, deletes in reverse. */
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

/** `writeDerived` fills them. */
async function clearDerived({ prisma: rows }: Transaction, counts: ImportCounts): Promise<void> {
  if (counts.hasTouched(['matches', 'holdings'])) await rows.teamRating.deleteMany();
  if (!counts.hasTouched(['matches', 'goals'])) return;
  await rows.hatTrick.deleteMany();
  await rows.scorer.deleteMany();
}

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

/** Returns the number of changed owners. */
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

/** Independent of order. */
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
