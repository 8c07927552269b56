/** Pages: walking any connection of the schema gives exactly the list that the files give, whatever sizes and direction. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.js';
import { createExistingRecord } from '../../src/importers/existing-record.js';
import { EMPTY_FACTS, type SourceFact } from '../../src/importers/facts.js';
import { writeFacts } from '../../src/importers/write/write.js';
import type { Invented } from '../importers/results-folder.js';
import { DATABASES } from '../support/databases.js';
import { createTestServer, type TestServer } from '../support/test-server.js';
import {
  busiest,
  type Connection,
  connectionsOf,
  EDITION,
  SAID,
  type Whose,
} from './connections.js';
import { league } from './league.js';
import { type LeagueRecord, leagueRecord } from './league-record.js';
import { pageOf, walk } from './pages.js';
import { SEED, times } from './questions.js';
import type { Results } from './results.js';

/** A source that keeps no files: what it says stays through updates by others. */
const SOURCE: SourceFact = {
  slug: 'a-page',
  title: 'A page',
  kind: 'REPORT',
  publisher: null,
  publishedOn: null,
  url: null,
  license: null,
  attribution: null,
};
const NOBODY: Results = {
  matches: [],
  matchesOf: new Map(),
  teams: [],
  tournaments: new Map(),
  people: [],
  shown: [],
};
const [FILES] = fc.sample(league, { seed: SEED, numRuns: 1 }) as [Invented];

/** The names of the connections are the same for every league. */
const NAMES = connectionsOf(NOBODY, busiest(NOBODY)).map(({ name }) => name);

/** Makes the league's World Cup matches an edition, and has somebody speak of them. */
async function addWords(database: LeagueRecord, { people, teams }: Results): Promise<void> {
  const [speaker, team] = [people[0], teams[0]];
  if (!speaker || !team) throw new Error('Nobody is there to speak.');
  await database.change(async (db) => {
    const matches = await createExistingRecord(db).matchesOf('fifa-world-cup');
    const edition = {
      source: SOURCE.slug,
      key: 'edition',
      tournament: 'fifa-world-cup',
      year: EDITION,
      hosts: [],
      winner: null,
      runnerUp: null,
      startDate: null,
      endDate: null,
    };
    const quotes = SAID.map(({ text, saidOn }) => ({
      source: SOURCE.slug,
      key: text,
      speaker: { name: speaker.name, team: speaker.team },
      text,
      reportedBy: 'a page',
      saidOn,
      match: null,
      article: null,
    }));
    await writeFacts(db, SOURCE.slug, {
      ...EMPTY_FACTS,
      sources: [SOURCE],
      editions: [edition],
      matches: matches.map((match) => ({ ...match, edition: EDITION })),
      quotes,
    });
  });
}

/** The same files with matches of a newcomer before, between and after those that were there. */
function withNewcomer({ results, goalscorers, ...rest }: Invented): Invented {
  const days = [...new Set(results.map((line) => line.slice(0, 10)))];
  const rows = days.map((date) => `${date},Newcomers,Atlantis,4,3,Friendly,City,Country,FALSE`);
  const goals = days.flatMap((date) =>
    [10, 20, 30, 40].map(
      (minute) =>
        `${date},Newcomers,Atlantis,Newcomers,Newman,${minute},FALSE,${minute === 10 ? 'TRUE' : 'FALSE'}`,
    ),
  );
  return { ...rest, results: [...rows, ...results], goalscorers: [...goals, ...goalscorers] };
}

/** Where a row stands in a list; two goals may look alike. */
const placesIn = (rows: readonly string[], row: string | undefined) =>
  rows.flatMap((other, place) => (other === row ? [place] : []));

for (const kind of DATABASES) {
  describe(`${kind}: a league of seed ${SEED}`, () => {
    let database: LeagueRecord;
    let record: TestServer;
    let whose: Whose;
    let connections: Map<string, Connection>;
    const listOf = (name: string) => connections.get(name) as Connection;
    beforeAll(async () => {
      database = await leagueRecord(kind);
      const results = await database.bring(FILES);
      await addWords(database, results);
      whose = busiest(results);
      connections = new Map(connectionsOf(results, whose).map((list) => [list.name, list]));
      record = createTestServer(openDatabase(database.url));
    });
    afterAll(async () => {
      await record.close();
      await database.drop();
    });

    it.each(NAMES)('%s walked page by page is exactly the whole list, either way', async (name) => {
      const list = listOf(name);
      const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });
      const property = fc.asyncProperty(sizes, fc.boolean(), async (some, backwards) => {
        expect((await walk(record, list, some, backwards)).rows).toEqual(list.whole);
      });
      await fc.assert(property, times(4));
    });

    it.each(NAMES)(
      '%s between any two cursors is what lies between them, from either end',
      async (name) => {
        const list = listOf(name);
        const { cursors } = await walk(record, list, [100]);
        const place = fc.option(fc.nat(cursors.length - 1));
        const size = fc.integer({ min: 1, max: 100 });
        const property = fc.asyncProperty(
          place,
          place,
          size,
          fc.boolean(),
          async (from, to, rows, backwards) => {
            const between = list.whole.slice(from === null ? 0 : from + 1, to ?? list.whole.length);
            const after = from === null ? null : (cursors[from] ?? null);
            const before = to === null ? null : (cursors[to] ?? null);
            const page = await pageOf(record, list, {
              [backwards ? 'last' : 'first']: rows,
              after,
              before,
            });
            expect(page.rows).toEqual(backwards ? between.slice(-rows) : between.slice(0, rows));
            expect(page.hasNextPage).toBe(to !== null || (!backwards && between.length > rows));
            expect(page.hasPreviousPage).toBe(
              from !== null || (backwards && between.length > rows),
            );
          },
        );
        await fc.assert(property, times(8));
      },
    );

    it('A cursor stays good when matches come in before its row and after it', async () => {
      const before = new Map<string, string[]>();
      for (const [name, list] of connections) {
        before.set(name, (await walk(record, list, [100])).cursors);
      }
      const results = await database.bring(withNewcomer(FILES));
      for (const list of connectionsOf(results, whose)) {
        const old = listOf(list.name).whole;
        const place = Math.floor(old.length / 2);
        const after = before.get(list.name)?.[place] ?? null;
        const page = await pageOf(record, list, { first: 100, after });
        const now =
          placesIn(list.whole, old[place]).at(placesIn(old.slice(0, place), old[place]).length) ??
          0;
        expect(page.rows, list.name).toEqual(list.whole.slice(now + 1, now + 101));
      }
    });
  });
}
