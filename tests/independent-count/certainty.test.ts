/**
 * When a ranking is certain: asked of many tiny cups, in which a goal of nobody more or less decides. Random questions about
 * longer records seldom come so close. Of none of the cups the files show that no match is missing: that is said as a second
 * source would say it.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.js';
import type { Invented } from '../importers/results-folder.js';
import { DATABASES } from '../support/databases.js';
import { createTestServer, type TestServer } from '../support/test-server.js';
import { shownIn } from './holdings.js';
import { boardOf } from './leaderboards.js';
import { type LeagueRecord, leagueRecord } from './league-record.js';
import { moved, SEED } from './questions.js';
import type { Results } from './results.js';
import { type Days, FIRST, lastDayOf } from './scope.js';

const TEAMS = ['Atlantis', 'Lemuria', 'Mu'];
const SIZES = [1, 2, 3, 100];

/** The matches of a cup: who plays, and for each goal which side gains it and who scores, null for nobody. */
const cup = fc.array(
  fc.record({
    sides: fc.shuffledSubarray(TEAMS, { minLength: 2, maxLength: 2 }),
    goals: fc.array(
      fc.record({
        side: fc.nat(1),
        scorer: fc.option(fc.constantFrom('Ana', 'Ben'), { freq: 7 }),
      }),
      { maxLength: 6 },
    ),
  }),
  { minLength: 1, maxLength: 3 },
);

/** Eighty cups, a match a day. */
function cupsOf(seed: number): Invented {
  const files: Invented = { results: [], goalscorers: [], shootouts: [], former_names: [] };
  for (const [number, matches] of fc.sample(cup, { seed, numRuns: 80 }).entries()) {
    for (const { sides, goals } of matches) {
      const meeting = [moved('1872-11-30', files.results.length), ...sides].join();
      const score = [0, 1].map((side) => goals.filter((goal) => goal.side === side).length);
      files.results.push([meeting, ...score, `Cup ${number}`, 'City', 'Country', 'TRUE'].join());
      for (const { side, scorer } of goals) {
        const team = sides[side] ?? '';
        const name = scorer === null ? 'NA' : `${scorer} of ${team}`;
        files.goalscorers.push([meeting, team, name, 'NA', 'FALSE', 'FALSE'].join());
      }
    }
  }
  return files;
}

const RANKING = `query($filter: ScorerFilter!, $first: Int!) {
  topScorers(filter: $filter, first: $first) { rankingIsCertain entries { rank } }
}`;

/** Says that none of the matches is missing that the record lists. */
const holdAll = ({ change }: LeagueRecord) =>
  change((db) =>
    db.write(({ prisma: rows }) => rows.holding.updateMany({ data: { completeness: 'COMPLETE' } })),
  );

/** Says the same of the days of two ranges, and of no other. */
const holdApart = ({ change }: LeagueRecord, ...ranges: readonly [Days, Days]) =>
  change((db) =>
    db.write(async ({ prisma: rows }) => {
      const some = await rows.holding.findFirstOrThrow();
      await rows.holding.deleteMany();
      for (const [place, range] of ranges.entries()) {
        const data = { ...some, ...range, id: place + 1, sourceKey: `range ${place}` };
        await rows.holding.create({ data: { ...data, completeness: 'COMPLETE' } });
      }
    }),
  );

describe.each(DATABASES)(`%s: cups of seed ${SEED}`, (kind) => {
  let database: LeagueRecord;
  let record: TestServer;
  let results: Results;
  beforeAll(async () => {
    database = await leagueRecord(kind);
    results = await database.bring(cupsOf(SEED));
  });
  afterAll(async () => {
    await record.close();
    await database.drop();
  });

  describe('as the dataset lists their matches', () => {
    beforeAll(() => {
      record = createTestServer(openDatabase(database.url));
    });

    it.each(SIZES)('Leaderboard.rankingIsCertain of the first %i is false', async (first) => {
      for (const tournament of results.tournaments.keys()) {
        const { topScorers } = await record.ask(RANKING, { filter: { tournament }, first });
        expect([tournament, topScorers.rankingIsCertain]).toEqual([tournament, false]);
        expect(boardOf(results, { tournament }, null, first).isCertain).toBe(false);
      }
    });
  });

  describe('where none is missing', () => {
    beforeAll(async () => {
      await record.close();
      await holdAll(database);
      record = createTestServer(openDatabase(database.url));
      results.shown = await shownIn(record);
    });

    it.each(SIZES)(
      'Leaderboard.rankingIsCertain of the first %i exactly where no goal without a scorer could change them',
      async (first) => {
        const answers = { true: 0, false: 0 };
        for (const tournament of results.tournaments.keys()) {
          const { topScorers } = await record.ask(RANKING, { filter: { tournament }, first });
          const { rows, isCertain } = boardOf(results, { tournament }, null, first);
          expect([tournament, topScorers.rankingIsCertain]).toEqual([tournament, isCertain]);
          expect(topScorers.entries).toHaveLength(rows.length);
          answers[`${isCertain}`] += 1;
        }
        // Either answer is given often, or the cups would say little.
        expect(Math.min(answers.true, answers.false)).toBeGreaterThan(10);
      },
    );
  });

  describe.each([
    { days: 'follow each other', gap: 1, certain: true },
    { days: 'leave a day out', gap: 2, certain: false },
  ])('where none is missing in two ranges of days that $days', ({ gap, certain }) => {
    beforeAll(async () => {
      await record.close();
      const middle = results.matches[Math.floor(results.matches.length / 2)]?.date ?? '';
      const early = { from: FIRST, to: middle };
      const late = { from: moved(middle, gap), to: lastDayOf(results) };
      await holdApart(database, late, early);
      record = createTestServer(openDatabase(database.url));
      results.shown = await shownIn(record);
    });

    it(`Leaderboard.rankingIsCertain is ${certain ? 'true for some cups' : 'false for all'}`, async () => {
      let found = 0;
      for (const tournament of results.tournaments.keys()) {
        const { topScorers } = await record.ask(RANKING, { filter: { tournament }, first: 3 });
        const { isCertain } = boardOf(results, { tournament }, null, 3);
        expect([tournament, topScorers.rankingIsCertain]).toEqual([tournament, isCertain]);
        if (isCertain) found += 1;
      }
      expect(found > 10).toBe(certain);
    });
  });
});
