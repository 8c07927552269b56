/** Goals: what each filter lets through, against the documents of the seed, and what a row says. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FURTHER, seededWith } from '../record/further.js';
import { type Goal, goals, opponentOf } from '../record/seed.js';
import { DATABASES } from '../support/databases.js';
import { seededDatabase } from '../support/record.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

const distinct = (of: (goal: Goal) => string | number | null) =>
  [...new Set(goals.map(of))].filter((value) => value !== null);

/** Each field of the filter: values to try, and what it means for the goals of the seed. */
const FIELDS: Record<string, [values: unknown[], means: (goal: Goal, value: never) => boolean]> = {
  category: [['MEN', 'WOMEN'], (_, value) => value === 'MEN'],
  scorer: [[...distinct(({ scorer }) => scorer), 'nobody'], (goal, value) => goal.scorer === value],
  team: [[...distinct(({ team }) => team), 'atlantis'], (goal, value) => goal.team === value],
  opponent: [
    [...distinct(({ match, team }) => opponentOf(team, match)), 'atlantis'],
    (goal, value) => opponentOf(goal.team, goal.match) === value,
  ],
  match: [
    [...distinct(({ match }) => match.slug), '2022-11-25-england-united-states'],
    (goal, value) => goal.match.slug === value,
  ],
  tournament: [
    [...distinct(({ match }) => match.tournament), 'tiddlywinks'],
    (goal, value) => goal.match.tournament === value,
  ],
  edition: [
    [...distinct(({ match }) => match.edition), 1930],
    (goal, value) => goal.match.edition === value,
  ],
  from: [
    ['1872-11-30', '2022-12-10', '2022-12-11', '2099-12-31'],
    (goal, value) => goal.match.date >= String(value),
  ],
  to: [
    ['1872-11-30', '2022-12-10', '2022-12-09', '2099-12-31'],
    (goal, value) => goal.match.date <= String(value),
  ],
  penalty: [[true, false], (goal, value) => goal.penalty === value],
  ownGoal: [[true, false], (goal, value) => goal.ownGoal === value],
  minuteFrom: [[1, 45, 46, 90, 91, 122], (goal, value) => goal.minute >= value],
  minuteTo: [[0, 1, 45, 46, 90, 120], (goal, value) => goal.minute <= value],
};

const LIST = `query($filter: GoalFilter) {
  goals(filter: $filter, first: 100) {
    totalCount
    nodes { match { slug } minute scorer { slug } team { slug } }
  }
}`;

for (const kind of DATABASES) {
  describe(kind, () => {
    let record: TestServer;
    beforeAll(async () => {
      record = createTestServer(await seededDatabase(kind));
    });
    afterAll(() => record.close());

    async function expectThrough(filter: Record<string, unknown>) {
      const expected = goals.filter((goal) =>
        Object.entries(filter).every(([field, value]) => FIELDS[field]?.[1](goal, value as never)),
      );
      const answer = (await record.ask(LIST, { filter })).goals;
      expect(answer.totalCount, JSON.stringify(filter)).toBe(expected.length);
      expect(answer.nodes, JSON.stringify(filter)).toEqual(
        expected.slice(0, 100).map(({ match, minute, scorer, team }) => ({
          match: { slug: match.slug },
          minute,
          scorer: { slug: scorer },
          team: { slug: team },
        })),
      );
    }

    it.each(Object.entries(FIELDS))(
      'GoalFilter.%s lets through what it means, for every value',
      async (field, [values]) => {
        for (const value of values) await expectThrough({ [field]: value });
      },
    );

    it.each([
      { scorer: 'harry-kane', penalty: true, tournament: 'fifa-world-cup' },
      { scorer: 'harry-kane', from: '2022-12-11', to: '2023-06-15', ownGoal: false },
      { team: 'england', opponent: 'croatia' },
      { team: 'england', ownGoal: true, minuteFrom: 20, minuteTo: 80 },
      { scorer: 'jordan-henderson', ownGoal: true },
      { edition: 2022, penalty: true },
      { team: 'england', opponent: 'england' },
      {},
    ])('GoalFilter lets through what all its fields together mean: %j', expectThrough);

    it('Goal.team is the side that gains an own goal, and Goal.scorer the man who put it in', async () => {
      const { match } = await record.ask(`{
        match(slug: "2014-11-15-england-slovenia") {
          goals { ownGoal team { slug } scorer { name teams { slug } } scoreAfter { home away } }
        }
      }`);
      expect(match.goals[0]).toEqual({
        ownGoal: true,
        team: { slug: 'slovenia' },
        scorer: { name: 'Jordan Henderson', teams: [{ slug: 'england' }] },
        scoreAfter: { home: 0, away: 1 },
      });
    });

    it('Goal.label has the stoppage time that a further source gives', async () => {
      const { match } = await record.ask(
        '{ match(slug: "2022-11-21-england-iran") { goals { minute stoppage label } } }',
      );
      expect(match.goals[2]).toEqual({ minute: 45, stoppage: 1, label: "45+1'" });
      expect(match.goals[6]).toEqual({ minute: 90, stoppage: null, label: "90'" });
      expect(match.goals[7]).toEqual({ minute: 90, stoppage: 13, label: "90+13'" });
    });

    it('Goal.scoreAfter of the last goal is the score of the match, but where both sides scored in its minute and no stoppage time tells who did so first', async () => {
      const slugs = [...new Set(goals.map(({ match }) => match.slug))];
      const query = `query($slug: String!) { match(slug: $slug) {
        score { home away } goals { minute stoppage team { slug } scoreAfter { home away } } } }`;
      for (const slug of slugs) {
        const { match } = await record.ask(query, { slug });
        const last = match.goals.at(-1);
        const others = match.goals
          .slice(0, -1)
          .filter(({ minute }: typeof last) => minute === last.minute);
        const isOfOneSide = others.every(({ team }: typeof last) => team.slug === last.team.slug);
        const isApart = others.every(
          ({ stoppage }: typeof last) =>
            stoppage !== null && last.stoppage !== null && stoppage !== last.stoppage,
        );
        expect(last.scoreAfter, slug).toEqual(isOfOneSide || isApart ? match.score : null);
      }
    });

    it('Goal.match leads back to the match, and from there to its goals', async () => {
      const { goals: found } = await record.ask(`{
        goals(filter: { match: "2022-12-10-morocco-portugal" }) {
          nodes { match { slug goals { match { slug } } } }
        }
      }`);
      const slug = '2022-12-10-morocco-portugal';
      expect(found.nodes).toEqual([{ match: { slug, goals: [{ match: { slug } }] } }]);
    });
  });

  describe(`${kind}: beyond the seed`, () => {
    let record: TestServer;
    beforeAll(async () => {
      record = createTestServer(await seededWith(kind, FURTHER));
    });
    afterAll(() => record.close());

    it('GoalFilter.minuteFrom and minuteTo leave out goals without a minute', async () => {
      const count = async (filter: object) => (await record.ask(LIST, { filter })).goals.totalCount;
      const match = '2030-01-03-england-women-france-women';
      expect(await count({ match })).toBe(1);
      expect(await count({ match, minuteFrom: 0 })).toBe(0);
      expect(await count({ match, minuteTo: 130 })).toBe(0);
    });

    it("GoalFilter.category tells women's goals from men's", async () => {
      const { goals: women } = await record.ask(LIST, { filter: { category: 'WOMEN' } });
      expect(women.nodes).toEqual([
        {
          match: { slug: '2030-01-03-england-women-france-women' },
          minute: null,
          scorer: { slug: 'lauren-james' },
          team: { slug: 'england-women' },
        },
      ]);
    });
  });
}
