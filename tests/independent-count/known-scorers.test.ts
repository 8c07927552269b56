/**
 * Cases of scorers in which a count goes wrong easily, with the numbers that the rows of the results dataset give; skipped
 * where the dataset is absent.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Asking } from '../support/ask.js';
import { DATABASES } from '../support/databases.js';
import { askingWholeRecord, isAbsent, PATIENCE } from '../support/whole-record.js';

interface Entry {
  player: { slug: string };
}

describe.skipIf(isAbsent('international-results'))('the whole record', () => {
  describe.each(DATABASES)('%s', (kind) => {
    let record: Asking;
    beforeAll(async () => {
      record = await askingWholeRecord(kind);
    }, PATIENCE);
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

    it('Kane has one recorded goal by 2015-04-30, and may have two, since he scored again later', async () => {
      const query = `query($filter: ScorerFilter, $asOf: Date) {
        topScorers(filter: $filter, asOf: $asOf, first: 100) {
          entries { player { slug } goals { recorded upperBound value } }
        }
      }`;
      const kane = async (day: object, asOf: string | null) => {
        const filter = { team: 'england', from: '2015-01-01', ...day };
        const { entries } = (await record.ask(query, { filter, asOf })).topScorers;
        return entries.find(({ player }: Entry) => player.slug === 'harry-kane').goals;
      };
      // England's goal of 2015-03-31 has no scorer on record.
      expect(await kane({ to: '2015-04-30' }, null)).toEqual({
        recorded: 1,
        upperBound: 2,
        value: null,
      });
      // As of that day nobody knows that he will play again.
      expect(await kane({}, '2015-04-30')).toMatchObject({ recorded: 1, upperBound: 1 });
    });
  });
});
