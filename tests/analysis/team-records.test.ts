/** Records of teams and of meetings, with how complete they are said beside them. */
import { describe, expect, it } from 'vitest';
import { buildHeadToHead, buildTeamRecord, groupByVenue } from '../../src/analysis/team-records.js';
import type { TallyRow } from '../../src/record/records.js';
import type {
  HoldingRow,
  ReferenceData,
  ReferenceIndex,
  TeamRow,
} from '../../src/record/reference.js';

function shelf<Row extends { id: number; slug: string }>(all: Row[]): ReferenceIndex<Row> {
  return {
    all,
    get: (id) => all.find((row) => row.id === id) as Row,
    find: (slug) => all.find((row) => row.slug === slug),
  };
}

const team = (id: number, slug: string): TeamRow => ({
  id,
  slug,
  name: slug,
  category: 'MEN',
  sourceId: 1,
  playedWorldCup: false,
  formerNames: [],
  otherNames: [],
  confederation: null,
});

const [ENGLAND, FRANCE] = [team(1, 'england'), team(2, 'france')];

const HOLDING: HoldingRow = {
  category: 'MEN',
  completeness: 'LISTED',
  teamId: null,
  tournamentId: null,
  from: '1872-11-30',
  to: '2024-01-31',
  sourceId: 1,
};

const RECORD: ReferenceData = {
  version: '1',
  through: '2024-01-31',
  teams: shelf([ENGLAND, FRANCE]),
  tournaments: shelf([]),
  editions: shelf([]),
  sources: shelf([
    {
      id: 1,
      slug: 'results',
      title: 'Results',
      kind: 'DATASET',
      publisher: null,
      publishedOn: null,
      url: null,
      license: null,
      attribution: null,
    },
  ]),
  holdings: [HOLDING],
  currentSlug: (_, slug) => slug,
  spellings: { stage: () => [], city: () => [], country: () => [] },
  years: [],
};

const NONE: ReferenceData = { ...RECORD, holdings: [] };

const won = (venue: TallyRow['venue'], played: number): TallyRow => ({
  venue,
  played,
  won: played,
  drawn: 0,
  lost: 0,
  goalsFor: 2 * played,
  goalsAgainst: 0,
  cleanSheets: played,
});

const ROWS = { byVenue: [won('HOME', 2), won('NEUTRAL', 1)] };

describe('the record of a team', () => {
  it('is listed where a dataset lists the matches, and says by whose list', () => {
    expect(buildTeamRecord(RECORD, { team: 'england' }, null, ROWS)).toMatchObject({
      played: 3,
      won: 3,
      goalsFor: 6,
      winPercentage: 100,
      completeness: 'LISTED',
      explanation: '3 played matches counted, as listed by Results, which may miss a few.',
      firstMatch: null,
      lastMatch: null,
    });
  });

  it('is partial where matches may be missing, and none where nothing is counted', () => {
    const one = { byVenue: [won('AWAY', 1)] };
    expect(buildTeamRecord(NONE, { team: 'england' }, null, one)).toMatchObject({
      completeness: 'PARTIAL',
      explanation: '1 played match counted; no dataset of the record lists every match of these.',
    });
    expect(buildTeamRecord(NONE, { team: 'england' }, null, { byVenue: [] })).toMatchObject({
      played: 0,
      winPercentage: null,
      completeness: 'NONE',
    });
  });

  it('by stage is partial where some matches have no stage on record', () => {
    const filter = { team: 'england', stage: 'FINAL' as const };
    expect(
      buildTeamRecord(RECORD, filter, null, {
        ...ROWS,
        lacking: { matches: 4, fields: ['stage'] },
      }),
    ).toMatchObject({
      completeness: 'PARTIAL',
      explanation: expect.stringContaining(
        '4 of the matches that may be among these have no stage',
      ),
    });
    expect(
      buildTeamRecord(RECORD, filter, null, { ...ROWS, lacking: { matches: 0, fields: ['stage'] } })
        .completeness,
    ).toBe('LISTED');
    expect(
      buildTeamRecord(RECORD, filter, null, {
        byVenue: [],
        lacking: { matches: 4, fields: ['stage'] },
      }).completeness,
    ).toBe('NONE');
  });

  it('after the last match is partial, since nobody knows what was played', () => {
    expect(buildTeamRecord(RECORD, { team: 'england' }, '2030-01-01', ROWS).completeness).toBe(
      'PARTIAL',
    );
  });

  it('by ground has a row of zeros where nothing was played', () => {
    const { home, away, neutral } = groupByVenue(ROWS.byVenue);
    expect([home.played, away.played, neutral.played]).toEqual([2, 0, 1]);
  });
});

describe('the meetings of two teams', () => {
  const both = { team: 'england', opponent: 'france' };

  it('as of a day are those up to that day, and no later than the filter says', () => {
    const of = (filter: object, asOf: string | null) =>
      buildHeadToHead(RECORD, ENGLAND, FRANCE, { ...both, ...filter }, asOf, ROWS).meetings;
    expect(of({}, null)).toEqual(both);
    expect(of({}, '2020-01-01')).toEqual({ ...both, to: '2020-01-01' });
    expect(of({ to: '2019-01-01' }, '2020-01-01')).toEqual({ ...both, to: '2019-01-01' });
    expect(of({ to: '2021-01-01' }, '2020-01-01')).toEqual({ ...both, to: '2020-01-01' });
  });

  it('are at best listed, and say how many there are', () => {
    const record = buildHeadToHead(RECORD, ENGLAND, FRANCE, both, null, ROWS);
    expect(record).toMatchObject({ team: ENGLAND, opponent: FRANCE, completeness: 'LISTED' });
    expect(record.explanation).toMatch(/^3 played matches counted, as listed by Results, /);
  });
});
