/**
 * Updates by real states of the results, with both World Cup datasets in the record: each gives what a first import of that
 * state gives.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/database.js';
import type { Database, Provider } from '../../../src/database/types.js';
import { NO_PROGRESS } from '../../../src/importers/progress.js';
import { runImport } from '../../../src/importers/run.js';
import { dumpOf, expectSameRows } from '../../support/dump.js';
import { IS_FULL_RUN } from '../../support/runs.js';
import { createTestServer, type TestServer } from '../../support/test-server.js';
import {
  earlierRecord,
  folderOf,
  isAbsent,
  LAYERS,
  recordWithLayers,
} from '../../support/whole-record.js';

const RESULTS = 'international-results';

/** The day of the newest state, which is the dataset itself. */
const NEWEST = '2026-07-31';

const stateOf = (day: string) =>
  day === NEWEST ? RESULTS : `international-results-history/${day}`;

/** A record of one's own that imports can be made into. */
interface OwnRecord {
  db: Database;
  url: string;
  close(): Promise<void>;
}

/** Imports the results of a day and answers the lines of the report. */
async function bring(db: Database, day: string, full = false): Promise<string[]> {
  const lines: string[] = [];
  const asked = { dataset: RESULTS, from: folderOf(stateOf(day)), full };
  await runImport(db, asked, (line) => lines.push(line), NO_PROGRESS);
  return lines;
}

/** A record of the results of a day and both World Cup datasets, none of them imported before. */
async function firstImport(kind: Provider, day: string): Promise<OwnRecord> {
  const { url, drop } = await (day === NEWEST ? recordWithLayers(kind) : earlierRecord(kind, day));
  const db = openDatabase(url, { writable: true });
  return { db, url, close: () => db.close().finally(drop) };
}

/** Checks that a record is what a first import of a day gives, row by row. */
async function expectFirstImport({ db }: OwnRecord, kind: Provider, day: string): Promise<void> {
  const fresh = await firstImport(kind, day);
  const expected = await dumpOf(fresh.db).finally(() => fresh.close());
  const found = await dumpOf(db);
  expectSameRows(found, expected);
}

/** Checks that the results of a day bring nothing new; with `full` every row is compared. */
async function expectNothingNew({ db }: OwnRecord, day: string, full: boolean): Promise<void> {
  const version = await db.version();
  expect((await bring(db, day, full)).join('\n')).toContain('Nothing is new');
  expect(await db.version()).toBe(version);
}

/** Updates a record to a day and checks what the update leaves. */
async function expectUpdate(record: OwnRecord, kind: Provider, day: string): Promise<void> {
  await bring(record.db, day);
  await expectFirstImport(record, kind, day);
  await expectNothingNew(record, day, false);
}

/** Asks a record as the server opens it. */
async function withServer({ url }: OwnRecord, work: (server: TestServer) => Promise<void>) {
  const server = createTestServer(openDatabase(url));
  await work(server).finally(() => server.close());
}

interface Change {
  kind: string;
  entity: string;
  slug: string;
  formerSlug: string | null;
  fields: { name: string; before: string | null; after: string | null }[];
}

const CHANGES = `query($since: String!, $after: String) {
  changes(since: $since, first: 100, after: $after) {
    nodes { kind entity slug formerSlug fields { name before after } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** All changes since a version, page by page. */
async function changesSince(server: TestServer, since: string): Promise<Change[]> {
  const found: Change[] = [];
  let after: string | null = null;
  do {
    const { changes } = await server.ask(CHANGES, { since, after });
    found.push(...changes.nodes);
    after = changes.pageInfo.hasNextPage ? changes.pageInfo.endCursor : null;
  } while (after);
  return found;
}

// An update of the whole record takes as long as its first import: a default run makes one for all days.
const FIRST = '2026-06-06';
const DAYS = IS_FULL_RUN ? ['2026-07-07', '2026-07-13', '2026-07-20', NEWEST] : [NEWEST];

const updateTo = (day: string) =>
  `an update to ${day}, with both World Cup datasets in the record, leaves what a first import of that day leaves, and nothing is new a second time`;

describe.skipIf(isAbsent(...[FIRST, ...DAYS].map(stateOf), ...LAYERS))(
  'results of 2026-06-06 on sqlite,',
  () => {
    let record: OwnRecord;
    let before: string;
    beforeAll(async () => {
      record = await firstImport('sqlite', FIRST);
      before = (await record.db.version()) ?? '';
    });
    afterAll(() => record.close());

    for (const day of DAYS) it(updateTo(day), () => expectUpdate(record, 'sqlite', day));

    it('a team that the update renamed, China PR, is found by its former slug and has its World Cup under its new name', () =>
      withServer(record, async (server) => {
        const { china, former, wasChina, matches } = await server.ask(`{
          china: team(slug: "china") { slug name }
          former: team(slug: "china-pr") { slug name }
          wasChina: match(slug: "2002-06-04-china-pr-costa-rica") { slug }
          matches(filter: { team: "china", tournament: "fifa-world-cup",
            from: "2002-01-01", to: "2002-12-31" }, first: 10) { nodes { slug stage venue { stadium } } }
        }`);
        expect(china).toEqual({ slug: 'china', name: 'China' });
        expect(former).toEqual(china);
        expect(matches.nodes).toHaveLength(3);
        expect(matches.nodes).toContainEqual(expect.objectContaining(wasChina));
        for (const { stage, venue } of matches.nodes) {
          expect(stage).toBe('group stage');
          expect(venue.stadium).toEqual(expect.any(String));
        }
      }));

    it('a player whom the update spells with another accent, Julián Álvarez, is one player', () =>
      withServer(record, async (server) => {
        const { player } = await server.ask(`{ player(slug: "julian-alvarez") { slug name } }`);
        expect(player).toEqual({ slug: 'julian-alvarez', name: 'Julián Álvarez' });
      }));

    it('matches that the update moved to another day or swapped the sides of are found by their former slugs', () =>
      withServer(record, async (server) => {
        const { moved, swapped } = await server.ask(`{
          moved: match(slug: "2026-06-05-vanuatu-fiji") { slug date }
          swapped: match(slug: "1919-05-12-china-pr-philippines") { slug home { slug } away { slug } score { home away } }
        }`);
        expect(moved).toEqual({ slug: '2026-06-06-vanuatu-fiji', date: '2026-06-06' });
        expect(swapped).toEqual({
          slug: '1919-05-12-philippines-china',
          home: { slug: 'philippines' },
          away: { slug: 'china' },
          score: { home: 0, away: 2 },
        });
      }));

    it('Query.changes since the version before the update tells the renamed team and its matches, and the moved and swapped matches', () =>
      withServer(record, async (server) => {
        const changes = await changesSince(server, before);
        const of = (slug: string) => changes.filter((change) => change.slug === slug);
        expect(of('china')).toEqual([
          {
            kind: 'RENAMED',
            entity: 'Team',
            slug: 'china',
            formerSlug: 'china-pr',
            fields: [{ name: 'name', before: 'China PR', after: 'China' }],
          },
        ]);
        expect(of('2002-06-04-china-costa-rica')).toContainEqual(
          expect.objectContaining({
            kind: 'RENAMED',
            entity: 'Match',
            formerSlug: '2002-06-04-china-pr-costa-rica',
          }),
        );
        expect(of('2026-06-06-vanuatu-fiji')).toContainEqual({
          kind: 'MOVED',
          entity: 'Match',
          slug: '2026-06-06-vanuatu-fiji',
          formerSlug: '2026-06-05-vanuatu-fiji',
          fields: [{ name: 'date', before: '2026-06-05', after: '2026-06-06' }],
        });
        expect(of('1919-05-12-philippines-china')).toContainEqual(
          expect.objectContaining({
            kind: 'MOVED',
            entity: 'Match',
            formerSlug: '1919-05-12-china-pr-philippines',
          }),
        );
        // A match that has only another place among those of its day has not changed.
        expect(changes.flatMap(({ fields }) => fields).map(({ name }) => name)).not.toContain(
          'ordinal',
        );
        // No renamed team came or went.
        const teams = changes.filter(({ entity }) => entity === 'Team');
        expect(teams.map(({ kind, slug }) => `${kind} ${slug}`).sort()).toEqual([
          'ADDED rouet-provence',
          'RENAMED canton-ticino',
          'RENAMED china',
        ]);
      }));

    // By default real-datasets.test.ts compares every row again.
    it.runIf(IS_FULL_RUN)(
      `the results of ${NEWEST} bring nothing new even where every row is compared`,
      () => expectNothingNew(record, NEWEST, true),
    );
  },
);

const [BEFORE, AFTER] = ['2026-07-13', '2026-07-20'];

// By default composed.test.ts and fresh.test.ts update Postgres.
describe.skipIf(!IS_FULL_RUN || isAbsent(...[BEFORE, AFTER].map(stateOf), ...LAYERS))(
  `results of ${BEFORE} on postgresql,`,
  () => {
    let record: OwnRecord;
    beforeAll(async () => {
      record = await firstImport('postgresql', BEFORE);
    });
    afterAll(() => record.close());

    it(updateTo(AFTER), () => expectUpdate(record, 'postgresql', AFTER));
  },
);
