/**
 * Cases of scorers in which a count goes wrong easily, with the numbers that the rows of the results dataset give; skipped
 * where the dataset is absent.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASES } from '../support/databases.js';
import type { TestServer } from '../support/test-server.js';
import { isAbsent, wholeRecordServer } from '../support/whole-record.js';

interface Entry {
  player: { slug: string };
}

describe.skipIf(isAbsent('international-results'))('the whole record', () => {
  describe.each(DATABASES)('%s', (kind) => {
    let record: TestServer;
    beforeAll(async () => {
      record = await wholeRecordServer(kind);
    });
    afterAll(() => record.close());

    it('Lewandowski scored twice in one minute, and both goals count', async () => {
      const { match, player } = await record.ask(`{
        match(slug: "2015-06-13-poland-georgia") {
          score { home } scorersComplete goals { minute scorer { slug } scoreAfter { home } }
        }
        player(slug: "robert-lewandowski") { career {
          hatTricks { match { slug } goals }
        } }
      }`);
      const lewandowski = { slug: 'robert-lewandowski' };
      expect(match).toEqual({
        score: { home: 4 },
        scorersComplete: true,
        goals: [
          { minute: 62, scorer: { slug: 'arkadiusz-milik' }, scoreAfter: { home: 1 } },
          { minute: 89, scorer: lewandowski, scoreAfter: { home: 2 } },
          { minute: 90, scorer: lewandowski, scoreAfter: { home: 3 } },
          { minute: 90, scorer: lewandowski, scoreAfter: { home: 4 } },
        ],
      });
      expect(player.career.hatTricks).toContainEqual({
        match: { slug: '2015-06-13-poland-georgia' },
        goals: 3,
      });
    });

    it('A ranking takes in everyone tied with its last row, and counts them all before the next', async () => {
      const top = async (year: number, first: number) => {
        const query = `query($filter: ScorerFilter, $first: Int!) {
          topScorers(filter: $filter, first: $first) {
            rankingIsCertain entries { rank player { slug } goals { recorded } }
          }
        }`;
        const [from, to] = [`${year}-01-01`, `${year}-12-31`];
        const filter = { tournament: 'fifa-world-cup', from, to };
        return (await record.ask(query, { filter, first })).topScorers;
      };
      const { entries, rankingIsCertain } = await top(2010, 1);
      expect(rankingIsCertain).toBe(true);
      expect(entries.map(({ player }: Entry) => player.slug)).toEqual([
        'david-villa',
        'diego-forlan',
        'thomas-muller',
        'wesley-sneijder',
      ]);
      const ranks = (await top(2010, 5)).entries.map(({ rank }: { rank: number }) => rank);
      expect(ranks).toEqual([1, 1, 1, 1, 5, 5, 5]);
      expect((await top(1962, 2)).entries).toHaveLength(6);
    });

    it('A ranking is certain for one World Cup, and for no friendlies', async () => {
      const query = `query($filter: ScorerFilter) {
        topScorers(filter: $filter) { rankingIsCertain coverage { completeness } }
      }`;
      const days = { from: '2010-06-11', to: '2010-07-11' };
      const ask = async (filter: object) => (await record.ask(query, { filter })).topScorers;
      expect(await ask({ tournament: 'fifa-world-cup', ...days })).toEqual({
        rankingIsCertain: true,
        coverage: { completeness: 'COMPLETE' },
      });
      expect((await ask({ tournament: 'fifa-world-cup' })).rankingIsCertain).toBe(false);
      expect((await ask({ category: 'MEN', ...days })).rankingIsCertain).toBe(false);
    });

    it('Kane has one recorded goal for England in the spring of 2015, and may have two', async () => {
      const query = `query($filter: ScorerFilter, $asOf: Date) {
        topScorers(filter: $filter, asOf: $asOf, first: 100) {
          entries { player { slug } goals { recorded upperBound value basis completeness } }
        }
      }`;
      const kane = async (days: object, asOf: string | null) => {
        const filter = { team: 'england', ...days };
        const { entries } = (await record.ask(query, { filter, asOf })).topScorers;
        return entries.find(({ player }: Entry) => player.slug === 'harry-kane').goals;
      };
      // England's goal of 2015-03-31 has no scorer on record.
      const may = { recorded: 1, upperBound: 2, value: null, basis: 'UNKNOWN' };
      const spring = { from: '2015-01-01', to: '2015-04-30' };
      expect(await kane(spring, null)).toMatchObject(may);
      expect(await kane({ from: '2015-01-01' }, '2015-04-30')).toMatchObject(may);
      expect(await kane({ from: '2015-01-01', to: '2015-03-30' }, null)).toEqual({
        recorded: 1,
        upperBound: 1,
        value: 1,
        basis: 'COUNTED',
        completeness: 'LISTED',
      });
      // What was played after the last match of all nobody knows.
      expect(await kane({ from: '2015-01-01' }, '2026-07-20')).toEqual({
        recorded: 75,
        upperBound: null,
        value: null,
        basis: 'UNKNOWN',
        completeness: 'PARTIAL',
      });
    });

    it.each([
      ['2015-04-30', { recorded: 1, lowerBound: 1, upperBound: 263, completeness: 'PARTIAL' }],
      ['2022-12-11', { recorded: 47, lowerBound: 47, upperBound: 347, completeness: 'PARTIAL' }],
      [null, { recorded: 75, lowerBound: 75, upperBound: 393, completeness: 'PARTIAL' }],
      ['2026-07-20', { recorded: 75, lowerBound: 75, upperBound: null, completeness: 'PARTIAL' }],
      // 42 years before the last day on which the record knows him.
      ['1984-07-04', { recorded: 0, lowerBound: 0, upperBound: 0, completeness: 'NONE' }],
    ])('Kane as of %s has %j', async (asOf, goals) => {
      const query = `query($asOf: Date) { player(slug: "harry-kane") { career(asOf: $asOf) {
        goals { recorded lowerBound upperBound completeness }
      } } }`;
      expect(await record.ask(query, { asOf })).toEqual({ player: { career: { goals } } });
    });

    it('Adama Traoré of 1972 and of 2021 are one row, and leave open every goal of Mali', async () => {
      const query = `{ player(slug: "adama-traore") { career { team { slug }
        goals { recorded value upperBound completeness }
      } } }`;
      const goals = { recorded: 5, value: null, upperBound: 599, completeness: 'PARTIAL' };
      expect((await record.ask(query)).player).toEqual({
        career: { team: { slug: 'mali' }, goals },
      });
    });
  });
});
