import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readAliases } from '../../../src/importers/aliases.js';
import {
  buildCompleteHoldings,
  splitCampaigns,
} from '../../../src/importers/competitions/holdings.js';
import type { HoldingFact, MatchFact, ShapedFacts } from '../../../src/importers/facts.js';
import {
  type ResultFiles,
  readResultFiles,
} from '../../../src/importers/international-results/files.js';
import { shapeResults } from '../../../src/importers/international-results/shape.js';
import { isClosedCompetition } from '../../../src/statistics/closed-competitions.js';
import { addDays } from '../../../src/statistics/days.js';
import { runs } from '../../support/runs.js';
import { folderOf, isAbsent } from '../../support/whole-record.js';
import { bracket, CUP, league, match, type Plan, teamsOf, tournament } from './competitions.js';

/** The complete ranges of days of a tournament with some matches, as `2002-06-01 2002-06-30`. */
function rangesOf(matches: readonly MatchFact[], name = CUP.name, lastDay = '2026-07-19') {
  return buildCompleteHoldings('test', [{ ...CUP, name }], matches, lastDay).map(
    ({ from, to }) => `${from} ${to}`,
  );
}

/** Eight teams in two groups, of which four go on. */
const SMALL: Plan = { from: '2002-06-01', groups: 2, size: 4, meetings: 1, goingOn: 4 };

const small = (change: Partial<Plan> = {}) => tournament({ ...SMALL, ...change });

/** The matches without some of them, by their places; negative ones count from the end. */
const without = (matches: readonly MatchFact[], ...places: number[]) =>
  matches.filter((_, place) => !places.includes(place) && !places.includes(place - matches.length));

describe('a campaign', () => {
  it('ends at a pause of more than 45 days', () => {
    const days = ['2002-06-01', addDays('2002-06-01', 45), addDays('2002-06-01', 91)];
    const campaigns = splitCampaigns(days.map((day) => match(day, 'a1', 'a2')));
    expect(campaigns.map(({ from, to }) => [from, to])).toEqual([
      [days[0], days[1]],
      [days[2], days[2]],
    ]);
  });

  it('of groups and a bracket with a third place is held complete, from its first day to its last', () => {
    expect(buildCompleteHoldings('test', [CUP], small(), '2026-07-19')).toEqual([
      {
        source: 'test',
        key: 'complete/fifa-world-cup/2002-06-01',
        category: 'MEN',
        completeness: 'COMPLETE',
        team: null,
        tournament: 'fifa-world-cup',
        from: '2002-06-01',
        to: '2002-06-08',
      },
    ]);
  });

  it('of 104 matches in twelve groups and a bracket of 32 is held complete', () => {
    const cup = small({ from: '2026-06-11', groups: 12, goingOn: 32 });
    expect(cup).toHaveLength(104);
    expect(rangesOf(cup)).toHaveLength(1);
  });

  it.each([
    ['lacks the third place, which structure alone cannot tell from one that had none', [-2]],
    ['lacks a semi-final', [-3]],
    ['lacks both semi-finals', [-3, -4]],
    ['lacks its final and the third place, after which groups alone are left', [-1, -2]],
    ['lacks a match of a group', [0]],
    ['lacks a team of one group, so that the groups are of two sizes', [0, 4, 8]],
  ] as const)('is not held complete where it %s', (_, places) => {
    expect(rangesOf(without(small(), ...places))).toEqual([]);
  });

  it('is not held complete with a match that is not played yet', () => {
    const cup = small();
    const last = cup.at(-1);
    if (!last) throw new Error('It has no match.');
    expect(rangesOf([...cup.slice(0, -1), { ...last, homeScore: null, awayScore: null }])).toEqual(
      [],
    );
  });

  it('is not held complete with a drawn match of the bracket that nobody won, which may have a replay', () => {
    expect(rangesOf(small({ isLevel: (place) => place === 1 }))).toHaveLength(1);
    const cup = small({ isLevel: () => true }).map((of) => ({ ...of, shootout: null }));
    expect(rangesOf(cup)).toEqual([]);
  });

  it('is not held complete before 1970, when a match of the bracket may stand for a replay', () => {
    expect(rangesOf(small({ from: '1966-07-11' }))).toEqual([]);
  });

  it('is not held complete where a team that is out of a group has more points than one that goes on', () => {
    const cup = small();
    const [groups, finals] = [cup.slice(0, 12), cup.slice(12)];
    expect(rangesOf(cup)).toHaveLength(1);
    const turned = (team: string) => (team === 'a2' ? 'a4' : team === 'a4' ? 'a2' : team);
    const other = finals.map((of) => ({ ...of, home: turned(of.home), away: turned(of.away) }));
    expect(rangesOf([...groups, ...other])).toEqual([]);
  });

  it('of a bracket of four alone is held complete with a shoot-out only: a group without two matches looks alike', () => {
    const teams = teamsOf(0, 4);
    expect(rangesOf(bracket('2002-06-01', teams))).toEqual([]);
    expect(rangesOf(bracket('2002-06-01', teams, () => true))).toHaveLength(1);
    expect(rangesOf(bracket('2002-06-01', teamsOf(0, 8)))).toHaveLength(1);
  });

  it('of groups and a bracket of four is held complete since 1992, when the last four ceased to play a group', () => {
    expect(rangesOf(small({ from: '1991-06-01' }))).toEqual([]);
    expect(rangesOf(small({ from: '1991-06-01', isLevel: () => true }))).toHaveLength(1);
    expect(rangesOf(small({ from: '1992-06-01' }))).toHaveLength(1);
  });

  it('of two stages of groups and a bracket is held complete', () => {
    const first = [0, 1, 2, 3].flatMap((group) => league('1998-06-01', teamsOf(group, 4)));
    const second = [
      ...league('1998-06-10', ['a1', 'b2', 'c1', 'd2']),
      ...league('1998-06-10', ['b1', 'a2', 'd1', 'c2']),
    ];
    const byDay = (one: MatchFact, other: MatchFact) => (one.date < other.date ? -1 : 1);
    const finals = bracket('1998-06-20', ['a1', 'b1', 'b2', 'a2']);
    expect(rangesOf([...first, ...second, ...finals].sort(byDay))).toHaveLength(1);
    expect(rangesOf([...first, ...finals].sort(byDay))).toEqual([]);
  });

  it('of one league of four teams or more is held complete where the first is decided', () => {
    expect(rangesOf(league('1957-06-01', teamsOf(0, 4)))).toEqual(['1957-06-01 1957-06-03']);
    expect(rangesOf(league('1957-06-01', teamsOf(0, 6), 2))).toHaveLength(1);
  });

  it('of a league of three teams is not held complete: a fourth would leave no trace', () => {
    expect(rangesOf(league('1957-06-01', teamsOf(0, 3), 2))).toEqual([]);
  });

  it('of a league whose first two are level is not held complete: a play-off may be missing', () => {
    const level = league('1957-06-01', teamsOf(0, 4)).map((of) =>
      of.home === 'a1' && of.away === 'a2' ? { ...of, homeScore: 0, awayScore: 0 } : of,
    );
    expect(rangesOf(level)).toEqual([]);
  });

  it.each([
    ['one match, which may be a play-off or a third place', ['1957-06-09']],
    [
      'two matches, one of which may be a final between the first two',
      ['1957-06-09', '1957-06-09'],
    ],
  ])('of a league is not held complete where its last day had %s', (_, days) => {
    const matches = league('1957-06-01', teamsOf(0, 5));
    const moved = days.map((date, place) => ({ ...(matches[place] as MatchFact), date }));
    expect(rangesOf(matches)).toHaveLength(1);
    expect(rangesOf([...matches.slice(days.length), ...moved])).toEqual([]);
  });
});

describe('the holdings of a closed competition', () => {
  const every = (years: number, ...from: string[]) =>
    from.flatMap((day) => small({ from: `${Number(day) * years + 2000}-06-01` }));

  it('join editions between which no further can have begun', () => {
    expect(rangesOf(every(4, '0', '1', '2'), CUP.name, '2008-06-08')).toEqual([
      '2000-06-01 2008-06-08',
    ]);
    expect(rangesOf(every(4, '0', '1', '2', '4'), CUP.name, '2016-06-08')).toEqual([
      '2000-06-01 2008-06-08',
      '2016-06-01 2016-06-08',
    ]);
  });

  it('join nothing over an edition that is not complete, nor where two editions alone are known', () => {
    const [first, second, third] = ['0', '1', '2'].map((place) => every(4, place));
    const lacking = [...(first ?? []), ...without(second ?? [], 3), ...(third ?? [])];
    expect(rangesOf(lacking, CUP.name, '2008-06-08')).toEqual([
      '2000-06-01 2000-06-08',
      '2008-06-01 2008-06-08',
    ]);
    expect(rangesOf([...(first ?? []), ...(second ?? [])])).toHaveLength(2);
  });

  it('join nothing after a league, which a final may have followed', () => {
    const leagues = ['2000', '2004', '2008'].flatMap((year) =>
      league(`${year}-06-01`, teamsOf(0, 5)),
    );
    expect(rangesOf(leagues)).toHaveLength(3);
  });

  it('reach to the last day of the list, but not to the day of the next edition', () => {
    const editions = every(4, '0', '1', '2');
    expect(rangesOf(editions, CUP.name, '2010-01-01')).toEqual(['2000-06-01 2010-01-01']);
    expect(rangesOf(editions, CUP.name, '2026-01-01')).toEqual(['2000-06-01 2012-05-31']);
  });

  it('are not cut by fixtures of the next edition', () => {
    const fixtures = small({ from: '2012-06-01' }).map((of) => ({
      ...of,
      homeScore: null,
      awayScore: null,
    }));
    const matches = [...every(4, '0', '1', '2'), ...fixtures];
    expect(rangesOf(matches, CUP.name, '2010-01-01')).toEqual(['2000-06-01 2010-01-01']);
  });

  it('of a Nations League are its brackets, each for itself', () => {
    const finals = ['2019', '2021', '2023'].flatMap((year) =>
      bracket(`${year}-06-01`, teamsOf(0, 4)),
    );
    const groups = league('2020-09-01', teamsOf(0, 4));
    expect(rangesOf([...finals, ...groups], 'UEFA Nations League')).toEqual([
      '2019-06-01 2019-06-04',
      '2021-06-01 2021-06-04',
      '2023-06-01 2023-06-04',
    ]);
  });

  it('are none in a qualification, where other groups leave no trace, nor outside closed competitions', () => {
    expect(rangesOf(small(), 'FIFA World Cup qualification')).toEqual([]);
    expect(rangesOf(small(), 'Friendly')).toEqual([]);
  });
});

/** The matches among some that lie within a complete holding of their tournament. */
function heldAmong(matches: readonly MatchFact[], holdings: readonly HoldingFact[]): string[] {
  const isHeld = ({ tournament: slug, date }: MatchFact) =>
    holdings.some(
      ({ completeness, tournament: held, from, to }) =>
        completeness === 'COMPLETE' && held === slug && from <= date && date <= to,
    );
  return matches.filter(isHeld).map(({ slug }) => slug);
}

describe('no missing match lies in a complete holding', () => {
  const anyCup = fc
    .record({
      groups: fc.integer({ min: 2, max: 8 }),
      size: fc.integer({ min: 3, max: 5 }),
      meetings: fc.integer({ min: 1, max: 2 }),
      goingOn: fc.constantFrom(4, 8, 16),
      level: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
    })
    .filter(({ groups, size, goingOn }) => groups <= goingOn && goingOn <= groups * size)
    .map(({ level, ...plan }) => (from: string) => {
      const isLevel = (place: number) => level[place] ?? false;
      return tournament({ ...plan, from, isLevel });
    });
  const anyLeague = fc
    .record({ size: fc.integer({ min: 4, max: 8 }), meetings: fc.integer({ min: 1, max: 2 }) })
    .map(
      ({ size, meetings }) =>
        (from: string) =>
          league(from, teamsOf(0, size), meetings),
    );

  it('whatever the groups, the bracket or the league, and whichever one, two or three are missing', () => {
    const places = fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.oneof(anyCup, anyLeague), places, (editionFrom, missing) => {
        const editions = ['2000-06-01', '2004-06-01', '2008-06-01'].map(editionFrom);
        const matches = editions.flat();
        const whole = buildCompleteHoldings('test', [CUP], matches, '2009-01-01');
        expect(heldAmong(matches, whole)).toHaveLength(matches.length);
        const lost = new Set(missing.map((place) => matches[place % matches.length]));
        const left = matches.filter((of) => !lost.has(of));
        const held = buildCompleteHoldings('test', [CUP], left, '2009-01-01');
        expect(
          heldAmong(
            matches.filter((of) => lost.has(of)),
            held,
          ),
        ).toEqual([]);
      }),
      { numRuns: runs(1_500) },
    );
  });
});

/** Numbers from 0 to 1 by a seed: mulberry32. */
function randomBy(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Some of a list by a seed, each once. */
function sampleOf<Item>(items: readonly Item[], count: number, seed: number): Set<Item> {
  const random = randomBy(seed);
  const sample = new Set<Item>();
  while (sample.size < count) {
    const item = items[Math.floor(random() * items.length)];
    if (item !== undefined) sample.add(item);
  }
  return sample;
}

const DATASET = 'international-results';

describe.skipIf(isAbsent(DATASET))('the closed competitions of the results dataset', () => {
  let files: ResultFiles;
  let whole: ShapedFacts;
  const shape = (results: ResultFiles['results']) =>
    shapeResults(
      { ...files, results },
      {
        source: {
          slug: DATASET,
          title: 'Results',
          kind: 'DATASET',
          publisher: null,
          publishedOn: null,
          url: null,
          license: null,
          attribution: null,
        },
        category: 'MEN',
        suffix: '',
        aliases: readAliases('MEN'),
      },
    );
  beforeAll(async () => {
    files = await readResultFiles(folderOf(DATASET));
    whole = shape(files.results);
  });

  it('are held complete where their structure shows it, among them the World Cups from 1982 to 2026', () => {
    const { holdings, matches } = whole.facts;
    const ranges = holdings.map(({ tournament: slug, from, to }) => `${slug} ${from} ${to}`);
    expect(ranges).toEqual(
      expect.arrayContaining([
        'fifa-world-cup 1970-05-31 1970-06-21',
        'fifa-world-cup 1982-06-13 2026-07-19',
        'copa-america 2015-06-11 2016-06-26',
        'confederations-cup 1997-12-12 2005-06-29',
        'uefa-nations-league 2025-06-04 2025-06-08',
      ]),
    );
    const cup = matches.filter(
      ({ tournament: slug, date }) => slug === 'fifa-world-cup' && date > '2026',
    );
    expect(cup).toHaveLength(104);
    expect(heldAmong(cup, holdings)).toHaveLength(104);
    // Ranges of editions of finals, and of brackets of Nations Leagues.
    const complete = holdings.filter(({ completeness }) => completeness === 'COMPLETE');
    expect(complete.length).toBeGreaterThan(50);
  });

  it('are not held complete over any of 400 rows that are left out', () => {
    const rows = files.results.rows;
    const closed = rows.filter(({ values }) => isClosedCompetition(values.tournament));
    const lost = sampleOf(closed, 400, 1);
    const { facts } = shape({ ...files.results, rows: rows.filter((row) => !lost.has(row)) });
    expect(facts.matches).toHaveLength(whole.facts.matches.length - 400);
    const kept = new Set(facts.matches.map(({ key }) => key));
    const missing = whole.facts.matches.filter(({ key }) => !kept.has(key));
    expect(missing.length).toBeGreaterThan(390);
    expect(heldAmong(missing, facts.holdings)).toEqual([]);
  });

  it('are not held complete over any of 400 matches that are missing, by twenty seeds', () => {
    const { tournaments, matches, holdings } = whole.facts;
    const names = new Map(tournaments.map(({ slug, name }) => [slug, name]));
    const closed = matches.filter(({ tournament: slug }) =>
      isClosedCompetition(names.get(slug) ?? ''),
    );
    const to = holdings[0]?.to ?? '';
    for (let seed = 1; seed <= 20; seed += 1) {
      const lost = sampleOf(closed, 400, seed);
      const left = matches.filter((of) => !lost.has(of));
      const held = buildCompleteHoldings(DATASET, tournaments, left, to);
      expect(heldAmong([...lost], held), `seed ${seed}`).toEqual([]);
    }
  });
});
