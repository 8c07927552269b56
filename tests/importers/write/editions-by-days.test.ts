/** Matches that no source places in an edition are placed by its days. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/database.js';
import type { Database } from '../../../src/database/types.js';
import { readSeed } from '../../../src/importers/documents/seed.js';
import { type EditionFact, EMPTY_FACTS, type Facts } from '../../../src/importers/facts.js';
import { runImport } from '../../../src/importers/run.js';
import { writeFacts } from '../../../src/importers/write/write.js';
import { matchFact } from '../../record/further.js';
import { DATABASES } from '../../support/databases.js';
import { emptyDatabase, migratedDatabase, SEED } from '../../support/record.js';
import { createTestServer } from '../../support/test-server.js';
import { isAbsent, resultsOf, wholeRecord } from '../../support/whole-record.js';

const RESULTS = 'international-results';
const CUPS = 'openfootball-worldcup';

const by = (source: string, key: string) => ({ source, key });

/** What the record must have before it has matches. */
const NAMES: Partial<Facts> = {
  sources: [RESULTS, CUPS].map((slug) => ({
    slug,
    title: slug,
    kind: 'DATASET',
    publisher: null,
    publishedOn: null,
    url: null,
    license: null,
    attribution: null,
  })),
  teams: ['spain', 'argentina'].map((slug) => ({
    ...by(RESULTS, slug),
    slug,
    name: slug,
    category: 'MEN',
    formerNames: [],
  })),
  tournaments: [
    { ...by(RESULTS, 'cup'), slug: 'cup', name: 'Cup', category: 'MEN' },
    { ...by(RESULTS, 'cup-women'), slug: 'cup-women', name: 'Cup', category: 'WOMEN' },
  ],
};

const edition = (year: number, days: readonly [string, string] | null): EditionFact => ({
  ...by(CUPS, `cup/${year}`),
  tournament: 'cup',
  year,
  hosts: [],
  winner: null,
  runnerUp: null,
  startDate: days?.[0] ?? null,
  endDate: days?.[1] ?? null,
});

const on = (date: string, tournament = 'cup') =>
  matchFact({ date, home: 'spain', away: 'argentina', homeScore: 1, awayScore: 0, tournament });

const SUMMER = edition(2026, ['2026-06-11', '2026-07-19']);

for (const kind of DATABASES) {
  describe(kind, () => {
    let database: Database;
    beforeEach(async () => {
      database = await emptyDatabase(kind, { writable: true });
      await write(NAMES);
    });
    afterEach(() => database.close());

    const write = (facts: Partial<Facts>) =>
      writeFacts(database, RESULTS, { ...EMPTY_FACTS, ...facts });

    /** The edition of each match, oldest first. */
    const years = () =>
      database.write(async ({ prisma: rows }) => {
        const matches = await rows.match.findMany({
          orderBy: { date: 'asc' },
          select: { edition: { select: { year: true } } },
        });
        return matches.map((match) => match.edition?.year ?? null);
      });

    const summer = ['2026-06-10', '2026-06-11', '2026-07-19', '2026-07-20'].map((day) => on(day));

    it('a match within the days of an edition belongs to it, both ends included', async () => {
      await write({ editions: [SUMMER], matches: summer });
      expect(await years()).toEqual([null, 2026, 2026, null]);
    });

    it('it does so whichever comes first', async () => {
      await write({ matches: summer });
      const { placed, version } = await write({ editions: [SUMMER] });
      expect(placed).toBe(2);
      expect(await database.version()).toBe(version);
      expect(await years()).toEqual([null, 2026, 2026, null]);
    });

    it('importing twice writes nothing and keeps the version', async () => {
      const first = await write({ editions: [SUMMER], matches: summer });
      const second = await write({ editions: [SUMMER], matches: summer });
      const { written, placed, version } = second;
      expect({ written, placed, version }).toEqual({
        written: 0,
        placed: 0,
        version: first.version,
      });
    });

    it('a match of another tournament does not belong to it', async () => {
      await write({ editions: [SUMMER], matches: [on('2026-07-01', 'cup-women')] });
      expect(await years()).toEqual([null]);
    });

    it('an edition without days gets no match', async () => {
      await write({ editions: [edition(2026, null)], matches: summer });
      expect(await years()).toEqual([null, null, null, null]);
    });

    it('a day in two editions places no match', async () => {
      const other = edition(2027, ['2026-07-19', '2026-07-30']);
      await write({ editions: [SUMMER, other], matches: summer });
      expect(await years()).toEqual([null, 2026, null, 2027]);
    });

    it('a match whose edition only days told leaves it with them', async () => {
      await write({ editions: [SUMMER], matches: summer });
      await write({ editions: [edition(2026, ['2026-06-10', '2026-07-18'])] });
      expect(await years()).toEqual([2026, 2026, null, null]);
    });

    it('an edition that a source states stands above the days', async () => {
      const told = { ...on('2026-06-10'), edition: 2026, citedBy: [by(CUPS, 'first match')] };
      await write({ editions: [SUMMER], matches: [told] });
      await write({ matches: summer });
      expect(await years()).toEqual([2026, 2026, 2026, null]);
    });
  });
}

// On SQLite alone: on both it would take as long as all other tests.
describe.skipIf(isAbsent(RESULTS))('the results dataset with the seed', () => {
  const ASKED = `{
    team(slug: "spain") { record(filter: { tournament: "fifa-world-cup", edition: 2026 }) { played } }
    tournament(slug: "fifa-world-cup") { edition(year: 2026) { matches { totalCount } } }
  }`;
  const TOLD = {
    team: { record: { played: 8 } },
    tournament: { edition: { matches: { totalCount: 104 } } },
  };
  const answerOf = async (url: string) => {
    const record = createTestServer(openDatabase(url));
    const answer = await record.ask(ASKED);
    await record.close();
    return answer;
  };
  const seed = async (url: string) => {
    const db = openDatabase(url, { writable: true });
    const report = await writeFacts(db, 'scoresheet-seed', readSeed(SEED));
    await db.close();
    return report;
  };

  it('the edition of 2026 has 104 matches, of which Spain played 8', async () => {
    const { url, drop } = await wholeRecord('sqlite');
    const { version } = await seed(url);
    expect(await answerOf(url)).toEqual(TOLD);
    expect(await seed(url)).toMatchObject({ written: 0, placed: 0, version });
    await drop();
  });

  it('the edition of 2026 has them too where the seed comes first', async () => {
    const { url, drop } = await migratedDatabase('sqlite');
    await seed(url);
    const db = openDatabase(url, { writable: true });
    const { folder, remove } = resultsOf((line) => line.includes(',FIFA World Cup,'));
    await runImport(db, { dataset: RESULTS, from: folder }, () => {});
    const lines: string[] = [];
    await runImport(db, { dataset: RESULTS, from: folder, full: true }, (line) => lines.push(line));
    await db.close();
    remove();
    expect(lines).toContain('Nothing is new.');
    expect(await answerOf(url)).toEqual(TOLD);
    await drop();
  });
});
