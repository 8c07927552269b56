/** Hat-tricks, held against the goals themselves: of a small world of football and of the seed. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FURTHER, seededWith } from '../record/further.js';
import { goals as seedGoals } from '../record/seed.js';
import { MATCHES, TEAMS, worldRecord } from '../record/world.js';
import { DATABASES } from '../support/databases.js';
import { runs } from '../support/runs.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

const LIST = `query($filter: ScorerFilter, $first: Int, $after: String, $last: Int, $before: String) {
  hatTricks(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    totalCount
    nodes { id player { slug } team { slug } match { slug } goals sources { slug } }
    edges { cursor }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

interface Answer {
  hatTricks: {
    nodes: { match: { slug: string }; player: { slug: string } }[];
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string | null;
      endCursor: string | null;
    };
  };
}

interface Filter {
  category?: string;
  team?: string;
  opponent?: string;
  tournament?: string;
  edition?: number;
  from?: string;
  to?: string;
}

/** Every hat-trick of the world: three goals or more of a player in a match, by day and match, then by the player. */
const hatTricks = MATCHES.flatMap((match) => {
  const scored = match.goals.filter(({ scorer, ownGoal }) => scorer !== null && !ownGoal);
  return [...new Set(scored.map(({ scorer }) => scorer ?? ''))].sort().flatMap((player) => {
    const his = scored.filter(({ scorer }) => scorer === player);
    const team = his[0]?.team ?? '';
    const opponent = team === match.home ? match.away : match.home;
    return his.length < 3 ? [] : [{ match, player, team, opponent, goals: his.length }];
  });
});

type HatTrick = (typeof hatTricks)[number];

const isUnder = ({ match, team, opponent }: HatTrick, filter: Filter) =>
  (filter.category ?? match.category) === match.category &&
  (filter.team ?? team) === team &&
  (filter.opponent ?? opponent) === opponent &&
  (filter.tournament ?? match.tournament) === match.tournament &&
  (filter.edition === undefined || filter.edition === match.edition) &&
  (filter.from ?? '') <= match.date &&
  match.date <= (filter.to ?? '9999-12-31');

const days = fc.constantFrom(...MATCHES.map(({ date }) => date), '1850-01-01', '2099-12-31');
const slugs = fc.constantFrom(...TEAMS.map(({ slug }) => slug), 'atlantis');
const filters: fc.Arbitrary<Filter> = fc
  .record({
    category: fc.constantFrom('MEN', 'WOMEN'),
    team: slugs,
    opponent: slugs,
    tournament: fc.constantFrom('friendly', 'world-cup', 'world-cup-women', 'tiddlywinks'),
    edition: fc.constantFrom(2001, 2003, 1999),
    from: days,
    to: days,
  })
  .chain((all) =>
    fc
      .shuffledSubarray(Object.keys(all) as (keyof Filter)[], { maxLength: 2 })
      .map((kept) => Object.fromEntries(kept.map((field) => [field, all[field]]))),
  );

for (const kind of DATABASES) {
  describe(`${kind}, a small world`, () => {
    let record: TestServer;
    const statements: string[] = [];
    beforeAll(async () => {
      const onSelect = (text: string) => statements.push(text);
      record = createTestServer(await worldRecord(kind, { onSelect }));
    });
    afterAll(() => record.close());

    it('Query.hatTricks lists what a filter leaves of them, oldest first, whatever the filter', async () => {
      expect(hatTricks.length).toBeGreaterThan(10);
      await fc.assert(
        fc.asyncProperty(filters, async (filter) => {
          const expected = hatTricks.filter((one) => isUnder(one, filter));
          const answer = (await record.ask(LIST, { filter, first: 100 })).hatTricks;
          expect(answer.totalCount).toBe(expected.length);
          expect(answer.nodes).toEqual(
            expected.slice(0, 100).map(({ match, player, team, goals }) => ({
              id: Buffer.from(`HatTrick:${match.slug}/${player}`).toString('base64url'),
              player: { slug: player },
              team: { slug: team },
              match: { slug: match.slug },
              goals,
              sources: [{ slug: 'international-results' }],
            })),
          );
        }),
        { numRuns: runs(50) },
      );
    });

    it.each([1, 7])('Query.hatTricks has every one exactly once over pages of %d', async (size) => {
      const all = hatTricks.map(({ match, player }) => `${match.slug}/${player}`);
      const slugsOf = (nodes: Answer['hatTricks']['nodes']) =>
        nodes.map(({ match, player }) => `${match.slug}/${player.slug}`);
      const forwards: string[] = [];
      for (let after: string | null = null; ; ) {
        const { hatTricks: page }: Answer = await record.ask(LIST, { first: size, after });
        forwards.push(...slugsOf(page.nodes));
        after = page.pageInfo.endCursor;
        if (!page.pageInfo.hasNextPage) break;
      }
      expect(forwards).toEqual(all);
      const backwards: string[] = [];
      for (let before: string | null = null; ; ) {
        const { hatTricks: page }: Answer = await record.ask(LIST, { last: size, before });
        backwards.unshift(...slugsOf(page.nodes));
        before = page.pageInfo.startCursor;
        if (!page.pageInfo.hasPreviousPage) break;
      }
      expect(backwards).toEqual(all);
    });

    it('Query.hatTricks refuses the cursor of another list, and one of nothing', async () => {
      const { goals } = await record.ask('{ goals(first: 1) { pageInfo { endCursor } } }');
      const { extensions } = await record.refuse(LIST, { after: goals.pageInfo.endCursor });
      expect(extensions?.code).toBe('BAD_USER_INPUT');
      for (const key of ['2000-01-01-avalon-dis/nobody', 'x', '', '/']) {
        const after = Buffer.from(`1|hatTricks|${key}`).toString('base64url');
        const { message } = await record.refuse(LIST, { after });
        expect(message).toContain('is no cursor of this list (hatTricks)');
      }
    });

    it('Query.node finds a hat-trick by its id', async () => {
      const { hatTricks: some } = await record.ask(LIST, { first: 3 });
      const ids = some.nodes.map(({ id }: { id: string }) => id);
      const { nodes } = await record.ask(
        `query($ids: [ID!]!) { nodes(ids: $ids) {
          __typename ... on HatTrick { id player { slug } team { slug } match { slug } goals sources { slug } }
        } }`,
        { ids },
      );
      expect(nodes).toEqual(
        some.nodes.map((node: object) => ({ __typename: 'HatTrick', ...node })),
      );
    });

    it('Career.hatTricks has the player’s for the team, up to the day', async () => {
      const [one] = hatTricks;
      const some = hatTricks.filter(({ player }) => player === one?.player);
      const query = `query($player: String!, $team: String!, $asOf: Date) { player(slug: $player) { career(team: $team, asOf: $asOf) {
        hatTricks { player { slug aliases } team { slug } match { slug goals { label } } goals }
      } } }`;
      const ask = async (asOf: string | null) => {
        const { player } = await record.ask(query, { player: one?.player, team: one?.team, asOf });
        return player.career.hatTricks.map(
          ({ player, team, match, goals }: Record<string, { slug: string }>) =>
            `${match?.slug} ${player?.slug} ${team?.slug} ${goals}`,
        );
      };
      const told = some.map(
        ({ match, player, team, goals }) => `${match.slug} ${player} ${team} ${goals}`,
      );
      expect(await ask(null)).toEqual(told);
      expect(await ask(one?.match.date ?? null)).toEqual(told.slice(0, 1));
      expect(await ask('1999-12-31')).toEqual([]);
    });

    it('Query.hatTricks costs as many statements for a hundred rows as for one', async () => {
      const cost = async (first: number) => {
        statements.length = 0;
        await record.ask(LIST, { first });
        return statements.length;
      };
      expect(await cost(100)).toBe(await cost(1));
    });
  });

  describe(`${kind}, the seed`, () => {
    let record: TestServer;
    beforeAll(async () => {
      record = createTestServer(await seededWith(kind, FURTHER));
    });
    afterAll(() => record.close());

    it('Query.hatTricks has Hurst’s in the final of 1966 and Mbappé’s in that of 2022, with who tells of them', async () => {
      const { hatTricks: list } = await record.ask(
        `{ hatTricks(filter: { tournament: "fifa-world-cup" }, first: 100) { nodes {
          player { name } match { slug stage } goals sources { slug }
        } } }`,
      );
      const of = (name: string, stage: string) =>
        list.nodes.find(
          (node: { player: { name: string }; match: { stage: string } }) =>
            node.player.name === name && node.match.stage === stage,
        );
      const sources = [{ slug: 'international-results' }, { slug: 'fjelstul-world-cup' }];
      expect(of('Geoff Hurst', 'final')).toMatchObject({ goals: 3, sources });
      expect(of('Kylian Mbappé', 'final')).toMatchObject({
        goals: 3,
        match: { slug: '2022-12-18-argentina-france' },
        sources,
      });
    });

    it('Query.hatTricks has as many as the documents', async () => {
      const counts = new Map<string, number>();
      for (const { match, scorer, ownGoal } of seedGoals) {
        const key = `${match.slug}/${scorer}`;
        if (!ownGoal) counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      const expected = [...counts.values()].filter((goals) => goals >= 3).length;
      const { hatTricks: list } = await record.ask('{ hatTricks { totalCount } }');
      expect(list.totalCount).toBe(expected);
    });
  });
}
