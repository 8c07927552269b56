import SqliteDatabase from 'better-sqlite3';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/database.js';
import type { Provider } from '../../../src/database/types.js';
import { readSeed } from '../../../src/importers/documents/seed.js';
import {
  type DiscrepancyFact,
  EMPTY_FACTS,
  type Facts,
  type GoalFact,
  type HoldingFact,
  type MatchFact,
  type PenaltyFact,
  type SourceFact,
  type TeamFact,
} from '../../../src/importers/facts.js';
import { writeFacts } from '../../../src/importers/write/write.js';
import { DATABASES } from '../../support/databases.js';
import { migratedDatabase, SEED } from '../../support/record.js';

const RECORD = 'international-results';
const FURTHER = 'fjelstul-world-cup';

type Row = Record<string, string | number | null>;
/** Every table with all of its rows. */
type Rows = Record<string, Row[]>;

/** A record to write into and to look into. */
interface Archive {
  write(facts: Partial<Facts>, source?: string): ReturnType<typeof writeFacts>;
  /** Everything that is stored, read beside the program. */
  rows(): Promise<Rows>;
  /** Takes every row out again. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

async function archive(kind: Provider): Promise<Archive> {
  const { url, drop } = await migratedDatabase(kind);
  const database = openDatabase(url, { writable: true });
  const { rows, empty, close } = await (kind === 'sqlite' ? besideSqlite : besidePostgres)(url);
  return {
    write: (facts, source = RECORD) => writeFacts(database, source, { ...EMPTY_FACTS, ...facts }),
    rows: async () => sorted(await rows()),
    empty,
    close: async () => {
      await database.close();
      await close();
      await drop();
    },
  };
}

/** A connection of the test's own. */
type Beside = Pick<Archive, 'rows' | 'empty' | 'close'>;

async function besideSqlite(url: string): Promise<Beside> {
  const database = new SqliteDatabase(url.slice('file:'.length));
  database.pragma('foreign_keys = off');
  const tables = database
    // The tables themselves, without those in which FTS5 keeps the index of one of them.
    .prepare(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'
        AND name <> '_prisma_migrations'`,
    )
    .pluck()
    .all() as string[];
  const read = (table: string) => database.prepare(`SELECT * FROM "${table}"`).all() as Row[];
  return {
    rows: async () => Object.fromEntries(tables.map((table) => [table, read(table)])),
    empty: async () => {
      const deletions = tables.map((table) => `DELETE FROM "${table}";`);
      database.exec(`BEGIN; ${deletions.join(' ')} COMMIT`);
    },
    close: async () => void database.close(),
  };
}

async function besidePostgres(url: string): Promise<Beside> {
  const client = new Client(url);
  await client.connect();
  const found = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
  );
  const tables = found.rows.map(({ name }) => name);
  return {
    rows: async () => {
      const rows: Rows = {};
      for (const table of tables) {
        rows[table] = (await client.query<Row>(`SELECT * FROM "${table}"`)).rows;
      }
      return rows;
    },
    empty: async () => {
      await client.query(`TRUNCATE ${tables.map((table) => `"${table}"`).join()}`);
    },
    close: () => client.end(),
  };
}

const byFirst = ([one]: [string, unknown], [other]: [string, unknown]) => (one < other ? -1 : 1);

/** The same rows in an order of their own, with booleans as SQLite has them. */
function sorted(rows: Rows): Rows {
  const plain = (row: Row): Row =>
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => [
        column,
        typeof value === 'boolean' ? Number(value) : value,
      ]),
    );
  const text = (row: Row) => JSON.stringify(Object.entries(row).sort(byFirst));
  return Object.fromEntries(
    Object.entries(rows)
      .sort(byFirst)
      .map(([table, list]) => [
        table,
        list.map(plain).sort((one, other) => (text(one) < text(other) ? -1 : 1)),
      ]),
  );
}

/** The tables in which two states of the record differ. */
const changedTables = (before: Rows, after: Rows) =>
  Object.keys(after).filter(
    (table) => JSON.stringify(before[table]) !== JSON.stringify(after[table]),
  );

const versionIn = (rows: Rows) => rows.dataset?.[0]?.version;

/** The rows of a table, of which only these columns matter. */
const only = (rows: Row[] | undefined, ...columns: string[]) =>
  (rows ?? []).map((row) => columns.map((column) => row[column]));

const seed = readSeed(SEED);

const source = (slug: string): SourceFact => ({
  slug,
  title: slug,
  kind: 'DATASET',
  publisher: null,
  publishedOn: null,
  url: null,
  license: null,
  attribution: null,
});

const team = (slug: string): TeamFact => ({
  source: RECORD,
  key: slug,
  slug,
  name: slug,
  category: 'MEN',
  formerNames: [],
});

/** What the facts of these tests refer to. */
const NAMES: Partial<Facts> = {
  sources: [source(RECORD), source(FURTHER)],
  teams: ['england', 'france', 'spain', 'uruguay'].map(team),
  tournaments: [
    { source: RECORD, key: 'World Cup', slug: 'world-cup', name: 'World Cup', category: 'MEN' },
  ],
};

const MATCH = '2022-12-10/england/france';
const KANE = { name: 'Harry Kane', team: 'england' };
const GIROUD = { name: 'Olivier Giroud', team: 'france' };

/** England against France in 2022, with these goals; what a test does not tell is unknown. */
function match(goals: readonly Partial<GoalFact>[], told: Partial<MatchFact> = {}): MatchFact {
  return {
    source: RECORD,
    key: MATCH,
    slug: '2022-12-10-england-france',
    date: '2022-12-10',
    ordinal: 1,
    home: 'england',
    away: 'france',
    homeScore: 1,
    awayScore: 2,
    tournament: 'world-cup',
    edition: null,
    stage: null,
    group: null,
    stadium: null,
    city: 'Al Khor',
    country: 'Qatar',
    neutral: true,
    afterExtraTime: null,
    possiblyAwarded: false,
    goals: goals.map((goal, place) => ({
      source: RECORD,
      key: `${MATCH}/${place + 1}`,
      team: 'france',
      scorer: null,
      minute: null,
      stoppage: null,
      ownGoal: false,
      penalty: false,
      citedBy: [],
      ...goal,
    })),
    penalties: [],
    shootout: null,
    discrepancies: [],
    citedBy: [],
    ...told,
  };
}

/** The penalty that the goal at a place is, known as the importers of matches know it. */
const penalty = (place: number, minute: number, name = `${minute}-harry-kane`): PenaltyFact => ({
  source: RECORD,
  key: `${MATCH}/${place}/penalty`,
  name,
  kind: 'IN_PLAY',
  team: 'england',
  taker: KANE,
  minute,
  stoppage: null,
  outcome: 'SCORED',
  detail: null,
  foulBy: null,
  foulOn: null,
  citedBy: [],
});

const TCHOUAMENI_17 = { scorer: { name: 'Aurélien Tchouaméni', team: 'france' }, minute: 17 };
const KANE_54 = { scorer: KANE, team: 'england', minute: 54, penalty: true };
const GIROUD_78 = { scorer: GIROUD, minute: 78 };
const WITH_PENALTY = { penalties: [penalty(2, 54)] };

/** The matches of the seed, each with its place on its day told. */
const ordered = seed.matches.map((fact) => {
  const sameDay = seed.matches.filter(({ date }) => date === fact.date);
  return { ...fact, ordinal: sameDay.indexOf(fact) + 1 };
});

/** The same facts, every list from its end; the goals and kicks of a match keep their order, which is a fact. */
const backwards = (facts: Facts): Facts =>
  Object.fromEntries(
    Object.entries(facts).map(([name, list]) => [name, [...list].reverse()]),
  ) as unknown as Facts;

/** Which table a column refers to. */
const REFERS: Record<string, string> = {
  source_id: 'sources',
  team_id: 'teams',
  home_id: 'teams',
  away_id: 'teams',
  winner_id: 'teams',
  runner_up_id: 'teams',
  first_shooter_id: 'teams',
  tournament_id: 'tournaments',
  edition_id: 'editions',
  match_id: 'matches',
  article_id: 'articles',
  player_id: 'players',
  scorer_id: 'players',
  taker_id: 'players',
  foul_by_id: 'players',
  foul_on_id: 'players',
  speaker_id: 'players',
  goal_id: 'goals',
  penalty_id: 'penalties',
  shootout_id: 'shootouts',
  discrepancy_id: 'discrepancies',
};

/** The rows without the runs, which are entered for other files even where these say the same. */
const withoutRuns = ({ import_runs: _, ...rows }: Rows): Rows => rows;

/** The rows without their numbers: what they refer to stands there by its name. */
function byName({ dataset: _, import_runs: __, versions: ___, ...rows }: Rows): Rows {
  const nameOf = (table: string, row: Row): string => {
    if (row.slug) return String(row.slug);
    const place = row.ordinal ?? row.key ?? row.field ?? '';
    return `${named('match_id', row.match_id ?? null)}/${table === 'penalties' ? row.key : place}`;
  };
  const named = (column: string, value: Row[string]): Row[string] => {
    const table = REFERS[column];
    if (table === undefined || value === null) return value;
    const row = rows[table]?.find(({ id }) => id === value);
    return row ? nameOf(table, row) : `nothing in ${table}`;
  };
  const renamed = Object.entries(rows).map(([table, list]) => [
    table,
    list.map(({ id: _id, ...row }) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [column, named(column, value)]),
      ),
    ),
  ]);
  return sorted(Object.fromEntries(renamed));
}

for (const kind of DATABASES) {
  describe(kind, () => {
    let record: Archive;
    beforeAll(async () => {
      record = await archive(kind);
    });
    beforeEach(() => record.empty());
    afterAll(() => record.close());

    describe('facts are written', () => {
      it('once: seeding again changes nothing, not even the version', async () => {
        const first = await record.write(seed, 'scoresheet-seed');
        const before = await record.rows();
        const again = await record.write(readSeed(SEED), 'scoresheet-seed');
        expect(again).toMatchObject({ written: 0, version: first.version });
        expect(await record.rows()).toEqual(before);
        expect(versionIn(before)).toBe(first.version);
        expect(before.import_runs).toHaveLength(1);
      });

      it('and accounted for: read is written and unchanged', async () => {
        const first = await record.write(seed, 'scoresheet-seed');
        expect(first.read).toBe(first.written + first.unchanged);
        expect(first.written).toBeGreaterThan(0);
        const again = await record.write(seed, 'scoresheet-seed');
        expect(again).toMatchObject({ read: first.read, written: 0, unchanged: first.read });
        const [run] = (await record.rows()).import_runs ?? [];
        expect(run).toMatchObject({ read: first.read, written: first.written, rejected: 0 });
      });

      it('as the seed has them: every match, goal, penalty and person', async () => {
        await record.write(seed, 'scoresheet-seed');
        const { matches, goals, penalties, shootouts, players, teams } = await record.rows();
        expect([matches, goals, penalties, shootouts, teams].map((rows) => rows?.length)).toEqual([
          99, 371, 101, 6, 58,
        ]);
        expect(players?.find(({ slug }) => slug === 'harry-kane')).toMatchObject({
          name: 'Harry Kane',
          name_slug: 'harry-kane',
          folded_name: 'harry kane',
          birth_date: '1993-07-28',
        });
        const final = matches?.find(({ slug }) => slug === '2022-12-18-argentina-france');
        expect(final).toMatchObject({ home_goals_recorded: 3, away_goals_recorded: 3 });
      });

      it('in the order of their day: as the source has it, else after those of the day', async () => {
        const places = async () => {
          const { matches } = await record.rows();
          const onTheDay = matches?.filter(({ date }) => date === '2022-12-10');
          return Object.fromEntries(only(onTheDay, 'slug', 'ordinal'));
        };
        await record.write(seed, 'scoresheet-seed');
        expect(await places()).toEqual({
          '2022-12-10-morocco-portugal': 1,
          '2022-12-10-england-france': 2,
        });
        const key = '2022-12-10/spain/uruguay';
        const third = { key, slug: key.replaceAll('/', '-'), home: 'spain', away: 'uruguay' };
        const tournament = 'fifa-world-cup';
        await record.write({ matches: [match([], { ...third, tournament, ordinal: null })] });
        expect(await places()).toEqual({
          '2022-12-10-morocco-portugal': 1,
          '2022-12-10-england-france': 2,
          '2022-12-10-spain-uruguay': 3,
        });
      });

      it('in whatever order they come again', async () => {
        await record.write({ ...seed, matches: ordered }, 'scoresheet-seed');
        const before = await record.rows();
        const turned = backwards({ ...seed, matches: ordered });
        expect(await record.write(turned, 'scoresheet-seed')).toMatchObject({ written: 0 });
        expect(withoutRuns(await record.rows())).toEqual(withoutRuns(before));
      });

      describe('in whatever order they came first', () => {
        /** The rows of two records, the second of the same facts from their end. */
        async function both(): Promise<Rows[]> {
          const facts = { ...seed, matches: ordered };
          const states = [];
          for (const told of [facts, backwards(facts)]) {
            await record.empty();
            await record.write(told, 'scoresheet-seed');
            states.push(byName(await record.rows()));
          }
          return states;
        }

        it('to the same rows, but for who named a person first', async () => {
          const [one, other] = (await both()).map((rows) => ({
            ...rows,
            players: only(rows.players, 'slug', 'name', 'birth_date', 'category'),
            player_aliases: only(rows.player_aliases, 'player_id', 'team_id', 'name').sort(),
            search_texts: only(rows.search_texts, 'kind', 'text', 'lexemes', 'weight').sort(),
          }));
          one?.players.sort();
          other?.players.sort();
          expect(other).toEqual(one);
        });
      });
    });

    describe('a changed fact', () => {
      it('changes its row and nothing else, and gives the record a new version', async () => {
        const first = await record.write({ ...NAMES, matches: [match([TCHOUAMENI_17])] });
        const before = await record.rows();
        const changed = match([TCHOUAMENI_17], { city: 'Doha' });
        const second = await record.write({ ...NAMES, matches: [changed] });
        const after = await record.rows();
        expect(second).toMatchObject({ read: first.read, written: 1 });
        expect(changedTables(before, after)).toEqual([
          ...['dataset', 'import_runs', 'matches', 'versions'],
        ]);
        expect(after.matches).toEqual([{ ...before.matches?.[0], city: 'Doha' }]);
        expect(after.import_runs).toHaveLength(2);
        expect(second.version).not.toBe(first.version);
        expect(versionIn(after)).toBe(second.version);
      });

      it('may change back, to a version of its own', async () => {
        const versions = [];
        for (const city of ['Al Khor', 'Doha', 'Al Khor']) {
          const { version } = await record.write({ ...NAMES, matches: [match([], { city })] });
          versions.push(version);
        }
        expect(new Set(versions).size).toBe(3);
      });

      it('is not a null: what one source has said, another that is silent leaves', async () => {
        const told = {
          stage: 'quarter-finals',
          stadium: 'Al Bayt Stadium',
          afterExtraTime: false,
          shootout: { source: RECORD, key: MATCH, winner: 'france', firstShooter: 'england' },
        };
        const goal = { ...TCHOUAMENI_17, stoppage: 2 };
        const { version } = await record.write({ ...NAMES, matches: [match([goal], told)] });
        const before = await record.rows();
        const silent = match([{ ...goal, scorer: null, minute: null, stoppage: null }], {
          shootout: { source: RECORD, key: MATCH, winner: 'france', firstShooter: null },
        });
        expect(await record.write({ matches: [silent] })).toMatchObject({ written: 0, version });
        expect(withoutRuns(await record.rows())).toEqual(withoutRuns(before));
      });

      it('is a false, and a zero', async () => {
        const told = { afterExtraTime: true, possiblyAwarded: true, homeScore: 3 };
        await record.write({ ...NAMES, matches: [match([], told)] });
        const corrected = { afterExtraTime: false, possiblyAwarded: false, homeScore: 0 };
        await record.write({ matches: [match([], corrected)] });
        expect((await record.rows()).matches).toMatchObject([
          { after_extra_time: 0, possibly_awarded: 0, home_score: 0 },
        ]);
      });

      it('may be a birth day', async () => {
        const born = (birthDate: string) => ({
          ...NAMES,
          players: [{ source: RECORD, key: 'Harry Kane', ...KANE, birthDate }],
        });
        await record.write(born('1993-07-27'));
        expect(await record.write(born('1993-07-28'))).toMatchObject({ written: 1 });
        expect(only((await record.rows()).players, 'birth_date')).toEqual([['1993-07-28']]);
      });

      it('may be what a source says of a disagreement, and that is a new version', async () => {
        const minute = (value: string): { discrepancies: DiscrepancyFact[] } => ({
          discrepancies: [
            {
              field: 'goal 1 minute',
              values: [
                { source: RECORD, value: '17' },
                { source: FURTHER, value },
              ],
            },
          ],
        });
        const first = await record.write({
          ...NAMES,
          matches: [match([TCHOUAMENI_17], minute('16'))],
        });
        const second = await record.write({
          ...NAMES,
          matches: [match([TCHOUAMENI_17], minute('18'))],
        });
        const { discrepancy_values: values } = await record.rows();
        expect(only(values, 'value').flat().sort()).toEqual(['17', '18']);
        expect(second.written).toBeGreaterThan(0);
        expect(second.version).not.toBe(first.version);
      });

      it('may be the hosts of an edition, and that is a new version', async () => {
        const hosted = (...hosts: string[]): Partial<Facts> => ({
          ...NAMES,
          editions: [
            {
              source: FURTHER,
              key: 'WC-2030',
              tournament: 'world-cup',
              year: 2030,
              hosts,
              winner: null,
              runnerUp: null,
              startDate: null,
              endDate: null,
            },
          ],
        });
        const first = await record.write(hosted('spain'));
        const second = await record.write(hosted('uruguay', 'spain'));
        const hosts = (await record.rows()).edition_hosts;
        expect(hosts).toHaveLength(2);
        expect(second.written).toBeGreaterThan(0);
        expect(second.version).not.toBe(first.version);
      });
    });

    describe('a holding', () => {
      const holding = (key: string, change: Partial<HoldingFact> = {}): HoldingFact => ({
        source: RECORD,
        key,
        category: 'MEN',
        completeness: 'LISTED',
        team: null,
        tournament: null,
        from: '1872-11-30',
        to: '2022-12-18',
        ...change,
      });
      const keys = async () => (await record.rows()).holdings?.map((row) => row.source_key).sort();

      it('that its source no longer states is taken back, and the holding of one team stays, which the seed states', async () => {
        const england = holding('england', { team: 'england' });
        const cup = holding('complete/cup', { completeness: 'COMPLETE' });
        await record.write({ ...NAMES, holdings: [holding('all'), cup, england] });
        const report = await record.write({ holdings: [holding('all')] });
        expect(report).toMatchObject({ written: 0, removed: 1 });
        expect(await keys()).toEqual(['all', 'england']);
      });

      it('of another source than that of the import stays', async () => {
        await record.write({ ...NAMES, holdings: [holding('all')] });
        expect(await record.write({}, FURTHER)).toMatchObject({ removed: 0 });
        expect(await keys()).toEqual(['all']);
      });

      it('may become complete, and that is a new version', async () => {
        const first = await record.write({ ...NAMES, holdings: [holding('all')] });
        const change = { completeness: 'COMPLETE' } as const;
        const second = await record.write({ holdings: [holding('all', change)] });
        expect(second.version).not.toBe(first.version);
        expect((await record.rows()).holdings).toMatchObject([change]);
      });
    });

    describe('the goals of a match', () => {
      it('are a set: those beyond the last that a source lists are gone', async () => {
        const cited = { citedBy: [{ source: FURTHER, key: 'G-3623' }] };
        const three = match([TCHOUAMENI_17, KANE_54, { ...GIROUD_78, ...cited }]);
        const first = await record.write({ ...NAMES, matches: [three] });
        expect((await record.rows()).citations).toHaveLength(1);
        const second = await record.write({ matches: [match([TCHOUAMENI_17, KANE_54])] });
        const { goals, matches, citations, players } = await record.rows();
        expect(only(goals, 'ordinal', 'minute').sort()).toEqual([
          [1, 17],
          [2, 54],
        ]);
        expect(matches).toMatchObject([{ home_goals_recorded: 1, away_goals_recorded: 1 }]);
        expect(citations).toEqual([]);
        expect(players).toHaveLength(3);
        expect(second.version).not.toBe(first.version);
      });

      it('are not touched by what is said of another match', async () => {
        const key = '2022-12-18/spain/uruguay';
        const other = match([], { key, slug: 'another', date: '2022-12-18', home: 'spain' });
        await record.write({ ...NAMES, matches: [match([TCHOUAMENI_17, KANE_54]), other] });
        const before = await record.rows();
        await record.write({ matches: [other] });
        await record.write({ quotes: [] });
        expect(withoutRuns(await record.rows())).toEqual(withoutRuns(before));
      });

      it('may get one more in front, which takes nothing from those behind it', async () => {
        await record.write({ ...NAMES, matches: [match([{ ...GIROUD_78, stoppage: 2 }])] });
        await record.write({ matches: [match([TCHOUAMENI_17, { ...GIROUD_78, stoppage: 2 }])] });
        const { goals } = await record.rows();
        expect(only(goals, 'ordinal', 'minute', 'stoppage').sort()).toEqual([
          [1, 17, null],
          [2, 78, 2],
        ]);
      });

      it('may get one more in front of a penalty', async () => {
        const both = { penalties: [penalty(1, 54), penalty(2, 80)] };
        const shifted = { penalties: [penalty(2, 54), penalty(3, 80)] };
        const later = { ...KANE_54, minute: 80 };
        await record.write({ ...NAMES, matches: [match([KANE_54, later], both)] });
        await record.write({ matches: [match([TCHOUAMENI_17, KANE_54, later], shifted)] });
        const { penalties } = await record.rows();
        expect(only(penalties, 'key', 'source_key').sort()).toEqual([
          ['54-harry-kane', `${MATCH}/2/penalty`],
          ['80-harry-kane', `${MATCH}/3/penalty`],
        ]);
      });

      it('may have the minute of a penalty corrected', async () => {
        await record.write({ ...NAMES, matches: [match([TCHOUAMENI_17, KANE_54], WITH_PENALTY)] });
        const corrected = { penalties: [penalty(2, 55)] };
        await record.write({
          matches: [match([TCHOUAMENI_17, { ...KANE_54, minute: 55 }], corrected)],
        });
        const { penalties } = await record.rows();
        expect(only(penalties, 'key', 'minute')).toEqual([['55-harry-kane', 55]]);
      });

      it('take their penalties with them', async () => {
        await record.write({ ...NAMES, matches: [match([TCHOUAMENI_17, KANE_54], WITH_PENALTY)] });
        await record.write({ matches: [match([TCHOUAMENI_17])] });
        const { goals, penalties } = await record.rows();
        expect(goals).toHaveLength(1);
        expect(penalties).toEqual([]);
      });
    });

    describe('a second person of a name', () => {
      const suarez = (team: string) => ({ source: RECORD, key: team, name: 'Luis Suárez', team });
      const born = (...people: [team: string, birthDate: string][]): Partial<Facts> => ({
        ...NAMES,
        players: people.map(([team, birthDate]) => ({ ...suarez(team), birthDate })),
      });

      it('gets the team in the slug, and so does the first', async () => {
        await record.write(born(['uruguay', '1987-01-24']));
        const before = await record.rows();
        expect(only(before.players, 'slug')).toEqual([['luis-suarez']]);
        await record.write(born(['spain', '1935-05-02']));
        const { players, player_aliases: aliases } = await record.rows();
        expect(only(players, 'id', 'slug', 'name_slug', 'birth_date').sort()).toEqual([
          [1, 'luis-suarez-uruguay', 'luis-suarez', '1987-01-24'],
          [2, 'luis-suarez-spain', 'luis-suarez', '1935-05-02'],
        ]);
        expect(only(aliases, 'player_id', 'name').sort()).toEqual([
          [1, 'Luis Suárez'],
          [2, 'Luis Suárez'],
        ]);
      });

      it('is the same person when the name comes again in the list of the team', async () => {
        await record.write(born(['uruguay', '1987-01-24'], ['spain', '1935-05-02']));
        const before = await record.rows();
        await record.write(born(['spain', '1935-05-02'], ['uruguay', '1987-01-24']));
        expect(withoutRuns(await record.rows())).toEqual(withoutRuns(before));
      });

      it('leaves the slugs of everybody else', async () => {
        await record.write({ ...born(['uruguay', '1987-01-24']), matches: [match([KANE_54])] });
        await record.write(born(['spain', '1935-05-02']));
        expect(
          only((await record.rows()).players, 'slug')
            .flat()
            .sort(),
        ).toEqual(['harry-kane', 'luis-suarez-spain', 'luis-suarez-uruguay']);
      });
    });

    describe('an import that fails', () => {
      const quote = {
        source: RECORD,
        key: 'quote 1',
        speaker: KANE,
        text: 'I felt confident taking it.',
        reportedBy: 'ESPN',
        saidOn: null,
        match: 'no-such-match',
        article: null,
      };

      it.each<[string, Partial<Facts>, RegExp]>([
        [
          'a team that nobody knows',
          {
            matches: [
              match([KANE_54], { city: 'Doha' }),
              match([], { slug: 'x', home: 'atlantis' }),
            ],
          },
          /"atlantis"/,
        ],
        [
          'a scorer of a team that nobody knows',
          {
            matches: [match([{ scorer: { name: 'Nobody', team: 'atlantis' } }], { city: 'Doha' })],
          },
          /"atlantis"/,
        ],
        [
          'a match that nobody knows, after all else is written',
          { matches: [match([TCHOUAMENI_17, KANE_54], { city: 'Doha' })], quotes: [quote] },
          /"no-such-match"/,
        ],
        [
          'a source that nobody knows',
          { matches: [match([], { city: 'Doha', source: 'hearsay' })] },
          /"hearsay"/,
        ],
        [
          'an edition that nobody knows',
          { matches: [match([], { city: 'Doha', edition: 2023 })] },
          /"world-cup-2023"/,
        ],
      ])('leaves the record exactly as it was: %s', async (_, facts, reason) => {
        await record.write({ ...NAMES, matches: [match([TCHOUAMENI_17])] });
        const before = await record.rows();
        await expect(record.write(facts)).rejects.toThrow(reason);
        expect(await record.rows()).toEqual(before);
      });

      it('leaves an empty record empty', async () => {
        const strangers = [match([KANE_54], { away: 'atlantis' })];
        await expect(record.write({ ...NAMES, matches: strangers })).rejects.toThrow(/"atlantis"/);
        for (const rows of Object.values(await record.rows())) expect(rows).toEqual([]);
      });

      it('for a match that stands twice leaves an empty record empty too', async () => {
        const twice = [match([KANE_54]), match([KANE_54])];
        await expect(record.write({ ...NAMES, matches: twice })).rejects.toThrow();
        for (const rows of Object.values(await record.rows())) expect(rows).toEqual([]);
      });

      it('does not stand in the way of the next', async () => {
        await expect(record.write({ matches: [match([])] })).rejects.toThrow();
        await expect(record.write({ ...NAMES, matches: [match([])] })).resolves.toMatchObject({
          unchanged: 0,
        });
      });
    });
  });
}

describe('the two databases', () => {
  it('have the same rows of the same facts, and the same version', async () => {
    const [sqlite, postgres] = await Promise.all(
      DATABASES.map(async (kind) => {
        const record = await archive(kind);
        await record.write(seed, 'scoresheet-seed');
        const { dataset, import_runs: runs, versions: _, ...rows } = await record.rows();
        await record.close();
        return {
          ...rows,
          versions: only(dataset, 'version'),
          runs: only(runs, 'checksum', 'read'),
        };
      }),
    );
    expect(postgres).toEqual(sqlite);
  });
});
