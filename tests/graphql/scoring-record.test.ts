/** Who held a team's record of recorded goals, held against a count of the test's own. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/types.js';
import type { Facts } from '../../src/importers/facts.js';
import { add, matchFact } from '../record/further.js';
import { goals as seedGoals } from '../record/seed.js';
import { MATCHES, TEAMS, worldRecord } from '../record/world.js';
import { DATABASES } from '../support/databases.js';
import { seededDatabase } from '../support/record.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

const RECORD = `query($team: String!, $asOf: Date) {
  team(slug: $team) { scoringRecord(asOf: $asOf) { player { slug } goals match { slug date } kind } }
}`;

interface Scored {
  match: string;
  scorer: string;
  /** Goals of one match with the same moment count together. */
  moment: string;
}

/** What each moment did to the record, told from all goals up to it; of a player's in one match the greatest, at the last. */
function recordOf(goals: readonly Scored[]) {
  const count = (some: readonly Scored[], player: string) =>
    some.filter(({ scorer }) => scorer === player).length;
  const players = [...new Set(goals.map(({ scorer }) => scorer))];
  const momentOf = ({ match, moment }: Scored) => `${match}/${moment}`;
  const moments = goals.map(momentOf);
  const feats = goals.flatMap((goal, place) => {
    const before = goals.slice(0, moments.indexOf(momentOf(goal)));
    const until = goals.slice(0, moments.lastIndexOf(momentOf(goal)) + 1);
    const most = (some: readonly Scored[], who: readonly string[]) =>
      Math.max(0, ...who.map((player) => count(some, player)));
    const own = count(until, goal.scorer);
    if (own < most(until, players)) return [];
    const others = players.filter((player) => player !== goal.scorer);
    const isSole = count(before, goal.scorer) > most(before, others);
    const kind = own === most(before, players) ? 'EQUALLED' : isSole ? 'EXTENDED' : 'SET';
    // Of a player's goals of one moment the first stands for all.
    const isFirst = !goals
      .slice(moments.indexOf(momentOf(goal)), place)
      .some(({ scorer }) => scorer === goal.scorer);
    return isFirst ? [{ ...goal, kind, place }] : [];
  });
  const isSame = (one: Scored, other: Scored) =>
    one.match === other.match && one.scorer === other.scorer;
  return feats
    .filter((feat) => !feats.some((other) => isSame(feat, other) && other.place > feat.place))
    .map((last) => {
      const kinds = feats.filter((feat) => isSame(feat, last)).map(({ kind }) => kind);
      const end = goals.map(({ match }) => match).lastIndexOf(last.match);
      return {
        player: last.scorer,
        goals: count(goals.slice(0, end + 1), last.scorer),
        match: last.match,
        kind: ['SET', 'EQUALLED', 'EXTENDED'].find((kind) => kinds.includes(kind)),
      };
    });
}

const flat = ({ player, goals, match, kind }: Record<string, { slug: string }>) => ({
  player: player?.slug,
  goals,
  match: match?.slug,
  kind,
});

/** No goal of the world has a minute, so that every match is one moment. */
const worldGoals = (team: string, asOf: string | null): Scored[] =>
  MATCHES.filter(({ date }) => asOf === null || date <= asOf).flatMap(({ slug, goals }) =>
    goals.flatMap((goal) =>
      goal.team === team && goal.scorer !== null && !goal.ownGoal
        ? [{ match: slug, scorer: goal.scorer, moment: '' }]
        : [],
    ),
  );

/** A match in which stoppage time tells some goals of a minute apart, and not others. */
const RIVALS: Partial<Facts> = {
  teams: [
    {
      source: 'international-results',
      key: 'Lemuria',
      slug: 'lemuria',
      name: 'Lemuria',
      category: 'MEN',
      formerNames: [],
    },
  ],
  matches: [
    rivalry([
      { name: 'One Lemur', minute: 10, stoppage: null },
      { name: 'Two Lemur', minute: 10, stoppage: null },
      { name: 'Last Lemur', minute: 90, stoppage: 1 },
      { name: 'Last Lemur', minute: 90, stoppage: 2 },
    ]),
  ],
};

function rivalry(goals: readonly { name: string; minute: number; stoppage: number | null }[]) {
  const fact = matchFact(
    {
      date: '1872-12-25',
      home: 'lemuria',
      away: 'england',
      homeScore: goals.length,
      awayScore: 0,
      tournament: 'fifa-world-cup',
    },
    goals.map(({ name }) => ({ name, team: 'lemuria' })),
  );
  return {
    ...fact,
    goals: fact.goals.map((goal, place) => {
      const { minute = null, stoppage = null } = goals[place] ?? {};
      return { ...goal, minute, stoppage };
    }),
  };
}

for (const kind of DATABASES) {
  describe(`${kind}, a small world`, () => {
    let record: TestServer;
    const statements: string[] = [];
    beforeAll(async () => {
      const onSelect = (text: string) => statements.push(text);
      record = createTestServer(await worldRecord(kind, { onSelect }));
    });
    afterAll(() => record.close());

    it.each(TEAMS.map(({ slug }) => slug))(
      'Team.scoringRecord of %s is told moment by moment',
      async (team) => {
        for (const asOf of [null, '2000-03-01', '2002-06-01', '1850-01-01']) {
          const { team: answer } = await record.ask(RECORD, { team, asOf });
          expect(answer.scoringRecord.map(flat), `${asOf}`).toEqual(
            recordOf(worldGoals(team, asOf)),
          );
        }
      },
    );

    it('Team.scoringRecord costs as many statements for every team as for one', async () => {
      const cost = async (first: number) => {
        statements.length = 0;
        await record.ask(
          `{ teams(first: ${first}) { nodes { scoringRecord { player { name aliases } match { slug home { name } } goals } } } }`,
        );
        return statements.length;
      };
      const one = await cost(1);
      expect(await cost(100)).toBe(one);
      expect(one).toBeLessThanOrEqual(4);
    });
  });

  describe(`${kind}, the seed`, () => {
    let database: Database;
    let record: TestServer;
    beforeAll(async () => {
      database = await seededDatabase(kind, { writable: true });
      record = createTestServer(database);
    });
    afterAll(() => record.close());

    it.each(['england', 'france', 'argentina'])(
      'Team.scoringRecord of %s is that of the documents',
      async (team) => {
        const goals = seedGoals
          .filter((goal) => goal.team === team && !goal.ownGoal)
          .map(({ match, scorer, minute, stoppage }) => ({
            match: match.slug,
            scorer,
            moment: `${minute}+${stoppage}`,
          }));
        const { team: answer } = await record.ask(RECORD, { team });
        expect(answer.scoringRecord.map(flat)).toEqual(recordOf(goals));
      },
    );

    it('Team.scoringRecord has two players who pass the record in one minute both set it', async () => {
      const after = '1872-12-25';
      const kinds = async (slug: string) =>
        (await record.ask(RECORD, { team: slug, asOf: after })).team.scoringRecord.map(flat);
      await add(database, RIVALS);
      const match = '1872-12-25-lemuria-england';
      expect(await kinds('lemuria')).toEqual([
        { player: 'one-lemur', goals: 1, match, kind: 'SET' },
        { player: 'two-lemur', goals: 1, match, kind: 'SET' },
        { player: 'last-lemur', goals: 2, match, kind: 'SET' },
      ]);
    });

    it('Team.scoringRecord is empty before the first match', async () => {
      const { team } = await record.ask(RECORD, { team: 'england', asOf: '1872-11-29' });
      expect(team.scoringRecord).toEqual([]);
    });
  });
}
