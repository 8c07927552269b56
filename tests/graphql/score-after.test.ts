/** The score after a goal, held against every order that minutes and stoppage times leave open. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/types.js';
import type { MatchFact } from '../../src/importers/facts.js';
import { add, matchFact, seededWith } from '../record/further.js';
import { DATABASES } from '../support/databases.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

interface Scored {
  side: 'home' | 'away';
  minute: number | null;
  stoppage: number | null;
}

interface Score {
  home: number;
  away: number;
}

const QUERY = `query($slug: String!) {
  match(slug: $slug) { goals { scoreAfter { home away } } }
}`;

const sides = { home: 'england', away: 'france' };

/** A match of a day of its own; `unlisted` goals of the home side have no row. */
function matchWith(day: number, goals: readonly Scored[], unlisted = 0): MatchFact {
  const scored = ({ home, away }: Score) => ({ homeScore: home + unlisted, awayScore: away });
  const date = new Date(Date.parse('1880-01-01') + day * 86_400_000).toISOString().slice(0, 10);
  const fact = matchFact(
    { date, ...sides, ...scored(scoreOf(goals)), tournament: 'fifa-world-cup' },
    goals.map(({ side }) => ({ name: 'Somebody', team: sides[side] })),
  );
  return {
    ...fact,
    goals: fact.goals.map((goal, place) => {
      const { minute = null, stoppage = null } = goals[place] ?? {};
      return { ...goal, minute, stoppage };
    }),
  };
}

const scoreOf = (goals: readonly Scored[]): Score => ({
  home: goals.filter(({ side }) => side === 'home').length,
  away: goals.filter(({ side }) => side === 'away').length,
});

/** Every order of the goals that their minutes and stoppage times allow. */
function ordersOf(goals: readonly Scored[]): Scored[][] {
  if (goals.length === 0) return [[]];
  return goals.flatMap((first) => {
    const rest = goals.filter((goal) => goal !== first);
    return rest.some((goal) => isBefore(goal, first))
      ? []
      : ordersOf(rest).map((order) => [first, ...order]);
  });
}

function isBefore(one: Scored, other: Scored): boolean {
  if (one.minute !== other.minute) return Number(one.minute) < Number(other.minute);
  return one.stoppage !== null && other.stoppage !== null && one.stoppage < other.stoppage;
}

/** The scores after a goal in all these orders, each once. */
function scoresAfter(goal: Scored, orders: readonly Scored[][]): string[] {
  const scores = orders.map((order) => scoreOf(order.slice(0, order.indexOf(goal) + 1)));
  return [...new Set(scores.map((score) => JSON.stringify(score)))];
}

const at = fc.constantFrom<[number, number | null]>(
  ...(
    [
      [12, null],
      [45, null],
      [45, 1],
      [45, 2],
      [45, 3],
      [90, null],
      [90, 2],
    ] as const
  ).map(([minute, stoppage]): [number, number | null] => [minute, stoppage]),
);
const someGoal: fc.Arbitrary<Scored> = fc
  .tuple(fc.constantFrom('home' as const, 'away' as const), at)
  .map(([side, [minute, stoppage]]) => ({ side, minute, stoppage }));

/** In the short form of `home 45+2`. */
const goalsOf = (...texts: string[]): Scored[] =>
  texts.map((text) => {
    const [, side, minute, stoppage] = /^(home|away) (\d+|-)(?:\+(\d+))?$/.exec(text) ?? [];
    return {
      side: side === 'home' ? 'home' : 'away',
      minute: minute === '-' ? null : Number(minute),
      stoppage: stoppage === undefined ? null : Number(stoppage),
    };
  });

for (const kind of DATABASES) {
  describe(kind, () => {
    let database: Database;
    let record: TestServer;
    let day = 0;
    beforeAll(async () => {
      database = await seededWith(kind, {});
      record = createTestServer(database);
    });
    afterAll(() => record.close());

    /** Imports matches and answers the scores after their goals. */
    async function told(matches: readonly Scored[][], unlisted = 0): Promise<(Score | null)[][]> {
      const facts = matches.map((goals) => matchWith(++day, goals, unlisted));
      await add(database, { matches: facts });
      const answers: (Score | null)[][] = [];
      for (const { slug } of facts) {
        const { match } = await record.ask(QUERY, { slug });
        answers.push(match.goals.map(({ scoreAfter }: { scoreAfter: Score | null }) => scoreAfter));
      }
      return answers;
    }

    const inShort = async (...texts: string[]) =>
      (await told([goalsOf(...texts)]))[0]?.map((score) => score && `${score.home}-${score.away}`);

    it('Goal.scoreAfter is null in a minute in which both sides scored, and certain again after it', async () => {
      expect(await inShort('home 3', 'home 50', 'away 50', 'away 51')).toEqual([
        '1-0',
        null,
        null,
        '2-2',
      ]);
    });

    it('Goal.scoreAfter is certain in such a minute where stoppage time orders all its goals', async () => {
      expect(await inShort('home 90+3', 'away 90+1')).toEqual(['1-1', '0-1']);
    });

    it('Goal.scoreAfter is null where a goal of the last minute of a half lacks its stoppage time', async () => {
      expect(await inShort('home 45', 'away 45+2', 'away 46')).toEqual([null, null, '1-2']);
      expect(await inShort('home 45+1', 'away 45+1')).toEqual([null, null]);
      expect(await inShort('home 45+1', 'home 45+1', 'away 45+3')).toEqual([null, null, '2-1']);
    });

    it('Goal.scoreAfter follows the source where one side scored all goals of a minute', async () => {
      expect(await inShort('away 8', 'home 20', 'home 20')).toEqual(['0-1', '1-1', '2-1']);
    });

    it('Goal.scoreAfter goes by the minutes where a source lists the goals otherwise', async () => {
      expect(await inShort('home 80', 'away 8')).toEqual(['1-1', '0-1']);
    });

    it('Goal.scoreAfter is null in a match that lacks goals or minutes', async () => {
      expect(await inShort('home 3', 'home -')).toEqual([null, null]);
      expect(await told([goalsOf('home 3', 'away 4')], 1)).toEqual([[null, null]]);
    });

    it('Goal.scoreAfter is what every order says that minutes and stoppage times allow', async () => {
      const matches = fc.array(fc.array(someGoal, { maxLength: 6 }), { maxLength: 20 });
      await fc.assert(
        fc.asyncProperty(matches, async (all) => {
          const answers = await told(all);
          for (const [place, goals] of all.entries()) check(goals, answers[place] ?? []);
        }),
        { numRuns: 10 },
      );
    });
  });
}

/** Where both sides scored in a minute, a score is told just where all orders agree; elsewhere the scores are certain. */
function check(goals: readonly Scored[], answers: readonly (Score | null)[]): void {
  const orders = ordersOf(goals);
  const isOfBoth = ({ minute }: Scored) =>
    new Set(goals.filter((goal) => goal.minute === minute).map(({ side }) => side)).size > 1;
  for (const [place, goal] of goals.entries()) {
    const scores = scoresAfter(goal, orders);
    if (isOfBoth(goal)) {
      const [score = 'null'] = scores;
      expect(answers[place]).toEqual(scores.length === 1 ? JSON.parse(score) : null);
    } else {
      expect(scores).toContain(JSON.stringify(answers[place]));
    }
  }
  const [order = []] = orders;
  const ofOne = order.filter((goal) => !isOfBoth(goal));
  const sequence = ofOne.map((goal) => scoreOf(order.slice(0, order.indexOf(goal) + 1)));
  const found = goals.flatMap((goal, place) => (isOfBoth(goal) ? [] : [answers[place]]));
  expect(found.map((score) => JSON.stringify(score)).sort()).toEqual(
    sequence.map((score) => JSON.stringify(score)).sort(),
  );
}
