/** Everything that a record says, without the ids of its rows, so that two records can be held against each other. */
import { expect } from 'vitest';
import type { Database } from '../../src/database/types.js';

type Row = Record<string, unknown>;

/** What the rows of a table are called where other rows refer to them. */
const NAMES: Record<string, (row: Row) => string> = {
  sources: ({ slug }) => `${slug}`,
  teams: ({ slug }) => `${slug}`,
  tournaments: ({ slug }) => `${slug}`,
  editions: ({ slug }) => `${slug}`,
  players: ({ slug }) => `${slug}`,
  matches: ({ slug }) => `${slug}`,
  articles: ({ slug }) => `${slug}`,
  goals: ({ matchId, ordinal }) => `${matchId}/${ordinal}`,
  penalties: ({ matchId, key }) => `${matchId}/${key}`,
  shootouts: ({ matchId }) => `${matchId}`,
  appearances: ({ matchId, key }) => `${matchId}/${key}`,
  bookings: ({ sourceId, sourceKey }) => `${sourceId}/${sourceKey}`,
  discrepancies: ({ matchId, field }) => `${matchId}/${field}`,
  quotes: ({ sourceId, sourceKey }) => `${sourceId}/${sourceKey}`,
};

/** The tables in an order in which what is referred to comes first. */
const TABLES = [
  ...['sources', 'teams', 'tournaments', 'editions', 'players', 'matches', 'articles'],
  ...['appearances', 'bookings', 'managers'],
  ...['goals', 'penalties', 'shootouts', 'discrepancies', 'quotes', 'team_names', 'edition_hosts'],
  ...['player_aliases', 'claims', 'published_figures', 'holdings', 'citations'],
  ...[
    'discrepancy_values',
    'team_ratings',
    'hat_tricks',
    'scorers',
    'team_goals',
    'coverage',
    'search_texts',
    'source_files',
  ],
];

/** Which table a column refers to. */
const REFERS: Record<string, string> = {
  sourceId: 'sources',
  teamId: 'teams',
  homeId: 'teams',
  awayId: 'teams',
  winnerId: 'teams',
  runnerUpId: 'teams',
  firstShooterId: 'teams',
  tournamentId: 'tournaments',
  editionId: 'editions',
  playerId: 'players',
  scorerId: 'players',
  takerId: 'players',
  foulById: 'players',
  foulOnId: 'players',
  speakerId: 'players',
  matchId: 'matches',
  articleId: 'articles',
  goalId: 'goals',
  penaltyId: 'penalties',
  shootoutId: 'shootouts',
  discrepancyId: 'discrepancies',
  appearanceId: 'appearances',
  bookingId: 'bookings',
};

const SEARCHED: Record<string, string> = {
  TEAM: 'teams',
  PLAYER: 'players',
  TOURNAMENT: 'tournaments',
  QUOTE: 'quotes',
  ARTICLE: 'articles',
};

/** The rows of a record by table. */
export type Dump = Record<string, string[]>;

/** The rows of every table as sorted texts. The names that a renamed team has kept are left out. */
export async function dumpOf(db: Database): Promise<Dump> {
  return db.write(async (tx) => {
    const names = new Map<string, Map<unknown, string>>();
    const dump: Dump = {};
    const former = new Set((await tx.prisma.teamName.findMany()).map(({ name }) => name));
    const kept = (await tx.prisma.formerSlug.findMany()).map(({ name }) => name);
    for (const table of TABLES) {
      const rows = await tx.readAll<Row>(table);
      const named = rows.map((row) => ({ ...row, ...referred(row, table, names) }) as Row);
      const nameOf = NAMES[table];
      if (nameOf) {
        names.set(table, new Map(rows.map(({ id }, place) => [id, nameOf(named[place] ?? {})])));
      }
      dump[table] = named
        .filter(
          ({ text }) =>
            table !== 'search_texts' || !kept.includes(`${text}`) || former.has(`${text}`),
        )
        .map(({ id: _, ...row }) => JSON.stringify(Object.entries(row).sort()))
        .sort();
    }
    return dump;
  });
}

function referred(
  row: Row,
  table: string,
  names: ReadonlyMap<string, ReadonlyMap<unknown, string>>,
): Row {
  const columns = Object.keys(row).filter((column) => REFERS[column] && row[column] !== null);
  const found = columns.map((column) => [
    column,
    names.get(REFERS[column] ?? '')?.get(row[column]) ?? `missing ${row[column]}`,
  ]);
  const searched = table === 'search_texts' ? SEARCHED[`${row.kind}`] : undefined;
  if (searched)
    found.push(['rowId', names.get(searched)?.get(row.rowId) ?? `missing ${row.rowId}`]);
  return Object.fromEntries(found);
}

/** At most this many rows that differ are shown of each table. */
const SHOWN = 10;

/** Checks that two dumps have the same rows. */
export function expectSameRows(found: Dump, expected: Dump): void {
  expect({
    tooMany: lackedRows(found, expected),
    missing: lackedRows(expected, found),
  }).toEqual({ tooMany: {}, missing: {} });
  expect(countsOf(found)).toEqual(countsOf(expected));
}

/** The rows of the first dump that the second has not, by table; tables without one are left out. */
function lackedRows(dump: Dump, other: Dump): Dump {
  const lacked = Object.entries(dump).map(([table, rows]) => {
    const others = new Set(other[table]);
    return [table, rows.filter((row) => !others.has(row)).slice(0, SHOWN)] as const;
  });
  return Object.fromEntries(lacked.filter(([, rows]) => rows.length > 0));
}

const countsOf = (dump: Dump) =>
  Object.fromEntries(Object.entries(dump).map(([table, rows]) => [table, rows.length]));
