/** A day of the calendar over the years: its matches and births. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FURTHER, matchFact, seededWith } from '../record/further.js';
import { matches } from '../record/seed.js';
import { DATABASES } from '../support/databases.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

const ON_THIS_DAY = `query($month: Int!, $day: Int!, $filter: MatchFilter) {
  onThisDay(month: $month, day: $day) {
    month day
    matches(filter: $filter, first: 100) { totalCount nodes { slug } }
    births(first: 100) { totalCount nodes { slug birthDate } }
  }
}`;

/** A leap day, the last day of the record, and a day before all of its matches. */
const LEAP = matchFact({
  date: '2032-02-29',
  home: 'wales',
  away: 'england',
  homeScore: null,
  awayScore: null,
  tournament: 'friendly',
});
const BORN = [
  { name: 'Harry Kane', team: 'england', birthDate: '1993-07-28' },
  { name: 'Wayne Rooney', team: 'england', birthDate: '1836-02-29' },
].map(({ name, ...born }) => ({ source: 'scoresheet-seed', key: name, name, ...born }));

for (const kind of DATABASES) {
  describe(kind, () => {
    let record: TestServer;
    beforeAll(async () => {
      const facts = { ...FURTHER, matches: [...(FURTHER.matches ?? []), LEAP], players: BORN };
      record = createTestServer(await seededWith(kind, facts));
    });
    afterAll(() => record.close());

    const on = async (month: number, day: number, filter = {}) =>
      (await record.ask(ON_THIS_DAY, { month, day, filter })).onThisDay;

    it('Query.onThisDay has the matches of that day in every year, oldest first', async () => {
      const days = new Set(matches.map(({ date }) => date.slice(5)));
      for (const calendarDay of days) {
        const [month = 0, day = 0] = calendarDay.split('-').map(Number);
        const expected = matches.filter(({ date }) => date.endsWith(`-${calendarDay}`));
        expect(await on(month, day)).toMatchObject({
          month,
          day,
          matches: {
            totalCount: expected.length,
            nodes: expected.map(({ slug }) => ({ slug })),
          },
        });
      }
    });

    it('OnThisDay.births has the players born on that day in any year', async () => {
      const { births } = await on(7, 28);
      expect(births).toEqual({
        totalCount: 1,
        nodes: [{ slug: 'harry-kane', birthDate: '1993-07-28' }],
      });
    });

    it('Query.onThisDay finds 29 February, the first birth and the last match, though it is not played', async () => {
      expect(await on(2, 29)).toMatchObject({
        matches: { nodes: [{ slug: '2032-02-29-wales-england' }] },
        births: { nodes: [{ slug: 'wayne-rooney', birthDate: '1836-02-29' }] },
      });
    });

    it('OnThisDay.matches takes the filter and the order of any list of matches', async () => {
      const filter = { team: 'england', outcome: 'LOST' };
      expect((await on(12, 10, filter)).matches.nodes).toEqual([
        { slug: '2022-12-10-england-france' },
      ]);
      expect((await on(12, 10, { team: 'wales' })).matches.totalCount).toBe(0);
      const { onThisDay } = await record.ask(`{ onThisDay(month: 1, day: 3) {
        matches(filter: { category: WOMEN }, orderBy: DATE_DESC) { nodes { slug } }
      } }`);
      expect(onThisDay.matches.nodes).toEqual([{ slug: '2030-01-03-england-women-france-women' }]);
    });

    it.each([
      [2, 30],
      [4, 31],
      [0, 1],
      [13, 1],
      [1, 0],
      [1, -1],
      [1, 32],
      [123, 4],
    ])('Query.onThisDay refuses month %i, day %i, and quotes them', async (month, day) => {
      const error = await record.refuse(ON_THIS_DAY, { month, day });
      expect(error.extensions?.code).toBe('BAD_USER_INPUT');
      expect(error.message).toContain(`got month: ${month}, day: ${day}`);
    });
  });
}
