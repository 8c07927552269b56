/** Leaderboards of scorers, held against counts of the test's own over a small world of football and over the seed. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goals as seedGoals } from '../record/seed.js';
import {
  EDITIONS,
  MATCHES,
  TEAMS,
  WOMENS_CUP,
  type WorldGoal,
  type WorldMatch,
  worldRecord,
} from '../record/world.js';
import { DATABASES } from '../support/databases.js';
import { seededDatabase } from '../support/record.js';
import { runs } from '../support/runs.js';
import { createUnlimitedTestServer, type TestServer } from '../support/test-server.js';

const BOARD = `query($filter: ScorerFilter, $asOf: Date, $first: Int! = 10) {
  topScorers(filter: $filter, asOf: $asOf, first: $first) {
    rankingIsCertain
    explanation
    coverage { matches goals goalsRecorded goalsUnrecorded matchesWithoutScorers }
    entries {
      rank player { slug } team { slug } penalties
      goals { value basis recorded lowerBound upperBound completeness sources { slug } published { value } }
    }
  }
}`;

interface Filter {
  category?: 'MEN' | 'WOMEN';
  team?: string;
  opponent?: string;
  tournament?: string;
  edition?: number;
  from?: string;
  to?: string;
}

/** One side of a match that scores under a filter. */
interface Side {
  match: WorldMatch;
  team: string;
  opponent: string;
  score: number;
  rows: WorldGoal[];
}

interface Entry {
  rank: number;
  player: { slug: string };
  team: { slug: string };
  penalties: number;
  goals: { recorded: number; value: number | null; basis: string };
}

const FIRST = '1872-11-30';
const ALWAYS = '9999-12-31';
const earlier = (one: string, other: string) => (one < other ? one : other);
const later = (one: string, other: string) => (one > other ? one : other);

const sides: Side[] = MATCHES.flatMap((match) =>
  [true, false].map((isHome) => {
    const [team, opponent] = isHome ? [match.home, match.away] : [match.away, match.home];
    return {
      match,
      team,
      opponent,
      score: isHome ? match.score.home : match.score.away,
      rows: match.goals.filter((goal) => goal.team === team),
    };
  }),
);

const isUnder = (filter: Filter, last: string) => (side: Side) =>
  (filter.category ?? side.match.category) === side.match.category &&
  (filter.team ?? side.team) === side.team &&
  (filter.opponent ?? side.opponent) === side.opponent &&
  (filter.tournament ?? side.match.tournament) === side.match.tournament &&
  (filter.edition === undefined || filter.edition === side.match.edition) &&
  (filter.from ?? '') <= side.match.date &&
  side.match.date <= last;

/** Every scorer of some sides' rows: for whom, how often, and how many penalties among them. */
function scorersOf(some: readonly Side[]) {
  const named = some.flatMap(({ rows }) =>
    rows.filter(({ scorer, ownGoal }) => scorer && !ownGoal),
  );
  return [...new Set(named.map(({ scorer }) => scorer))].map((player) => {
    const his = named.filter(({ scorer }) => scorer === player);
    return {
      player: player ?? '',
      team: his[0]?.team ?? '',
      goals: his.length,
      penalties: his.filter(({ penalty }) => penalty).length,
    };
  });
}

type Scorer = ReturnType<typeof scorersOf>[number];

/** The board: names of the world fold to their slugs with spaces, which sort as the slugs do but for the space. */
function boardOf(scorers: readonly Scorer[], first: number) {
  const ranked = scorers.map((row) => ({
    ...row,
    rank: 1 + scorers.filter(({ goals }) => goals > row.goals).length,
  }));
  const line = [...scorers].sort((one, other) => other.goals - one.goals)[first - 1]?.goals ?? 1;
  return ranked
    .filter(({ goals }) => goals >= line)
    .sort((one, other) => other.goals - one.goals || (one.player < other.player ? -1 : 1));
}

/** A team's goals that nobody is known to have scored. */
const missingOf = (some: readonly Side[], team: string) =>
  some
    .filter((side) => side.team === team)
    .reduce((sum, { score, rows }) => sum + score - rows.filter(({ scorer }) => scorer).length, 0);

/** Whether giving all that a team misses to one man, known or not, would change the board. */
function canChange(scorers: readonly Scorer[], some: readonly Side[], first: number): boolean {
  const told = (rows: readonly Scorer[]) =>
    boardOf(rows, first)
      .map(({ rank, player }) => `${rank} ${player}`)
      .join();
  return TEAMS.some(({ slug }) =>
    Array.from({ length: missingOf(some, slug) }, (_, less) => less + 1).some((more) =>
      [...scorers.filter(({ team }) => team === slug), null].some((lucky) => {
        const own = lucky ?? { player: 'nobody', team: slug, goals: 0, penalties: 0 };
        const others = scorers.filter((row) => row !== lucky);
        return told([...others, { ...own, goals: own.goals + more }]) !== told(scorers);
      }),
    ),
  );
}

/** The editions that a filter asks for. */
const editionsOf = (filter: Filter) =>
  EDITIONS.filter(
    ({ year, tournament }) =>
      year === filter.edition && (filter.tournament ?? tournament) === tournament,
  );

/** Whether a match that no source places in an edition may belong under a filter. */
const isUnplaced = ({ edition: _, ...filter }: Filter, editions: typeof EDITIONS, last: string) =>
  MATCHES.some(
    (match) =>
      match.edition === null &&
      editions.some(
        ({ tournament, from, to }) =>
          tournament === match.tournament && from <= match.date && match.date <= to,
      ) &&
      (filter.category ?? match.category) === match.category &&
      [filter.team, filter.opponent].every(
        (slug) => slug === undefined || [match.home, match.away].includes(slug),
      ) &&
      (filter.from ?? '') <= match.date &&
      match.date <= last,
  );

/** The last day on which the world has a match, by which it is judged where no day is asked for. */
const THROUGH =
  MATCHES.map(({ date }) => date)
    .sort()
    .at(-1) ?? '';

/** The last day up to which the world's record is shown to have every men's match. */
const MEN_HELD_TO = '2009-12-31';

const categoryOf = (slug: string) => (slug.endsWith('-women') ? 'WOMEN' : 'MEN');

/** Whether the world's record has every match under a filter: all of the men's, and the women's cup in some days. */
function isHeld(filter: Filter, last: string): boolean {
  const known = [filter.team, filter.opponent].every(
    (slug) => slug === undefined || TEAMS.some((team) => team.slug === slug),
  );
  const tournaments = ['friendly', 'world-cup', 'world-cup-women'];
  if (!known || !tournaments.includes(filter.tournament ?? 'friendly')) return false;
  // Which matches belong to the editions of a year nobody knows of all tournaments.
  if (filter.edition !== undefined && filter.tournament === undefined) return false;
  const editions = filter.edition === undefined ? [null] : editionsOf(filter);
  if (editions.length === 0) return false;
  const named = [filter.team, filter.opponent, filter.tournament].flatMap((slug) =>
    slug === undefined ? [] : [categoryOf(slug)],
  );
  const categories = (['MEN', 'WOMEN'] as const).filter((category) =>
    [...named, filter.category ?? category].every((other) => other === category),
  );
  return categories.every((category) =>
    editions
      .filter((edition) => edition === null || categoryOf(edition.tournament) === category)
      .every((edition) => {
        const from = later(later(filter.from ?? FIRST, FIRST), edition?.from ?? FIRST);
        const end = last === ALWAYS ? later(THROUGH, later(filter.from ?? FIRST, FIRST)) : last;
        const to = earlier(end, edition?.to ?? ALWAYS);
        if (from > to) return true;
        if (category === 'MEN') return to <= MEN_HELD_TO;
        const isCup = (edition?.tournament ?? filter.tournament) === 'world-cup-women';
        return isCup && WOMENS_CUP.from <= from && to <= WOMENS_CUP.to;
      }),
  );
}

/**
 * A player's upper bound under a filter that leaves goals out: in the world everybody can have played in all of its few years.
 * Null where matches may be missing.
 */
const upperBoundOf = ({ team, goals }: Scorer, under: readonly Side[], held: boolean) =>
  held ? goals + missingOf(under, team) : null;

const day = fc.oneof(
  fc.constantFrom(...MATCHES.map(({ date }) => date)),
  fc.constantFrom('1850-01-01', FIRST, '2001-03-01', '2001-08-31', '2003-07-01', '2099-12-31'),
);
const slug = fc.constantFrom(...TEAMS.map((team) => team.slug), 'atlantis');

const anyFilter: fc.Arbitrary<Filter> = fc
  .record({
    category: fc.constantFrom('MEN' as const, 'WOMEN' as const),
    team: slug,
    opponent: slug,
    tournament: fc.constantFrom('friendly', 'world-cup', 'world-cup-women', 'tiddlywinks'),
    edition: fc.constantFrom(2001, 2003, 1999),
    from: day,
    to: day,
  })
  .chain((all) =>
    fc
      .shuffledSubarray(Object.keys(all) as (keyof Filter)[], { maxLength: 3 })
      .map((kept) => Object.fromEntries(kept.map((field) => [field, all[field]]))),
  );

const question = fc.record({
  filter: anyFilter,
  asOf: fc.option(day),
  first: fc.constantFrom(1, 2, 3, 5, 10, 100),
});

for (const kind of DATABASES) {
  describe(`${kind}, a small world`, () => {
    let record: TestServer;
    const statements: string[] = [];
    beforeAll(async () => {
      const onSelect = (text: string) => statements.push(text);
      record = createUnlimitedTestServer(await worldRecord(kind, { onSelect }));
    });
    afterAll(() => record.close());

    it('Query.topScorers ranks, counts and covers what a filter leaves, whatever the filter', async () => {
      await fc.assert(
        fc.asyncProperty(question, async ({ filter, asOf, first }) => {
          const last = earlier(filter.to ?? ALWAYS, asOf ?? ALWAYS);
          const under = sides.filter(isUnder(filter, last));
          const board = (await record.ask(BOARD, { filter, asOf, first })).topScorers;
          const rows = boardOf(scorersOf(under), first);
          expect(
            board.entries.map(({ rank, player, team, goals, penalties }: Entry) => ({
              rank,
              player: player.slug,
              team: team.slug,
              goals: goals.recorded,
              penalties,
            })),
          ).toEqual(rows);
          const isOneSided = filter.team !== undefined || filter.opponent !== undefined;
          const matches = [...new Set(under.map(({ match }) => match))];
          const isBare = (match: WorldMatch) => {
            const its = under.filter((side) => side.match === match);
            return its.some(({ score }) => score > 0) && its.every(({ rows }) => rows.length === 0);
          };
          const bare = isOneSided
            ? under.filter(({ score, rows }) => score > 0 && rows.length === 0)
            : matches.filter(isBare);
          const goals = under.reduce((sum, { score }) => sum + score, 0);
          const goalsRecorded = under.reduce((sum, { rows }) => sum + rows.length, 0);
          expect(board.coverage).toEqual({
            matches: matches.length,
            goals,
            goalsRecorded,
            goalsUnrecorded: goals - goalsRecorded,
            matchesWithoutScorers: bare.length,
          });
        }),
        { numRuns: runs(60) },
      );
    });

    it('Query.topScorers of all days, of a category or a team is that of all their goals, whoever adds them up', async () => {
      const whole = fc.record({
        filter: fc.record(
          { category: fc.constantFrom('MEN', 'WOMEN'), team: slug },
          { requiredKeys: [] },
        ),
        first: fc.constantFrom(1, 2, 3, 5, 10, 100),
      });
      await fc.assert(
        fc.asyncProperty(whole, async ({ filter, first }) => {
          const counted = { filter: { ...filter, from: FIRST }, first };
          expect(await record.ask(BOARD, { filter, first })).toEqual(
            await record.ask(BOARD, counted),
          );
        }),
        { numRuns: runs(60) },
      );
    });

    it('LeaderboardEntry.goals reads no career for the recorded goals alone', async () => {
      const ask = async (fields: string) => {
        statements.length = 0;
        const { topScorers } = await record.ask(
          `{ topScorers(first: 5) { entries { player { slug } goals { ${fields} } } } }`,
        );
        const recorded = topScorers.entries.map(({ goals }: Entry) => goals.recorded);
        return { recorded, reads: statements.length };
      };
      const bounded = await ask('recorded upperBound');
      const alone = await ask('recorded __typename');
      expect(alone.recorded).toEqual(bounded.recorded);
      expect(alone.reads).toBeLessThan(bounded.reads);
      expect(alone.reads).toBeLessThanOrEqual(3);
    });

    it('Leaderboard.rankingIsCertain holds exactly where no goal without a scorer could change the board', async () => {
      let certain = 0;
      await fc.assert(
        fc.asyncProperty(question, async ({ filter, asOf, first }) => {
          const last = earlier(filter.to ?? ALWAYS, asOf ?? ALWAYS);
          const under = sides.filter(isUnder(filter, last));
          const expected =
            isHeld(filter, last) &&
            !isUnplaced(filter, editionsOf(filter), last) &&
            !canChange(scorersOf(under), under, first);
          const board = (await record.ask(BOARD, { filter, asOf, first })).topScorers;
          expect(board.rankingIsCertain, board.explanation).toBe(expected);
          expect(board.explanation).toMatch(expected ? /^Certain: .+\.$/ : /^Not certain: .+\.$/);
          certain += Number(expected);
        }),
        { numRuns: 60 },
      );
      expect(certain).toBeGreaterThan(0);
    });

    it('LeaderboardEntry.goals is bounded by the days of the career and the matches under the filter', async () => {
      await fc.assert(
        fc.asyncProperty(question, async ({ filter, asOf, first }) => {
          const { opponent, tournament, edition, from = FIRST } = filter;
          const isPart = [opponent, tournament, edition].some((field) => field !== undefined);
          fc.pre(isPart || from > FIRST);
          const last = earlier(filter.to ?? ALWAYS, asOf ?? ALWAYS);
          const under = sides.filter(isUnder(filter, last));
          const { entries } = (await record.ask(BOARD, { filter, asOf, first })).topScorers;
          for (const [place, row] of boardOf(scorersOf(under), first).entries()) {
            const held = isHeld({ ...filter, team: row.team }, last);
            const own = under.filter(({ team }) => team === row.team);
            const upperBound = isUnplaced(filter, editionsOf(filter), last)
              ? null
              : upperBoundOf(row, own, held);
            const isCounted = upperBound === row.goals;
            expect(entries[place].goals).toEqual({
              value: isCounted ? row.goals : null,
              basis: isCounted ? 'COUNTED' : 'UNKNOWN',
              recorded: row.goals,
              lowerBound: row.goals,
              upperBound,
              completeness: isCounted ? 'COMPLETE' : 'PARTIAL',
              sources: [{ slug: 'international-results' }],
              published: [],
            });
          }
        }),
        { numRuns: runs(60) },
      );
    });

    /** The goals of a career, as the player has them. */
    async function careerOf(player: string, team: string, last: string) {
      const answer = await record.ask(
        `query($player: String!, $team: String!, $asOf: Date) { player(slug: $player) { career(team: $team, asOf: $asOf) { goals {
          value basis recorded lowerBound upperBound completeness sources { slug } published { value }
        } } } }`,
        { player, team, asOf: last === ALWAYS ? null : last },
      );
      return answer.player.career.goals;
    }

    it('LeaderboardEntry.goals is the figure of the career, where the filter leaves no goal of it out', async () => {
      const whole = fc.record({
        filter: fc.constantFrom<Filter>(
          {},
          { category: 'MEN' },
          { team: 'avalon' },
          { from: FIRST },
          { team: 'avalon', to: '2099-12-31' },
        ),
        asOf: fc.option(day),
      });
      await fc.assert(
        fc.asyncProperty(whole, async ({ filter, asOf }) => {
          const { entries } = (await record.ask(BOARD, { filter, asOf, first: 5 })).topScorers;
          const last = earlier(filter.to ?? ALWAYS, asOf ?? ALWAYS);
          for (const { player, team, goals } of entries) {
            expect(goals).toEqual(await careerOf(player.slug, team.slug, last));
          }
        }),
        { numRuns: 10 },
      );
    });

    it('LeaderboardEntry.goals up to a last day is the figure of the career as of that day', async () => {
      await fc.assert(
        fc.asyncProperty(day, async (to) => {
          const filter = { category: 'MEN' as const, to };
          const { entries } = (await record.ask(BOARD, { filter, first: 5 })).topScorers;
          for (const { player, team, goals } of entries) {
            expect(goals).toEqual(await careerOf(player.slug, team.slug, to));
          }
        }),
        { numRuns: runs(15) },
      );
    });

    it('Edition.topScorers is the leaderboard of its tournament and year', async () => {
      for (const { tournament, year } of EDITIONS) {
        const filter = { tournament, edition: year };
        const asked = await record.ask(
          `query($tournament: String!, $year: Int!, $filter: ScorerFilter) {
            tournament(slug: $tournament) { edition(year: $year) { topScorers(asOf: "2003-09-01", first: 3) { ...board } } }
            topScorers(filter: $filter, asOf: "2003-09-01", first: 3) { ...board }
          }
          fragment board on Leaderboard { rankingIsCertain explanation entries { rank player { slug } goals { value } } }`,
          { tournament, year, filter },
        );
        expect(asked.tournament.edition.topScorers).toEqual(asked.topScorers);
        expect(asked.topScorers.entries.length).toBeGreaterThan(0);
      }
    });

    it('Query.topScorers says which gap makes a ranking uncertain', async () => {
      const explained = async (filter: Filter, first = 10) =>
        (await record.ask(BOARD, { filter, first })).topScorers.explanation;
      expect(await explained({ team: 'atlantis' })).toBe(
        'Not certain: the record knows no team "atlantis".',
      );
      expect(await explained({ tournament: 'tiddlywinks' })).toBe(
        'Not certain: the record knows no tournament "tiddlywinks".',
      );
      expect(await explained({ edition: 1999 })).toBe(
        'Not certain: the record knows no edition of 1999.',
      );
      expect(await explained({ tournament: 'world-cup', edition: 2003 })).toMatch(
        /^Not certain: the record has \d+ matches of those days without their edition, and /,
      );
      expect(await explained({ category: 'WOMEN' })).toMatch(
        /^Not certain: no dataset of the record lists every match of these, and \d+ of \d+ goals have no scorer on record\.$/,
      );
      expect(await explained({ category: 'MEN' })).toMatch(
        /^Not certain: \d+ of \d+ goals have no scorer on record, and \w+ alone with \d+ of them could change the ranking\.$/,
      );
      expect(await explained({ tournament: 'world-cup', edition: 2001 })).toMatch(
        /^Certain: each of \d+ goals has its scorer on record\.$/,
      );
    });

    it('Query.topScorers has no rows before the first match, and its last state after the last one', async () => {
      const before = (await record.ask(BOARD, { filter: { category: 'MEN' }, asOf: '1872-11-29' }))
        .topScorers;
      expect(before).toMatchObject({
        rankingIsCertain: true,
        explanation: 'Certain: no goal was scored under the filter by that day.',
        coverage: { matches: 0, goals: 0 },
        entries: [],
      });
      const rows = async (asOf: string | null) =>
        (await record.ask(BOARD, { asOf })).topScorers.entries.map(
          (entry: { rank: number; player: { slug: string } }) => [entry.rank, entry.player.slug],
        );
      expect(await rows('9999-12-31')).toEqual(await rows(null));
    });

    it.each([0, -1, 101])('Query.topScorers refuses to have %d rows', async (first) => {
      const { message, extensions } = await record.refuse(BOARD, { first });
      expect(extensions?.code).toBe('BAD_USER_INPUT');
      expect(message).toContain(`first must be from 1 to 100, got ${first}`);
    });

    it('Query.topScorers costs as many statements for many rows and under many aliases as for one', async () => {
      const cost = async (query: string, variables = {}) => {
        statements.length = 0;
        await record.ask(query, variables);
        return statements.length;
      };
      const one = await cost(BOARD, { first: 1 });
      expect(one).toBeLessThanOrEqual(kind === 'sqlite' ? 6 : 4);
      expect(await cost(BOARD, { first: 100 })).toBe(one);
      const aliases = TEAMS.map(
        ({ slug: its }, place) =>
          `board${place}: topScorers(filter: { team: "${its}" }) { entries { player { name aliases } goals { value } } }`,
      );
      expect(await cost(`{ ${aliases.join(' ')} }`)).toBe(one);
      expect(
        await cost('{ tournaments { editions { topScorers { entries { goals { value } } } } } }'),
      ).toBeLessThanOrEqual(one);
    });

    it('Edition.topScorers is read for more leaderboards than one statement has room for', async () => {
      const tournament = 'world-cup';
      const sizes = Array.from({ length: 22 }, (_, place) => place + 1);
      const boards = sizes.map(
        (first) => `top${first}: topScorers(first: ${first}) { entries { rank } }`,
      );
      const { tournament: cup } = await record.ask(
        `{ tournament(slug: "${tournament}") { editions { year ${boards.join(' ')} } } }`,
      );
      expect(cup.editions.length * sizes.length).toBeGreaterThan(40);
      for (const { year, ...tops } of cup.editions) {
        const under = sides.filter(isUnder({ tournament, edition: year }, ALWAYS));
        for (const first of sizes) {
          const rows = boardOf(scorersOf(under), first).map(({ rank }) => ({ rank }));
          expect(tops[`top${first}`].entries).toEqual(rows);
        }
      }
    });
  });

  describe(`${kind}, the seed`, () => {
    let record: TestServer;
    beforeAll(async () => {
      record = createUnlimitedTestServer(await seededDatabase(kind));
    });
    afterAll(() => record.close());

    it('Query.topScorers of the World Cup of 2022 is led by Mbappé, ties by name', async () => {
      const filter = { tournament: 'fifa-world-cup', edition: 2022 };
      const { topScorers } = await record.ask(BOARD, { filter, first: 2 });
      const scored = (player: string) =>
        seedGoals.filter(
          ({ scorer, match, ownGoal }) => scorer === player && match.edition === 2022 && !ownGoal,
        );
      const [first] = topScorers.entries;
      expect(first).toMatchObject({
        rank: 1,
        player: { slug: 'kylian-mbappe' },
        team: { slug: 'france' },
        penalties: scored('kylian-mbappe').filter(({ penalty }) => penalty).length,
        goals: { recorded: scored('kylian-mbappe').length, value: null, upperBound: null },
      });
      // The seed has only some of its matches, and does not claim more.
      expect(topScorers.rankingIsCertain).toBe(false);
    });

    it('Query.topScorers has what an article says of Kane and Rooney beside what is recorded', async () => {
      const filter = { team: 'england' };
      const { topScorers } = await record.ask(BOARD, { filter, asOf: '2022-12-11', first: 2 });
      expect(
        topScorers.entries.map(({ rank, player, goals }: Entry) => [
          rank,
          player.slug,
          goals.recorded,
          goals.value,
          goals.basis,
        ]),
      ).toEqual([
        [1, 'harry-kane', 47, 53, 'CARRIED_FORWARD'],
        [2, 'wayne-rooney', 37, 53, 'PUBLISHED'],
      ]);
    });

    it('Query.topScorers has nobody whose goals were all own goals', async () => {
      const own = seedGoals.filter(({ ownGoal }) => ownGoal).map(({ scorer }) => scorer);
      const { topScorers } = await record.ask(BOARD, { first: 100 });
      const shown = topScorers.entries.map(
        ({ player }: { player: { slug: string } }) => player.slug,
      );
      const others = seedGoals.filter(({ ownGoal }) => !ownGoal).map(({ scorer }) => scorer);
      expect(shown).not.toEqual(
        expect.arrayContaining(own.filter((scorer) => !others.includes(scorer)).slice(0, 1)),
      );
    });
  });
}
