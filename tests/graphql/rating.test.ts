/** Computed Elo as it is shown: as of a day, with a rank, for a record that holds every match and for one that does not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Facts, MatchFact } from '../../src/importers/facts.js';
import { add, FURTHER, matchFact } from '../record/further.js';
import { DATABASES } from '../support/databases.js';
import { emptyDatabase, seededDatabase } from '../support/record.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

const SOURCE = 'international-results';
const from = (key: string) => ({ source: SOURCE, key });

/** A friendly, the so-manieth of its day. */
function friendly(day: string, sides: string, score: string, more: Partial<MatchFact> = {}) {
  const [home = '', away = ''] = sides.split('-');
  const [homeScore = 0, awayScore = 0] = score.split('-').map(Number);
  const told = { date: day, home, away, homeScore, awayScore, tournament: 'friendly' };
  return { ...matchFact(told), ...more };
}

/** The first match of all at home, then on neutral ground two alike, then a day with two matches of one team. */
const MATCHES = [
  friendly('1872-11-30', 'scotland-england', '0-0', { neutral: false }),
  friendly('1900-01-01', 'wales-ireland', '1-0'),
  friendly('1900-01-01', 'mu-lemuria', '1-0', { ordinal: 2 }),
  friendly('1900-01-02', 'ireland-wales', '0-0', { ordinal: 2 }),
  friendly('1900-01-02', 'wales-lemuria', '0-0', { ordinal: 1 }),
];

const TEAMS = ['Scotland', 'England', 'Wales', 'Ireland', 'Mu', 'Lemuria', 'Atlantis'];

/** A record that says of itself that it holds every match of men's football, and beside it a women's match. */
const WHOLE: Partial<Facts> = {
  // Who says it, and under whose name it is imported.
  sources: [SOURCE, 'scoresheet-seed'].map((slug) => ({
    slug,
    title: slug,
    kind: 'DATASET',
    publisher: null,
    publishedOn: null,
    url: null,
    license: null,
    attribution: null,
  })),
  teams: [
    ...TEAMS.map((name) => ({
      ...from(name),
      slug: name.toLowerCase(),
      name,
      category: 'MEN' as const,
      formerNames: [],
    })),
    ...(FURTHER.teams ?? []),
  ],
  tournaments: FURTHER.tournaments ?? [],
  matches: [...MATCHES, ...(FURTHER.matches ?? []).filter(({ home }) => home === 'england-women')],
  holdings: [
    {
      ...from('all'),
      category: 'MEN',
      completeness: 'LISTED',
      team: null,
      tournament: null,
      from: '1872-11-30',
      to: '1900-01-02',
    },
  ],
};

const RATING = `query($team: String!, $asOf: Date) {
  team(slug: $team) { rating(asOf: $asOf) { team { slug } value rank asOf lastMatch { slug } } }
}`;

const RATINGS = `query($category: Category! = MEN, $asOf: Date, $first: Int! = 10) {
  ratings(category: $category, asOf: $asOf, first: $first) { rank value team { slug } }
}`;

for (const kind of DATABASES) {
  describe(kind, () => {
    let record: TestServer;
    const statements: string[] = [];
    beforeAll(async () => {
      const onSelect = (text: string) => statements.push(text);
      const database = await emptyDatabase(kind, { writable: true, onSelect });
      await add(database, WHOLE);
      record = createTestServer(database);
    });
    afterAll(() => record.close());

    const ratingOf = async (team: string, asOf?: string) =>
      (await record.ask(RATING, { team, asOf })).team.rating;

    /** The ranking as `1 mu 1510`. */
    const ranking = async (asked: { category?: string; asOf?: string; first?: number }) =>
      (await record.ask(RATINGS, asked)).ratings.map(
        (row: { rank: number; value: number; team: { slug: string } }) =>
          `${row.rank} ${row.team.slug} ${row.value}`,
      );

    it('Team.rating after Scotland 0-0 England of 1872 is 1497.2 and 1502.8', async () => {
      const asOf = '1872-11-30';
      const lastMatch = { slug: '1872-11-30-scotland-england' };
      expect(await ratingOf('scotland', asOf)).toEqual({
        team: { slug: 'scotland' },
        value: 1497.2,
        rank: 2,
        asOf,
        lastMatch,
      });
      expect(await ratingOf('england', asOf)).toMatchObject({ value: 1502.8, rank: 1, lastMatch });
    });

    it("Team.rating is null before the team's first match, and without one", async () => {
      expect(await ratingOf('scotland', '1872-11-29')).toBeNull();
      expect(await ratingOf('wales', '1899-12-31')).toBeNull();
      expect(await ratingOf('atlantis')).toBeNull();
    });

    it("Team.rating stays as it is after the team's last match, whose day it counts", async () => {
      const ratings = await Promise.all([
        ratingOf('scotland', '1872-11-30'),
        ratingOf('scotland', '2099-01-01'),
        ratingOf('scotland'),
      ]);
      expect(ratings.map(({ value }) => value)).toEqual([1497.2, 1497.2, 1497.2]);
      expect(ratings.map(({ asOf }) => asOf)).toEqual(['1872-11-30', '2099-01-01', null]);
    });

    it('Rating.lastMatch of a day with two matches is the later, in the order of the record', async () => {
      const { lastMatch } = await ratingOf('wales');
      expect(lastMatch.slug).toBe('1900-01-02-ireland-wales');
    });

    it('Query.ratings ranks 1, 1, 3: by unrounded ratings, ties by slug', async () => {
      expect(await ranking({ asOf: '1900-01-01' })).toEqual([
        '1 mu 1510',
        '1 wales 1510',
        '3 england 1502.8',
        '4 scotland 1497.2',
        '5 ireland 1490',
        '5 lemuria 1490',
      ]);
    });

    it.each([
      [1, 2],
      [2, 2],
      [3, 3],
      [4, 4],
      [5, 6],
      [100, 6],
    ])('Query.ratings, the first %i, adds every team that ties: %i', async (first, shown) => {
      expect(await ranking({ asOf: '1900-01-01', first })).toHaveLength(shown);
    });

    it('Query.ratings is empty before the first match', async () => {
      expect(await ranking({ asOf: '1872-11-29' })).toEqual([]);
    });

    const SPAN = `query($team: String!, $from: Date, $to: Date) {
      team(slug: $team) { ratings(from: $from, to: $to) { date value match { slug } completeness } }
    }`;
    const spanOf = async (team: string, span: { from?: string; to?: string } = {}) =>
      (await record.ask(SPAN, { team, ...span })).team.ratings;

    it('Team.ratings are one a match, in the order of the record, each what Team.rating is after it', async () => {
      expect(await spanOf('wales')).toEqual([
        {
          date: '1900-01-01',
          value: 1510,
          match: { slug: '1900-01-01-wales-ireland' },
          completeness: 'LISTED',
        },
        {
          date: '1900-01-02',
          value: 1509.4,
          match: { slug: '1900-01-02-wales-lemuria' },
          completeness: 'LISTED',
        },
        {
          date: '1900-01-02',
          value: (await ratingOf('wales')).value,
          match: { slug: '1900-01-02-ireland-wales' },
          completeness: 'LISTED',
        },
      ]);
    });

    it.each([
      [{ from: '1900-01-01' }, 3],
      [{ from: '1900-01-02' }, 2],
      [{ to: '1900-01-01' }, 1],
      [{ from: '1900-01-01', to: '1900-01-01' }, 1],
      [{ from: '1900-01-02', to: '1900-01-01' }, 0],
      [{ from: '1900-01-03' }, 0],
      [{ to: '1899-12-31' }, 0],
    ])('Team.ratings in %o are %i: both days count', async (span, count) => {
      const { from = '', to = '9999' }: { from?: string; to?: string } = span;
      const within = (await spanOf('wales')).filter(
        ({ date }: { date: string }) => from <= date && date <= to,
      );
      expect(await spanOf('wales', span)).toEqual(within);
      expect(within).toHaveLength(count);
    });

    it('Team.ratings are empty without a match, and for a category that no dataset lists', async () => {
      expect(await spanOf('atlantis')).toEqual([]);
      expect(await spanOf('england-women')).toEqual([]);
    });

    it('Team.ratings cost as much for every team of a list as for two', async () => {
      const cost = async (first: number) => {
        statements.length = 0;
        const field = 'ratings { value match { slug } }';
        await record.ask(`{ teams(first: ${first}, category: MEN) { nodes { ${field} } } }`);
        return statements.length;
      };
      expect(await cost(8)).toBe(await cost(2));
    });

    it('Query.ratings leaves out a category of which the record does not hold every match', async () => {
      expect(await ranking({ category: 'WOMEN' })).toEqual([]);
      expect(await ratingOf('england-women')).toBeNull();
    });

    it('Team.rating is the one of Query.ratings, for every team of a list', async () => {
      const { teams, ratings } = await record.ask(`{
        teams { nodes { slug rating { value rank } } }
        ratings { team { slug } value rank }
      }`);
      const rated = teams.nodes.filter(({ rating }: { rating: unknown }) => rating !== null);
      const bySlug = new Map(
        ratings.map(({ team, ...rating }: { team: { slug: string } }) => [team.slug, rating]),
      );
      expect(rated).toHaveLength(6);
      for (const { slug, rating } of rated) expect(rating).toEqual(bySlug.get(slug));
    });

    it('Team.rating costs as much for every team of a list as for two', async () => {
      const cost = async (first: number) => {
        statements.length = 0;
        const rating = 'rating(asOf: "1900-01-01") { value rank lastMatch { slug } }';
        await record.ask(`{ teams(first: ${first}, category: MEN) { nodes { ${rating} } } }`);
        return statements.length;
      };
      expect(await cost(100)).toBe(await cost(2));
    });

    it.each([0, -1, 101])('Query.ratings refuses first: %i', async (first) => {
      const error = await record.refuse(RATINGS, { first });
      expect(error.extensions?.code).toBe('BAD_USER_INPUT');
      expect(error.message).toContain(`got ${first}`);
    });
  });

  describe(`${kind}: the built-in seed`, () => {
    let record: TestServer;
    beforeAll(async () => {
      record = createTestServer(await seededDatabase(kind));
    });
    afterAll(() => record.close());

    it('has no ratings, since it lacks matches', async () => {
      expect(await record.ask(RATINGS)).toEqual({ ratings: [] });
      expect(await record.ask(RATING, { team: 'england' })).toEqual({ team: { rating: null } });
    });
  });
}
