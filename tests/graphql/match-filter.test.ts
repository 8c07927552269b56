/** Filters of matches, field by field and in any combination, against a plain filter over the documents of the seed. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { add, FURTHER, FURTHER_MATCHES, matchFact, seededWith } from '../record/further.js';
import { matches as seed } from '../record/seed.js';
import { DATABASES } from '../support/databases.js';
import { runs } from '../support/runs.js';
import { createTestServer, type TestServer } from '../support/test-server.js';

interface Filter {
  category?: string;
  team?: string;
  teams?: string[];
  opponent?: string;
  venue?: string;
  outcome?: string;
  result?: string;
  tournament?: string;
  tournaments?: string[];
  edition?: number;
  stage?: string;
  stages?: string[];
  on?: string;
  from?: string;
  to?: string;
  city?: string;
  country?: string;
  competitive?: boolean;
  neutral?: boolean;
  played?: boolean;
  afterExtraTime?: boolean;
  shootout?: boolean;
  possiblyAwarded?: boolean;
  minMargin?: number;
  scorersComplete?: boolean;
  playedWorldCupQualifying?: boolean;
}

interface Held {
  slug: string;
  date: string;
  home: string;
  away: string;
  homeScore: number | null;
  awayScore: number | null;
  recorded: number;
  tournament: string;
  edition: number | null;
  stage: string | null;
  city: string;
  country: string;
  neutral: boolean;
  afterExtraTime: boolean | null;
  shootout: object | null;
  possiblyAwarded: boolean;
}

/** Perhaps awarded, in a city with an accent. */
const AWARDED = {
  ...matchFact({
    date: '2030-01-04',
    home: 'france',
    away: 'wales',
    homeScore: 3,
    awayScore: 0,
    tournament: 'friendly',
  }),
  city: 'Malmö',
  possiblyAwarded: true,
};

const FACTS = { ...FURTHER, matches: [...(FURTHER.matches ?? []), AWARDED] };

const held: Held[] = [
  ...seed.map(({ score, goals, ...match }) => ({
    ...match,
    homeScore: score.home,
    awayScore: score.away,
    recorded: goals.length,
    possiblyAwarded: false,
  })),
  ...[...Object.values(FURTHER_MATCHES), AWARDED].map(({ goals, ...match }) => ({
    ...match,
    recorded: goals.length,
  })),
];

const isWomens = ({ home }: Held) => home.endsWith('-women');

const WORLD_CUPS = ['fifa-world-cup', 'fifa-world-cup-qualification'];

/** Everybody who has ever played in a World Cup or its qualification. */
const worldCupTeams = new Set(
  held
    .filter(({ tournament, homeScore }) => WORLD_CUPS.includes(tournament) && homeScore !== null)
    .flatMap(({ home, away }) => [home, away]),
);

/** Goals of the team less goals of the other side; null while unplayed. */
function margin({ homeScore, awayScore, home }: Held, team: string | undefined): number | null {
  if (homeScore === null || awayScore === null) return null;
  return home === team ? homeScore - awayScore : awayScore - homeScore;
}

function venueFor({ neutral, home }: Held, team: string | undefined): string {
  if (neutral) return 'NEUTRAL';
  return home === team ? 'HOME' : 'AWAY';
}

function outcomeFor(match: Held, team: string | undefined): string | null {
  const difference = margin(match, team);
  if (difference === null) return null;
  return difference > 0 ? 'WON' : difference < 0 ? 'LOST' : 'DRAWN';
}

/** Without accents and case. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const isAlike = (text: string | null, value: string) =>
  text !== null && plain(text) === plain(value);

const RESULTS: Record<string, (margin: number) => boolean> = {
  HOME_WIN: (goals) => goals > 0,
  AWAY_WIN: (goals) => goals < 0,
  DRAW: (goals) => goals === 0,
};

/** What each field of the filter means. */
const MEANS: {
  [Field in keyof Filter]-?: (
    match: Held,
    value: NonNullable<Filter[Field]>,
    filter: Filter,
  ) => boolean;
} = {
  category: (match, value) => value === (isWomens(match) ? 'WOMEN' : 'MEN'),
  team: ({ home, away }, value) => home === value || away === value,
  teams: ({ home, away }, value) => value.includes(home) || value.includes(away),
  opponent: ({ home, away }, value, { team }) => (home === team ? away : home) === value,
  venue: (match, value, { team }) => venueFor(match, team) === value,
  outcome: (match, value, { team }) => outcomeFor(match, team) === value,
  result: (match, value) => {
    const difference = margin(match, match.home);
    return difference !== null && RESULTS[value]?.(difference) === true;
  },
  tournament: ({ tournament }, value) => tournament === value,
  tournaments: ({ tournament }, value) => value.includes(tournament),
  edition: ({ edition }, value) => edition === value,
  stage: ({ stage }, value) => isAlike(stage, value),
  stages: ({ stage }, value) => value.some((one) => isAlike(stage, one)),
  on: ({ date }, value) => date === value,
  from: ({ date }, value) => date >= value,
  to: ({ date }, value) => date <= value,
  city: ({ city }, value) => isAlike(city, value),
  country: ({ country }, value) => isAlike(country, value),
  competitive: ({ tournament }, value) => (tournament !== 'friendly') === value,
  neutral: ({ neutral }, value) => neutral === value,
  played: ({ homeScore }, value) => (homeScore !== null) === value,
  afterExtraTime: ({ afterExtraTime }, value) => afterExtraTime === value,
  shootout: ({ shootout }, value) => (shootout !== null) === value,
  possiblyAwarded: ({ possiblyAwarded }, value) => possiblyAwarded === value,
  minMargin: (match, value) => {
    const difference = margin(match, match.home);
    return difference !== null && Math.abs(difference) >= value;
  },
  scorersComplete: ({ homeScore, awayScore, recorded }, value) =>
    (homeScore !== null && homeScore + (awayScore ?? 0) === recorded) === value,
  playedWorldCupQualifying: ({ home, away }, value) =>
    (worldCupTeams.has(home) && worldCupTeams.has(away)) === value,
};

/** The slugs of the matches that a filter lets through. */
function through(filter: Filter): string[] {
  const fields = Object.entries(filter) as [keyof Filter, never][];
  return held
    .filter((match) => fields.every(([field, value]) => MEANS[field](match, value, filter)))
    .map(({ slug }) => slug);
}

const valuesOf = <Value>(of: (match: Held) => Value) =>
  [...new Set(held.map(of))].filter((value) => value !== null);

const teams = valuesOf(({ home }) => home);
const days = valuesOf(({ date }) => date);

/** Every value of every field that makes sense, and some that do not. */
const VALUES: { [Field in keyof Filter]-?: Filter[Field][] } = {
  category: ['MEN', 'WOMEN'],
  team: ['england', 'england', 'england', ...teams, 'atlantis'],
  teams: [['england'], ['england', 'france'], ['atlantis', 'wales', 'wales'], ['atlantis'], []],
  opponent: ['england', ...teams, 'atlantis'],
  venue: ['HOME', 'AWAY', 'NEUTRAL'],
  outcome: ['WON', 'DRAWN', 'LOST'],
  result: ['HOME_WIN', 'AWAY_WIN', 'DRAW'],
  tournament: [...valuesOf(({ tournament }) => tournament), 'tiddlywinks'],
  tournaments: [['friendly', 'uefa-euro'], ['fifa-world-cup', 'tiddlywinks'], ['tiddlywinks'], []],
  edition: [...valuesOf(({ edition }) => edition as number), 1871],
  stage: [...valuesOf(({ stage }) => stage as string), 'FÍNAL', 'half-time'],
  stages: [['Quarter-Finals', 'final'], ['half-time', 'final'], ['half-time'], []],
  on: [...days, '1872-11-30'],
  from: [...days, '1872-11-30', '2099-01-01'],
  to: [...days, '1872-11-30', '2099-01-01'],
  city: [...valuesOf(({ city }) => city), 'MALMO', "'; --", ''],
  country: [...valuesOf(({ country }) => country), 'qåtar', 'Atlantis'],
  competitive: [true, false],
  neutral: [true, false],
  played: [true, false],
  afterExtraTime: [true, false],
  shootout: [true, false],
  possiblyAwarded: [true, false],
  minMargin: [0, 1, 2, 3, 6, 10, 11],
  scorersComplete: [true, false],
  playedWorldCupQualifying: [true, false],
};

const FIELDS = Object.keys(VALUES) as (keyof Filter)[];
/** What is seen from a team. */
const SEEN = ['opponent', 'venue', 'outcome'];

const COMBINATIONS = fc
  .record(Object.fromEntries(FIELDS.map((field) => [field, fc.constantFrom(...VALUES[field])])), {
    requiredKeys: [],
  })
  // Of a dozen conditions at once hardly anything is left, so that most are thrown away again.
  .chain((filter) =>
    fc.shuffledSubarray(FIELDS, { maxLength: 4 }).map((kept) => ({ filter, kept })),
  )
  .map(({ filter, kept }): Filter => {
    const some = Object.fromEntries(
      Object.entries(filter).filter(([f]) => kept.includes(f as never)),
    );
    return Object.keys(some).some((field) => SEEN.includes(field))
      ? { team: 'england', ...some }
      : some;
  });

const LIST = `query($filter: MatchFilter) {
  matches(filter: $filter, first: 100) { totalCount nodes { slug } pageInfo { endCursor } }
}`;

for (const kind of DATABASES) {
  describe(kind, () => {
    let record: TestServer;
    beforeAll(async () => {
      record = createTestServer(await seededWith(kind, FACTS));
    });
    afterAll(() => record.close());

    async function expectThrough(filter: Filter) {
      const expected = through(filter);
      const { matches } = await record.ask(LIST, { filter });
      const slugs = matches.nodes.map(({ slug }: Held) => slug);
      const label = JSON.stringify(filter);
      expect(slugs, label).toEqual(expected.slice(0, 100));
      expect(matches.totalCount, label).toBe(expected.length);
    }

    it.each(FIELDS)('MatchFilter.%s lets through what it means, for every value', async (field) => {
      const values = new Set<unknown>(VALUES[field]);
      if (field === 'opponent') values.delete('england');
      for (const value of values) {
        await expectThrough(
          SEEN.includes(field) ? { team: 'england', [field]: value } : { [field]: value },
        );
      }
    });

    it('MatchFilter lets through what all its fields together mean', async () => {
      const apart = COMBINATIONS.filter(({ team, opponent }) => !opponent || team !== opponent);
      await fc.assert(fc.asyncProperty(apart, expectThrough), { numRuns: runs(150) });
    });

    it('MatchFilter.playedWorldCupQualifying tells matches apart: both are there', () => {
      expect(through({ playedWorldCupQualifying: true })).not.toEqual([]);
      expect(through({ category: 'MEN', playedWorldCupQualifying: false })).not.toEqual([]);
    });

    it('MatchFilter.opponent finds nothing where it is the team itself', async () => {
      const { matches } = await record.ask(LIST, {
        filter: { team: 'england', opponent: 'england' },
      });
      expect(matches.totalCount).toBe(0);
    });

    it('MatchFilter with nulls is a filter without those fields', async () => {
      const filter = Object.fromEntries(FIELDS.map((field) => [field, null]));
      const { matches } = await record.ask(LIST, { filter });
      expect(matches.totalCount).toBe(held.length);
    });

    it.each([
      ['opponent', 'wales'],
      ['venue', 'HOME'],
      ['outcome', 'WON'],
    ])('MatchFilter.%s without a team is refused and quoted', async (field, value) => {
      const error = await record.refuse(LIST, { filter: { [field]: value } });
      expect(error.extensions?.code).toBe('BAD_USER_INPUT');
      expect(error.message).toContain(`${field} "${value}"`);
    });

    it.each([
      'matches(filter: $filter) { totalCount }',
      'coverage(filter: $filter) { matches }',
      'team(slug: "england") { matches(filter: $filter) { totalCount } }',
      'team(slug: "england") { record(filter: $filter) { played } }',
      'headToHead(team: "england", opponent: "wales", filter: $filter) { played }',
    ])('MatchFilter.minMargin below 0 is refused by %s', async (field) => {
      const filter = { minMargin: -1 };
      const error = await record.refuse(`query($filter: MatchFilter) { ${field} }`, { filter });
      expect(error.extensions?.code).toBe('BAD_USER_INPUT');
      expect(error.message).toContain('-1');
    });
  });

  describe(`${kind}: an edition without days`, () => {
    const EURO = { tournament: 'uefa-euro', homeScore: 1, awayScore: 0 };
    const FACTS_OF_EURO = {
      editions: [
        {
          source: 'international-results',
          key: 'euro-2030',
          tournament: 'uefa-euro',
          year: 2030,
          hosts: [],
          winner: null,
          runnerUp: null,
          startDate: null,
          endDate: null,
        },
      ],
      matches: [matchFact({ ...EURO, date: '2030-06-01', home: 'england', away: 'wales' })],
    };
    let record: TestServer;
    beforeAll(async () => {
      record = createTestServer(await seededWith(kind, FACTS_OF_EURO));
    });
    afterAll(() => record.close());

    it('MatchFilter.edition finds no match of it, and every count says that they have no edition', async () => {
      const filter = '{ tournament: "uefa-euro", edition: 2030 }';
      const { coverage, team, matches } = await record.ask(`{
        matches(filter: ${filter}) { totalCount }
        coverage(filter: ${filter}) { matches completeness explanation }
        team(slug: "england") { record(filter: ${filter}) { played completeness explanation } }
      }`);
      expect(matches.totalCount).toBe(0);
      expect(coverage).toMatchObject({ matches: 0, completeness: 'NONE' });
      expect(team.record).toMatchObject({ played: 0, completeness: 'NONE' });
      expect(coverage.explanation).toContain('have no edition on record');
      expect(team.record.explanation).toContain('have no edition on record');
    });
  });

  describe(`${kind}: World Cups of the women`, () => {
    const cup = (date: string, teams: string, score: number | null) => {
      const [home = '', away = ''] = teams.split(' ');
      const tournament = 'fifa-world-cup-women';
      return matchFact({ date, home, away, homeScore: score, awayScore: score, tournament });
    };
    const WOMEN = {
      teams: ['Italy', 'Spain'].map((name) => ({
        source: 'international-results',
        key: `${name} women`,
        slug: `${name.toLowerCase()}-women`,
        name,
        category: 'WOMEN' as const,
        formerNames: [],
      })),
      tournaments: [
        {
          source: 'international-results',
          key: 'cup',
          slug: 'fifa-world-cup-women',
          name: "FIFA Women's World Cup",
          category: 'WOMEN' as const,
        },
      ],
      matches: [
        cup('2030-02-01', 'england-women france-women', 0),
        cup('2030-02-02', 'italy-women england-women', 1),
        cup('2099-02-03', 'spain-women italy-women', null),
      ],
    };
    let record: TestServer;
    beforeAll(async () => {
      const database = await seededWith(kind, FURTHER);
      await add(database, WOMEN);
      record = createTestServer(database);
    });
    afterAll(() => record.close());

    it.each([
      [
        true,
        [
          '2030-01-03-england-women-france-women',
          '2030-02-01-england-women-france-women',
          '2030-02-02-italy-women-england-women',
        ],
      ],
      // Spain has not played there yet.
      [false, ['2099-02-03-spain-women-italy-women']],
    ])('MatchFilter.playedWorldCupQualifying: %s goes by their own', async (wanted, expected) => {
      const filter = { category: 'WOMEN', playedWorldCupQualifying: wanted };
      const { matches } = await record.ask(LIST, { filter });
      expect(matches.nodes.map(({ slug }: Held) => slug)).toEqual(expected);
    });
  });
}
