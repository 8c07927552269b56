/** A longer record: the real matches again in later centuries, by other players of the same teams. */
import SqliteDatabase from 'better-sqlite3';

/** The calendar repeats after this time, leap days included. */
const CALENDAR_CYCLE_YEARS = 400;

/** Copied for each era; teams, tournaments, sources and texts are shared. */
const SCALED_TABLES = [
  'editions',
  'edition_hosts',
  'matches',
  'players',
  'player_aliases',
  'goals',
  'penalties',
  'shootouts',
  'hat_tricks',
  'scorers',
  'coverage',
  'team_ratings',
  'citations',
  'search_texts',
];

/** A reference without a foreign key: texts of players. */
const SEARCH = { table: 'search_texts', column: 'row_id', of: 'players', kind: 'PLAYER' };

const DAY_COLUMNS = ['date', 'from', 'to', 'start_date', 'end_date', 'birth_date'];
const NAME_COLUMNS = ['slug', 'name_slug', 'folded_name', 'source_key'];

/** Writes a SQLite record `times` as long. */
export async function scaleRecord(from: string, to: string, times: number): Promise<void> {
  const original = new SqliteDatabase(from, { readonly: true });
  await original.backup(to);
  original.close();
  const db = new SqliteDatabase(to);
  try {
    // No durability needed; references are complete at the end.
    db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF');
    db.prepare('ATTACH ? AS original').run(from);
    const tables = SCALED_TABLES.filter((table) => columnsOf(db, table).length > 0);
    const lastIds = lastIdsOf(db, tables);
    for (let era = 1; era < times; era += 1) {
      for (const table of tables) db.exec(buildInsert(db, table, era, lastIds));
    }
    db.exec(buildMultiply(db, 'team_goals', times));
    db.exec('DETACH original');
    // If the original has planner statistics.
    if (db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'").get()) {
      db.exec('ANALYZE');
    }
  } finally {
    db.close();
  }
}

function lastIdsOf(db: SqliteDatabase.Database, tables: readonly string[]): Map<string, number> {
  const withIds = tables.filter((table) => columnsOf(db, table).includes('id'));
  return new Map(
    withIds.map((table) => [
      table,
      Number(db.prepare(`SELECT coalesce(max(id), 0) FROM original.${table}`).pluck().get()),
    ]),
  );
}

/** INSERT … SELECT of a table's rows for an era: later days, other ids and names. */
function buildInsert(
  db: SqliteDatabase.Database,
  table: string,
  era: number,
  lastIds: ReadonlyMap<string, number>,
): string {
  const keys = db.pragma(`foreign_key_list(${table})`) as { from: string; table: string }[];
  const targets = new Map(keys.map((key) => [key.from, key.table]));
  const columns = columnsOf(db, table);
  const isSearch = table === SEARCH.table;
  if (isSearch) targets.set(SEARCH.column, SEARCH.of);
  const values = columns.map((name) => {
    const lastId = lastIds.get(name === 'id' ? table : (targets.get(name) ?? ''));
    const column = `"${name}"`;
    if (lastId !== undefined) return `${column} + ${era * lastId}`;
    if (name === 'year' || name === 'decade') return `${column} + ${era * CALENDAR_CYCLE_YEARS}`;
    if (NAME_COLUMNS.includes(name)) return `${column} || '~${era}'`;
    if (DAY_COLUMNS.includes(name)) {
      return `printf('%04d', substr(${column}, 1, 4) + ${era * CALENDAR_CYCLE_YEARS}) || substr(${column}, 5)`;
    }
    return column;
  });
  const names = columns.map((name) => `"${name}"`).join();
  const which = isSearch ? ` WHERE kind = '${SEARCH.kind}'` : '';
  return `INSERT INTO ${table} (${names}) SELECT ${values.join()} FROM original.${table}${which}`;
}

/** Sums over a team's matches of all eras. */
function buildMultiply(db: SqliteDatabase.Database, table: string, times: number): string {
  const sums = columnsOf(db, table).filter((name) => name !== 'team_id');
  return `UPDATE ${table} SET ${sums.map((name) => `${name} = ${times} * ${name}`).join()}`;
}

function columnsOf(db: SqliteDatabase.Database, table: string): string[] {
  return (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
}
