/** Who has scored for a team, held against the goals themselves of a small world of football. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MATCHES, TEAMS, worldRecord } from '../record/world.js';
import { DATABASES } from '../support/databases.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

interface Scorer {
  player: { slug: string };
  goals: number;
  penalties: number;
}

/** A team's scorers by the goals of the world: most goals first, those level as their first goals follow each other. */
function scorersOf(team: string): Scorer[] {
  const tallies = new Map<string, Scorer>();
  for (const { goals } of MATCHES) {
    for (const { scorer, ownGoal, penalty, team: side } of goals) {
      if (side !== team || ownGoal || scorer === null) continue;
      const tally = tallies.get(scorer) ?? { player: { slug: scorer }, goals: 0, penalties: 0 };
      tallies.set(scorer, tally);
      tally.goals += 1;
      if (penalty) tally.penalties += 1;
    }
  }
  return [...tallies.values()].sort((one, other) => other.goals - one.goals);
}

const PAGE = `query($team: String!, $first: Int, $after: String, $last: Int, $before: String) {
  team(slug: $team) { scorers(first: $first, after: $after, last: $last, before: $before) {
    totalCount
    nodes { player { slug } goals penalties }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  } }
}`;

const teams = TEAMS.map(({ slug }) => slug);

describe.each(DATABASES)('%s', (kind) => {
  let record: TestServer;
  beforeAll(async () => {
    record = createTestServer(await worldRecord(kind));
  });
  afterAll(() => record.close());

  const page = async (team: string, window: object) =>
    (await record.ask(PAGE, { team, ...window })).team.scorers;

  it('Team.scorers counts penalties in play, and neither own goals nor goals without a scorer', async () => {
    for (const team of teams) {
      const scorers = scorersOf(team);
      const { nodes, totalCount } = await page(team, { first: 100 });
      expect(nodes).toEqual(scorers.slice(0, 100));
      expect(totalCount).toBe(scorers.length);
    }
  });

  it('Team.scorers read page by page is the whole list, forwards and backwards', async () => {
    for (const team of teams) {
      const scorers = scorersOf(team);
      const forwards: Scorer[] = [];
      for (let after: string | null = null, more = true; more; ) {
        const { nodes, pageInfo } = await page(team, { first: 3, after });
        forwards.push(...nodes);
        [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
      }
      const backwards: Scorer[] = [];
      for (let before: string | null = null, more = true; more; ) {
        const { nodes, pageInfo } = await page(team, { last: 3, before });
        backwards.unshift(...nodes);
        [before, more] = [pageInfo.startCursor, pageInfo.hasPreviousPage];
      }
      expect(forwards).toEqual(scorers);
      expect(backwards).toEqual(scorers);
    }
  });

  it('Team.scorers answers for every team of a page what it answers for one', async () => {
    const { teams: all } = await record.ask(
      '{ teams(first: 100) { nodes { slug scorers(first: 2) { nodes { player { slug } goals penalties } } } } }',
    );
    for (const { slug, scorers } of all.nodes) {
      expect(scorers.nodes).toEqual((await page(slug, { first: 2 })).nodes);
    }
  });
});
