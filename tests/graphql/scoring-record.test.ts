/** Who held a team's record of recorded goals, held against a count of the test's own. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goals as seedGoals } from '../record/seed.js';
import { MATCHES, TEAMS, worldRecord } from '../record/world.js';
import { type Asking, asking } from '../support/ask.js';
import { DATABASES } from '../support/databases.js';
import { seededDatabase } from '../support/record.js';

const RECORD = `query($team: String!, $asOf: Date) {
  team(slug: $team) { scoringRecord(asOf: $asOf) { player { slug } goals match { slug date } kind } }
}`;

interface Scored {
  match: string;
  scorer: string;
}

/** What each goal did to the record, told from all goals up to it; of a player's in one match the greatest, at the last. */
function recordOf(goals: readonly Scored[]) {
  const count = (some: readonly Scored[], player: string) =>
    some.filter(({ scorer }) => scorer === player).length;
  const feats = goals.flatMap(({ match, scorer }, place) => {
    const before = goals.slice(0, place);
    const others = Math.max(
      0,
      ...before.filter((goal) => goal.scorer !== scorer).map((goal) => count(before, goal.scorer)),
    );
    const own = count(before, scorer);
    if (own + 1 < others) return [];
    const kind = own + 1 === others ? 'EQUALLED' : own > others ? 'EXTENDED' : 'SET';
    return [{ match, scorer, kind, place }];
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

const worldGoals = (team: string, asOf: string | null): Scored[] =>
  MATCHES.filter(({ date }) => asOf === null || date <= asOf).flatMap(({ slug, goals }) =>
    goals.flatMap((goal) =>
      goal.team === team && goal.scorer !== null && !goal.ownGoal
        ? [{ match: slug, scorer: goal.scorer }]
        : [],
    ),
  );

for (const kind of DATABASES) {
  describe(`${kind}, a small world`, () => {
    let record: Asking;
    const statements: string[] = [];
    beforeAll(async () => {
      const onSelect = (text: string) => statements.push(text);
      record = asking(await worldRecord(kind, { onSelect }));
    });
    afterAll(() => record.close());

    it.each(TEAMS.map(({ slug }) => slug))(
      'Team.scoringRecord of %s is told goal by goal',
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
    let record: Asking;
    beforeAll(async () => {
      record = asking(await seededDatabase(kind));
    });
    afterAll(() => record.close());

    it.each(['england', 'france', 'argentina'])(
      'Team.scoringRecord of %s is that of the documents',
      async (team) => {
        const goals = seedGoals
          .filter((goal) => goal.team === team && !goal.ownGoal)
          .map(({ match, scorer }) => ({ match: match.slug, scorer }));
        const { team: answer } = await record.ask(RECORD, { team });
        expect(answer.scoringRecord.map(flat)).toEqual(recordOf(goals));
      },
    );

    it('Team.scoringRecord is empty before the first match', async () => {
      const { team } = await record.ask(RECORD, { team: 'england', asOf: '1872-11-29' });
      expect(team.scoringRecord).toEqual([]);
    });
  });
}
