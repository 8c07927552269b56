/** How surely the record has every match of some kind. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildScope,
  completenessIn,
  dayOf,
  listedDays,
  type Scope,
  type ScopeFilter,
  withMissing,
} from '../../src/analysis/scope.js';
import type {
  Category,
  EditionRow,
  HoldingRow,
  ReferenceData,
  ReferenceIndex,
  SourceRow,
  TeamRow,
  TournamentRow,
} from '../../src/record/reference.js';

function shelf<Row extends { id: number; slug: string }>(all: Row[]): ReferenceIndex<Row> {
  return {
    all,
    get: (id) => all.find((row) => row.id === id) as Row,
    find: (slug) => all.find((row) => row.slug === slug),
  };
}

const team = (id: number, slug: string, category: Category = 'MEN'): TeamRow => ({
  id,
  slug,
  name: slug,
  category,
  sourceId: 1,
  playedWorldCup: false,
  formerNames: [],
  otherNames: [],
  confederation: null,
});

const tournament = (id: number, slug: string, category: Category = 'MEN'): TournamentRow => ({
  id,
  slug,
  name: slug,
  category,
  sourceId: 1,
});

const edition = (
  id: number,
  tournamentId: number,
  startDate: string | null,
  endDate: string | null,
): EditionRow => ({
  id,
  slug: `edition-${id}`,
  tournamentId,
  year: Number((endDate ?? startDate ?? '2022').slice(0, 4)),
  startDate,
  endDate,
  winnerId: null,
  runnerUpId: null,
  hostIds: [],
  sourceId: 1,
  citedBy: [],
});

const source = (id: number, title: string): SourceRow => ({
  id,
  slug: `source-${id}`,
  title,
  kind: 'DATASET',
  publisher: null,
  publishedOn: null,
  url: null,
  license: null,
  attribution: null,
});

const holding = (of: Partial<HoldingRow>): HoldingRow => ({
  category: 'MEN',
  completeness: 'LISTED',
  teamId: null,
  tournamentId: null,
  from: '1872-11-30',
  to: '2024-01-31',
  sourceId: 1,
  ...of,
});

/** A record until 2024-01-31: men's matches are listed, the finals of two World Cups are complete. */
const RECORD: ReferenceData = {
  version: '1',
  through: '2024-01-31',
  teams: shelf([
    team(1, 'england'),
    team(2, 'france'),
    team(3, 'england-women', 'WOMEN'),
    team(4, 'france-women', 'WOMEN'),
  ]),
  tournaments: shelf([
    tournament(1, 'world-cup'),
    tournament(2, 'friendly'),
    tournament(3, 'world-cup-women', 'WOMEN'),
  ]),
  editions: shelf([
    edition(1, 1, '2018-06-14', '2018-07-15'),
    edition(2, 1, '2022-11-20', '2022-12-18'),
    edition(3, 3, '2023-07-20', '2023-08-20'),
  ]),
  sources: shelf([source(1, 'Results'), source(2, 'World Cups'), source(3, 'England by Day')]),
  holdings: [
    holding({}),
    holding({
      completeness: 'COMPLETE',
      tournamentId: 1,
      from: '2018-06-14',
      to: '2022-12-18',
      sourceId: 2,
    }),
    holding({ category: 'WOMEN', teamId: 3, from: '1972-11-18', to: '2024-01-31', sourceId: 3 }),
  ],
  currentSlug: (_, slug) => slug,
  spellings: { stage: () => [], city: () => [], country: () => [] },
  years: [],
};

const completeness = (filter: ScopeFilter, asOf: string | null = null, record = RECORD) =>
  buildScope(record, filter, asOf).completeness;

const because = (filter: ScopeFilter, asOf: string | null = null, record = RECORD) =>
  buildScope(record, filter, asOf).because;

const MEN: ScopeFilter = { category: 'MEN' };

describe('the scope of a filter', () => {
  it('is complete where the record is shown to have every match of a competition', () => {
    expect(buildScope(RECORD, { tournament: 'world-cup', edition: 2022 }, null)).toEqual({
      completeness: 'COMPLETE',
      because: 'the record is shown to have every match of these',
    });
    expect(completeness({ tournament: 'world-cup', edition: 2018, team: 'france' })).toBe(
      'COMPLETE',
    );
    expect(completeness({ tournament: 'world-cup', from: '2018-06-14', to: '2022-12-18' })).toBe(
      'COMPLETE',
    );
  });

  it('is listed where a dataset lists them, and says by whose list', () => {
    expect(buildScope(RECORD, { team: 'england' }, null)).toEqual({
      completeness: 'LISTED',
      because: 'as listed by Results, which may miss a few',
    });
    expect(completeness({ team: 'england', opponent: 'france' })).toBe('LISTED');
    expect(completeness({ tournament: 'friendly' })).toBe('LISTED');
    expect(completeness(MEN)).toBe('LISTED');
  });

  it('is listed by both lists where parts of it are complete, and by none of other days', () => {
    expect(because({ tournament: 'world-cup', from: '2018-06-13', to: '2018-07-15' })).toBe(
      'as listed by Results and World Cups, which may miss a few',
    );
    expect(because({ tournament: 'world-cup', from: '2010-01-01', to: '2010-12-31' })).toBe(
      'as listed by Results, which may miss a few',
    );
  });

  it('is partial where no dataset lists them', () => {
    const reason = 'no dataset of the record lists every match of these';
    expect(buildScope(RECORD, { team: 'france-women' }, null)).toEqual({
      completeness: 'PARTIAL',
      because: reason,
    });
    expect(because({ category: 'WOMEN' })).toBe(reason);
    expect(because({ tournament: 'world-cup-women', edition: 2023 })).toBe(reason);
  });

  it('is partial where one category is listed and the other is not', () => {
    expect(completeness({})).toBe('PARTIAL');
    expect(completeness({ from: '2020-01-01', to: '2020-12-31' })).toBe('PARTIAL');
  });

  it('is that of one team where a dataset lists only its matches', () => {
    const days = { from: '2020-01-01', to: '2020-12-31' };
    expect(because({ team: 'england-women', ...days })).toMatch(/^as listed by England by Day, /);
    expect(completeness({ team: 'france-women', opponent: 'england-women', ...days })).toBe(
      'LISTED',
    );
    expect(completeness({ team: 'england-women' })).toBe('PARTIAL');
  });

  it('is of the category of what the filter names', () => {
    expect(completeness({ team: 'england', category: null })).toBe('LISTED');
    expect(completeness({ tournament: 'world-cup-women', from: '2023-07-20' })).toBe('PARTIAL');
  });

  it('is of matches that were never played where it is of two categories: nothing is missing', () => {
    expect(completeness({ team: 'england', opponent: 'france-women' })).toBe('COMPLETE');
    expect(completeness({ team: 'england', category: 'WOMEN' })).toBe('COMPLETE');
  });

  it('is partial where it names what the record does not know', () => {
    expect(buildScope(RECORD, { team: 'wales' }, null)).toEqual({
      completeness: 'PARTIAL',
      because: 'the record knows no team "wales"',
    });
    expect(because({ team: 'england', opponent: 'wales' })).toBe(
      'the record knows no team "wales"',
    );
    expect(because({ tournament: 'euro' })).toBe('the record knows no tournament "euro"');
    expect(because({ tournament: 'world-cup', edition: 2014 })).toBe(
      'the record knows no edition of 2014 of "world-cup"',
    );
    expect(because({ edition: 2014 })).toBe('the record knows no edition of 2014');
  });

  it('is partial where it names an edition without a tournament: there may be others of that year', () => {
    expect(buildScope(RECORD, { edition: 2022 }, null)).toEqual({
      completeness: 'PARTIAL',
      because: 'the record does not know the editions of every tournament',
    });
  });

  it('under lists is that of the least complete of their entries', () => {
    const finals = { edition: 2022, tournaments: ['world-cup'] };
    expect(completeness(finals)).toBe('COMPLETE');
    expect(completeness({ ...finals, teams: ['england', 'france'] })).toBe('COMPLETE');
    const days = { from: '2018-06-14', to: '2022-12-18' };
    expect(completeness({ tournaments: ['world-cup'], ...days })).toBe('COMPLETE');
    expect(completeness({ tournaments: ['world-cup', 'friendly'], ...days })).toBe('LISTED');
    expect(completeness({ tournaments: ['world-cup', 'world-cup-women'], ...days })).toBe(
      'PARTIAL',
    );
    expect(completeness({ teams: ['england', 'france'] })).toBe('LISTED');
    expect(completeness({ teams: ['england', 'england-women'] })).toBe('PARTIAL');
    expect(completeness({ teams: ['england'], tournaments: ['world-cup-women'] })).toBe('COMPLETE');
  });

  it('under a list of teams does without what is listed of one of them alone', () => {
    const days = { from: '2020-01-01', to: '2020-12-31' };
    expect(completeness({ teams: ['england-women'], ...days })).toBe('PARTIAL');
    expect(completeness({ team: 'england-women', teams: ['france-women'], ...days })).toBe(
      'LISTED',
    );
  });

  it.each(['teams', 'tournaments', 'stages'])(
    'is partial under an empty list of %s: nothing is counted',
    (list) => {
      expect(buildScope(RECORD, { [list]: [] }, null)).toEqual({
        completeness: 'PARTIAL',
        because: 'an empty list names no match',
      });
    },
  );

  it('under lists is partial where the record does not know an entry', () => {
    expect(because({ teams: ['england', 'wales'] })).toBe('the record knows no team "wales"');
    expect(because({ tournaments: ['world-cup', 'euro'] })).toBe(
      'the record knows no tournament "euro"',
    );
    expect(because({ tournaments: ['world-cup', 'friendly'], edition: 2022 })).toBe(
      'the record knows no edition of 2022 of "friendly"',
    );
  });

  it.each(['venue', 'neutral', 'city', 'possiblyAwarded'] as const)(
    'under %s is listed at most: sources differ about it',
    (field) => {
      const finals = { tournament: 'world-cup', edition: 2022 };
      expect(completeness({ ...finals, [field]: true })).toBe('LISTED');
      expect(completeness({ ...finals, result: 'DRAW', played: true })).toBe('COMPLETE');
    },
  );

  it('is that of all days where an edition has no day on record', () => {
    const editions = shelf([edition(1, 1, null, '2018-07-15')]);
    const record = { ...RECORD, editions };
    expect(completeness({ tournament: 'world-cup', edition: 2018 }, null, record)).toBe('LISTED');
  });

  it('has nothing before the first match, of which nothing is missing', () => {
    expect(buildScope(RECORD, { to: '1872-11-29' }, null)).toEqual({
      completeness: 'COMPLETE',
      because: 'there is no day for such a match',
    });
    expect(completeness({}, '1872-11-29')).toBe('COMPLETE');
    expect(completeness(MEN, '1872-11-30')).toBe('LISTED');
  });
});

describe('the days of a scope', () => {
  it('end with the last match where the whole record is asked for', () => {
    expect(completeness(MEN, null)).toBe('LISTED');
    expect(completeness(MEN, '2024-01-31')).toBe('LISTED');
  });

  it('are not covered after the last match, and the reason says since when', () => {
    const reason = 'the record has no match after 2024-01-31';
    for (const asOf of ['2024-02-01', '2030-01-01']) {
      expect(buildScope(RECORD, MEN, asOf)).toEqual({ completeness: 'PARTIAL', because: reason });
    }
    expect(because({ ...MEN, to: '2024-02-01' })).toBe(reason);
    expect(because({ ...MEN, on: '2024-02-01' })).toBe(reason);
    expect(because({ tournament: 'world-cup' }, '2024-02-01')).toBe(reason);
  });

  it('end with the earliest of the day asked for and those of the filter', () => {
    expect(completeness({ ...MEN, to: '2023-12-31' }, '2030-01-01')).toBe('LISTED');
    expect(completeness({ ...MEN, to: '2030-01-01' }, '2023-12-31')).toBe('LISTED');
    expect(completeness({ ...MEN, on: '2022-12-10' }, '2030-01-01')).toBe('LISTED');
    expect(completeness({ tournament: 'world-cup', edition: 2022 }, '2030-01-01')).toBe('COMPLETE');
  });

  it('are those of the edition, cut by the days of the filter', () => {
    const covered = holding({
      completeness: 'COMPLETE',
      tournamentId: 1,
      from: '2022-11-20',
      to: '2022-12-10',
    });
    const record = { ...RECORD, holdings: [covered] };
    const finals = { tournament: 'world-cup', edition: 2022 };
    expect(completeness(finals, null, record)).toBe('PARTIAL');
    expect(completeness(finals, '2022-12-10', record)).toBe('COMPLETE');
    expect(completeness({ ...finals, on: '2022-12-10' }, null, record)).toBe('COMPLETE');
    expect(completeness({ ...finals, from: '2022-12-11' }, null, record)).toBe('PARTIAL');
  });

  it('may be covered by holdings that follow each other or overlap, and not across a gap', () => {
    const covered = (first: string, second: string) => ({
      ...RECORD,
      holdings: [holding({ to: first }), holding({ from: second })],
    });
    expect(completeness(MEN, null, covered('1999-12-31', '2000-01-01'))).toBe('LISTED');
    expect(completeness(MEN, null, covered('2005-01-01', '2000-01-01'))).toBe('LISTED');
    expect(completeness(MEN, null, covered('1999-12-30', '2000-01-01'))).toBe('PARTIAL');
  });

  it('by which a thing is judged end with the last match, unless a day is asked for', () => {
    expect(dayOf(RECORD, null)).toBe('2024-01-31');
    expect(dayOf(RECORD, '2030-01-01')).toBe('2030-01-01');
    expect(dayOf({ ...RECORD, through: null }, null)).toBe('9999-12-31');
  });

  it('of which the matches of a team are listed are those of its category and its own', () => {
    const { teams } = RECORD;
    expect(listedDays(RECORD, teams.get(1))).toEqual([{ from: '1872-11-30', to: '2024-01-31' }]);
    expect(listedDays(RECORD, teams.get(3))).toEqual([{ from: '1972-11-18', to: '2024-01-31' }]);
    expect(listedDays(RECORD, teams.get(4))).toEqual([]);
  });
});

describe('a number in a scope', () => {
  const scope = (of: Scope['completeness']): Scope => ({ completeness: of, because: 'so' });

  it.each([
    ['COMPLETE', 0, 'COMPLETE'],
    ['COMPLETE', 3, 'COMPLETE'],
    ['LISTED', 0, 'LISTED'],
    ['LISTED', 3, 'LISTED'],
    ['PARTIAL', 3, 'PARTIAL'],
    ['PARTIAL', 0, 'NONE'],
  ] as const)(
    'is as complete as the scope, and none where that is partial: %s of %s',
    (of, counted, expected) => {
      expect(completenessIn(scope(of), counted)).toBe(expected);
    },
  );

  it('is partial under a filter on a field that some matches lack', () => {
    expect(withMissing(scope('COMPLETE'), 2, ['stage'])).toEqual({
      completeness: 'PARTIAL',
      because: '2 of the matches that may be among these have no stage on record',
    });
    expect(withMissing(scope('COMPLETE'), 0, ['stage'])).toEqual(scope('COMPLETE'));
  });
});

describe('any filter', () => {
  const RANK = { PARTIAL: 0, LISTED: 1, COMPLETE: 2 };
  const anyDay = fc.constantFrom(
    '2018-06-13',
    '2018-06-14',
    '2020-01-01',
    '2022-12-18',
    '2024-02-01',
  );
  const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value);
  const anyFilter = fc.record({
    team: maybe(fc.constantFrom('england', 'france', 'england-women')),
    opponent: maybe(fc.constantFrom('france', 'france-women')),
    tournament: maybe(fc.constantFrom('world-cup', 'friendly', 'world-cup-women')),
    from: maybe(anyDay),
    to: maybe(anyDay),
  });

  it('of fewer days is no less complete', () => {
    fc.assert(
      fc.property(anyFilter, anyDay, anyDay, (filter, one, other) => {
        const [first, last] = one < other ? [one, other] : [other, one];
        const earlier = completeness({ ...filter, to: first });
        expect(RANK[earlier]).toBeGreaterThanOrEqual(RANK[completeness({ ...filter, to: last })]);
        const of = (from: string) => RANK[completeness({ ...filter, from, to: last })];
        expect(of(last)).toBeGreaterThanOrEqual(of(first));
      }),
    );
  });

  it('is no less complete by one holding more', () => {
    fc.assert(
      fc.property(anyFilter, fc.subarray([...RECORD.holdings]), (filter, holdings) => {
        const fewer = completeness(filter, null, { ...RECORD, holdings });
        expect(RANK[completeness(filter)]).toBeGreaterThanOrEqual(RANK[fewer]);
      }),
    );
  });
});
