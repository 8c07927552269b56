/** The best supported value of a figure: rule 16 of the conventions. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CareerEvidence, PublishedValue } from '../../src/statistics/career-evidence.js';
import { END_OF_TIME, intersectRanges, lastDayOf, nextDay } from '../../src/statistics/days.js';
import {
  buildCapsFigure,
  buildGoalsFigure,
  buildGoalsPerCap,
  type Figure,
  type Ratio,
  ratioDays,
  ratioRelativeTo,
} from '../../src/statistics/figures.js';
import { roundTo } from '../../src/statistics/rounding.js';
import {
  anyCareer,
  anyFigures,
  career,
  DAYS,
  type DrawnCareer,
  impossible,
  list,
  named,
  report,
  unnamed,
  withMore,
} from './careers.js';

/** England from the World Cup of 2022 to March 2023: every goal has its scorer. */
const MATCHES = [
  '2022-11-21',
  '2022-11-25',
  '2022-11-29',
  '2022-12-04',
  '2022-12-10',
  '2023-03-23',
  '2023-03-26',
].map(named);

/** The days of which England's matches are listed. */
const LISTED = [{ from: '2022-09-27', to: '2023-06-15' }];

/** Harry Kane, with the squad list of 2022 and the article after the quarter-final. */
const KANE = career({
  scored: ['2022-12-04', '2022-12-10', '2023-03-23', '2023-03-26'],
  published: {
    goals: [report(53, '2022-12-11'), list(51, '2022-11-20')],
    caps: [report(80, '2022-12-11'), list(75, '2022-11-20')],
  },
  matches: MATCHES,
  listed: LISTED,
});

/** Wayne Rooney as the article has him, with one of his recorded goals. */
const ROONEY = career({
  scored: ['2003-09-06'],
  published: { goals: [report(53, '2022-12-11')], caps: [report(118, '2022-12-11')] },
  matches: [named('2003-09-06'), unnamed('2003-11-16', 2)],
  listed: LISTED,
});

const ratioOf = (evidence: CareerEvidence, day: string) =>
  buildGoalsPerCap(evidence, buildGoalsFigure(evidence, day), buildCapsFigure(evidence, day), day);

const goalsBy = (goals: PublishedValue[], more: Partial<CareerEvidence> = {}) =>
  career({ matches: MATCHES, listed: LISTED, ...more, published: { goals, caps: [] } });

const capsBy = (caps: PublishedValue[], more: Partial<CareerEvidence> = {}) =>
  career({ matches: MATCHES, listed: LISTED, ...more, published: { goals: [], caps } });

/** The value and how it was reached. */
const supported = ({ value, basis }: Figure | Ratio) => [value, basis];

const UNKNOWN = [null, 'UNKNOWN'];

describe("Kane's goals per cap relative to Rooney's", () => {
  const day = '2022-12-11';

  it('are 0.6625 for Kane: 53 goals in 80 caps', () => {
    expect(ratioOf(KANE, day)).toEqual({
      value: 0.6625,
      basis: 'CARRIED_FORWARD',
      explanation: '53 goals (carried forward) divided by 80 caps (published).',
      lastSupportedOn: day,
    });
  });

  it('are 0.4492 for Rooney: 53 goals in 118 caps, unrounded internally', () => {
    expect(ratioOf(ROONEY, day).value).toBe(53 / 118);
    expect(roundTo(ratioOf(ROONEY, day).value ?? 0, 4)).toBe(0.4492);
  });

  it('have the ratio 1.475', () => {
    expect(roundTo(ratioRelativeTo(ratioOf(KANE, day), ratioOf(ROONEY, day)) ?? 0, 4)).toBe(1.475);
  });

  it('are unknown three months later, with the last day of both figures', () => {
    expect(buildGoalsFigure(KANE, '2023-03-26')).toMatchObject({
      value: 55,
      basis: 'CARRIED_FORWARD',
    });
    expect(ratioOf(KANE, '2023-03-26')).toEqual({
      value: null,
      basis: 'UNKNOWN',
      explanation:
        'No supported figure for the caps as of that day. The last day with both is 2023-03-22.',
      lastSupportedOn: '2023-03-22',
    });
  });
});

describe('buildGoalsFigure, COUNTED', () => {
  const day = '2003-12-31';
  const complete = career({
    scored: ['2003-09-06', '2003-09-10'],
    matches: [named('2003-09-06'), named('2003-09-10')],
  });

  it("counts the recorded goals if every goal of the team in the player's years has its scorer", () => {
    expect(buildGoalsFigure(complete, day)).toEqual({
      value: 2,
      basis: 'COUNTED',
      recorded: 2,
      lowerBound: 2,
      upperBound: 2,
      completeness: 'COMPLETE',
      explanation:
        "2 goals, counted from the record. The record itself has 2 goal rows of the player. At most 2, with every goal of the team in the player's years that has no scorer on record.",
      bounds: {
        lower: { value: 2, restsOn: null },
        upper: { value: 2, restsOn: null },
        byRows: 2,
      },
      restsOn: null,
      lastSupportedOn: day,
    });
  });

  it('is UNKNOWN without a recorded goal, even if the rows allow none', () => {
    expect(buildGoalsFigure({ ...complete, scored: [] }, day)).toMatchObject({
      value: null,
      basis: 'UNKNOWN',
      lowerBound: 0,
      upperBound: 0,
      completeness: 'NONE',
    });
  });

  it('counts the recorded goals if published caps allow no other match', () => {
    const matches = [...complete.matches, unnamed('2003-11-16', 2)];
    const published = { goals: [], caps: [list(2, day)] };
    expect(buildGoalsFigure({ ...complete, matches }, day).basis).toBe('UNKNOWN');
    expect(supported(buildGoalsFigure({ ...complete, matches, published }, day))).toEqual([
      2,
      'COUNTED',
    ]);
  });

  it('is not COUNTED if a match before the first or after the last goal lacks a scorer', () => {
    for (const date of ['2003-08-20', '2003-11-16']) {
      const matches = [...complete.matches, unnamed(date, 1)];
      expect(buildGoalsFigure({ ...complete, matches }, day)).toMatchObject({
        value: null,
        basis: 'UNKNOWN',
        upperBound: 3,
        completeness: 'PARTIAL',
      });
    }
  });

  it('is not COUNTED if only a published figure leaves one number', () => {
    const matches = [...complete.matches, unnamed('2003-11-16', 2)];
    const published = { goals: [list(2, day)], caps: [] };
    expect(buildGoalsFigure({ ...complete, matches, published }, '2003-11-01')).toMatchObject({
      value: 2,
      basis: 'COUNTED',
    });
    expect(buildGoalsFigure({ ...complete, matches, published }, '2003-12-30')).toMatchObject({
      value: 2,
      basis: 'PUBLISHED',
      lowerBound: 2,
      upperBound: 2,
      completeness: 'PARTIAL',
    });
  });

  it("is not COUNTED if matches of the player's years may be missing", () => {
    const listed = [{ from: '2003-01-01', to: END_OF_TIME }];
    expect(supported(buildGoalsFigure({ ...complete, listed }, day))).toEqual(UNKNOWN);
  });

  it('prefers counted goals to published ones, and names figures that differ', () => {
    const published = { goals: [report(3, day)], caps: [] };
    expect(buildGoalsFigure({ ...complete, published }, day)).toMatchObject({
      value: 2,
      basis: 'COUNTED',
      explanation: expect.stringMatching(
        /^2 goals, counted from the record\. Otherwise published: 3 goals by Sportskeeda for 2003-12-31\. /,
      ),
    });
  });

  it('never divides counted goals by published caps', () => {
    const published = { goals: [], caps: [list(2, nextDay(day))] };
    expect(supported(buildCapsFigure({ ...complete, published }, day))).toEqual([2, 'PUBLISHED']);
    expect(ratioOf({ ...complete, published }, day)).toEqual({
      value: null,
      basis: 'UNKNOWN',
      explanation:
        'The goals are counted from the record, and recorded goals are never divided by published caps.',
      lastSupportedOn: null,
    });
  });
});

describe('buildGoalsFigure, PUBLISHED', () => {
  it("prefers a dataset's figure to a newer report's", () => {
    expect(buildGoalsFigure(KANE, '2022-12-11')).toMatchObject({
      value: 53,
      basis: 'CARRIED_FORWARD',
      restsOn: { by: 'Wikipedia' },
      explanation:
        '51 goals, as published by Wikipedia for 2022-11-20, and 2 recorded since; all 5 matches of the team since then name every scorer. The record itself has 2 goal rows of the player. At least 53: 51 goals by Wikipedia for 2022-11-20, and what is recorded since. At most 53: 51 goals by Wikipedia for 2022-11-20, and what can have come since.',
    });
  });

  it("uses a report's figure on its own day without one of a dataset", () => {
    expect(buildCapsFigure(KANE, '2022-12-11')).toMatchObject({
      value: 80,
      basis: 'PUBLISHED',
      recorded: null,
      completeness: 'NONE',
      restsOn: { by: 'Sportskeeda' },
      explanation:
        '80 caps, as published by Sportskeeda for 2022-12-11. No dataset of the record counts caps. At least 77: 75 caps by Wikipedia for 2022-11-20, and what is recorded since. At most 80: 75 caps by Wikipedia for 2022-11-20, and what can have come since.',
    });
    expect(buildGoalsFigure(ROONEY, '2022-12-11')).toMatchObject({
      value: 53,
      basis: 'PUBLISHED',
      recorded: 1,
      lowerBound: 1,
      upperBound: null,
      completeness: 'PARTIAL',
      explanation:
        "53 goals, as published by Sportskeeda for 2022-12-11. The record itself has 1 goal row of the player. No dataset lists every match of the player's years, so there is no upper bound.",
    });
  });

  it('keeps an earlier figure while the team has not played', () => {
    expect(buildCapsFigure(KANE, '2023-03-22')).toMatchObject({
      value: 80,
      basis: 'PUBLISHED',
      explanation: expect.stringMatching(
        /^80 caps, as published by Sportskeeda for 2022-12-11; the team has not played since\. /,
      ),
    });
    expect(supported(buildGoalsFigure(goalsBy([list(51, '2022-11-20')]), '2022-11-20'))).toEqual([
      51,
      'PUBLISHED',
    ]);
  });

  it('dates a squad list to the end of the day before', () => {
    const known = capsBy([list(49, '2022-12-04')]);
    expect(buildCapsFigure(known, '2022-12-03')).toMatchObject({
      value: 49,
      basis: 'PUBLISHED',
      explanation: expect.stringMatching(/^49 caps, as published by Wikipedia for 2022-12-04\. /),
    });
    expect(supported(buildCapsFigure(known, '2022-12-04'))).toEqual(UNKNOWN);
    expect(supported(buildCapsFigure(known, '2022-12-02'))).toEqual(UNKNOWN);
  });

  it('excludes goals of its day from a squad list', () => {
    const known = goalsBy([list(51, '2022-12-04')], { scored: ['2022-12-04'] });
    expect(supported(buildGoalsFigure(known, '2022-12-03'))).toEqual([51, 'PUBLISHED']);
    expect(supported(buildGoalsFigure(known, '2022-12-04'))).toEqual([52, 'CARRIED_FORWARD']);
  });

  it('carries no report of a day on which the team played', () => {
    const known = goalsBy([report(53, '2022-12-10')]);
    expect(supported(buildGoalsFigure(known, '2022-12-10'))).toEqual([53, 'PUBLISHED']);
    expect(buildGoalsFigure(known, '2022-12-11')).toMatchObject({
      value: null,
      basis: 'UNKNOWN',
      lastSupportedOn: '2022-12-10',
      explanation: expect.stringMatching(
        /^The last published figure, 53 goals by Sportskeeda for 2022-12-10, may have changed since\. The last day with a supported value is 2022-12-10\. /,
      ),
    });
  });

  it('carries no report of an unlisted day, on which the team may have played', () => {
    const known = goalsBy([report(53, '2022-12-11')], {
      listed: [{ from: '2022-12-12', to: '2023-06-15' }],
    });
    expect(supported(buildGoalsFigure(known, '2022-12-11'))).toEqual([53, 'PUBLISHED']);
    expect(supported(buildGoalsFigure(known, '2022-12-12'))).toEqual(UNKNOWN);
    expect(buildGoalsFigure(known, '2022-12-12').lastSupportedOn).toBe('2022-12-11');
  });

  it('carries no figure over days without listed matches', () => {
    const later = { listed: [{ from: '2022-11-21', to: '2023-06-15' }] };
    const missing = { listed: [{ from: '2022-11-22', to: '2023-06-15' }] };
    const squad = [list(51, '2022-11-20')];
    expect(supported(buildGoalsFigure(goalsBy(squad, later), '2022-11-19'))).toEqual([
      51,
      'PUBLISHED',
    ]);
    expect(supported(buildGoalsFigure(goalsBy(squad, later), '2022-11-20'))).toEqual(UNKNOWN);
    expect(supported(buildGoalsFigure(goalsBy(squad, missing), '2022-11-21'))).toEqual(UNKNOWN);
    expect(supported(buildGoalsFigure(goalsBy(squad), '2023-06-16'))).toEqual(UNKNOWN);
    expect(buildGoalsFigure(goalsBy(squad), '2023-06-16').lastSupportedOn).toBe('2023-06-15');
  });

  it('carries a figure of the day before the listed days begin', () => {
    const listed = [{ from: '2022-11-20', to: '2022-11-30' }];
    const known = goalsBy([list(51, '2022-11-20')], { listed });
    expect(supported(buildGoalsFigure(known, '2022-11-30'))).toEqual([51, 'CARRIED_FORWARD']);
    expect(buildGoalsFigure(known, '2022-12-01').lastSupportedOn).toBe('2022-11-30');
  });

  it('supports no value by a figure with a discrepancy, and states the reason', () => {
    for (const figure of [list(51, '2022-11-20'), report(51, '2022-11-20')]) {
      const known = goalsBy([impossible(figure)]);
      expect(buildGoalsFigure(known, '2022-11-20')).toMatchObject({
        value: null,
        basis: 'UNKNOWN',
        lowerBound: 0,
        lastSupportedOn: null,
        explanation: expect.stringMatching(
          /^The last published figure, 51 goals by \w+ for 2022-11-20, supports nothing: 75 by 2022-11-20, where the team can have played 4\. /,
        ),
      });
    }
  });

  it('keeps another figure of the day of one with a discrepancy', () => {
    const known = goalsBy([impossible(list(50, '2022-11-20')), list(51, '2022-11-20', 'FIFA')]);
    expect(supported(buildGoalsFigure(known, '2022-11-20'))).toEqual([51, 'PUBLISHED']);
  });

  it('ignores a figure outside the bounds', () => {
    const goals = [report(300, '2022-12-11'), list(51, '2022-11-20')];
    expect(supported(buildGoalsFigure(goalsBy(goals), '2022-12-11'))).toEqual([
      51,
      'CARRIED_FORWARD',
    ]);
    const caps = capsBy([report(300, '2022-12-11'), list(75, '2022-11-20')]);
    expect(buildCapsFigure(caps, '2022-12-11')).toMatchObject({
      value: null,
      upperBound: 80,
      lastSupportedOn: '2022-11-20',
      explanation: expect.stringMatching(
        /^The last published figure, 300 caps by Sportskeeda for 2022-12-11, is outside the bounds\. The last day with a supported value is 2022-11-20\. /,
      ),
    });
  });
});

describe('buildGoalsFigure and buildCapsFigure, CARRIED_FORWARD', () => {
  it('adds the recorded goals over matches with all scorers', () => {
    expect(buildGoalsFigure(KANE, '2022-11-29')).toMatchObject({
      value: 51,
      basis: 'CARRIED_FORWARD',
      explanation: expect.stringContaining('and none recorded since; all 3 matches'),
    });
    expect(buildGoalsFigure(KANE, '2022-11-21')).toMatchObject({
      value: 51,
      explanation: expect.stringContaining('the one match of the team since then names every'),
    });
    expect(supported(buildGoalsFigure(KANE, '2022-12-04'))).toEqual([52, 'CARRIED_FORWARD']);
    expect(supported(buildGoalsFigure(KANE, '2023-03-26'))).toEqual([55, 'CARRIED_FORWARD']);
  });

  it('carries no figure over a match that lacks a scorer of either side', () => {
    const lacking = { date: '2022-11-25', unnamed: 0, scorersNamed: false };
    const matches = MATCHES.map((match) => (match.date === lacking.date ? lacking : match));
    const known = goalsBy([list(51, '2022-11-20')], { matches });
    expect(buildGoalsFigure(known, '2022-11-24')).toMatchObject({ value: 51 });
    expect(buildGoalsFigure(known, '2022-12-11')).toMatchObject({
      value: null,
      basis: 'UNKNOWN',
      lastSupportedOn: '2022-11-24',
    });
  });

  it('carries no caps over a match, since no line-up is on record', () => {
    expect(buildCapsFigure(KANE, '2023-03-23')).toMatchObject({
      value: null,
      basis: 'UNKNOWN',
      lowerBound: 78,
      upperBound: 81,
      lastSupportedOn: '2023-03-22',
      explanation:
        'The last published figure, 80 caps by Sportskeeda for 2022-12-11, may have changed since. The last day with a supported value is 2023-03-22. No dataset of the record counts caps. At least 78: 75 caps by Wikipedia for 2022-11-20, and what is recorded since. At most 81: 75 caps by Wikipedia for 2022-11-20, and what can have come since.',
    });
  });

  it("starts from the newest dataset's figure, else the report nearest to the day", () => {
    const squads = [list(53, '2022-12-04'), list(51, '2022-11-20')];
    expect(buildGoalsFigure(goalsBy(squads), '2022-12-04').restsOn?.value).toBe(53);
    const reports = [report(53, '2022-12-05'), report(51, '2022-11-20')];
    expect(buildGoalsFigure(goalsBy(reports), '2022-12-05').restsOn?.value).toBe(53);
    expect(buildGoalsFigure(goalsBy(reports), '2022-12-04').restsOn?.value).toBe(51);
  });

  it("starts from an older figure if the newer report's day has a match", () => {
    const reports = [report(53, '2022-12-04'), report(51, '2022-11-20')];
    expect(supported(buildGoalsFigure(goalsBy(reports), '2022-12-05'))).toEqual([
      51,
      'CARRIED_FORWARD',
    ]);
  });

  it('names the figures that differ', () => {
    const goals = [report(54, '2022-12-11'), list(51, '2022-11-20')];
    expect(buildGoalsFigure(goalsBy(goals), '2022-12-11').explanation).toMatch(
      / name every scorer\. Otherwise published: 54 goals by Sportskeeda for 2022-12-11\. /,
    );
  });
});

describe('buildGoalsFigure with several figures of one day', () => {
  const day = '2022-12-11';

  it('supports the value that sources agree on', () => {
    const goals = [report(53, day), report(53, day, 'ESPN')];
    expect(supported(buildGoalsFigure(goalsBy(goals), day))).toEqual([53, 'PUBLISHED']);
  });

  it('supports no value if sources disagree, and names both', () => {
    const caps = [report(118, day), report(115, day, 'ESPN')];
    expect(buildCapsFigure(capsBy(caps), day)).toMatchObject({
      value: null,
      basis: 'UNKNOWN',
      explanation: expect.stringMatching(
        /^Sources disagree on the caps for 2022-12-11: 118 by Sportskeeda, 115 by ESPN\. /,
      ),
    });
  });

  it('uses a figure of another day if sources of one disagree', () => {
    const goals = [report(53, day), report(52, day, 'ESPN'), report(51, '2022-11-20')];
    expect(supported(buildGoalsFigure(goalsBy(goals), day))).toEqual([51, 'CARRIED_FORWARD']);
  });

  it('compares figures of one kind of source only', () => {
    const goals = [list(53, nextDay(day)), report(52, day)];
    expect(supported(buildGoalsFigure(goalsBy(goals), day))).toEqual([53, 'PUBLISHED']);
  });
});

describe('buildGoalsFigure, UNKNOWN', () => {
  it('has bounds and says that no source has published the figure', () => {
    const known = career({
      scored: ['2003-09-06'],
      matches: [named('2003-09-06'), unnamed('2003-11-16', 2)],
    });
    expect(buildGoalsFigure(known, '2003-12-31')).toMatchObject({
      value: null,
      basis: 'UNKNOWN',
      lowerBound: 1,
      upperBound: 3,
      lastSupportedOn: null,
      explanation:
        "No source has published the goals by that day. The record itself has 1 goal row of the player. At most 3, with every goal of the team in the player's years that has no scorer on record.",
    });
    expect(buildCapsFigure(known, '2003-12-31').explanation).toBe(
      "No source has published the caps by that day. No dataset of the record counts caps. At most 2, the matches of the team in the player's years.",
    );
  });

  it('describes goals without a scorer between the first and the last goal without using them as bounds', () => {
    const known = career({
      scored: ['2003-09-06', '2003-09-10'],
      matches: [named('2003-09-06'), unnamed('2003-09-08', 4), named('2003-09-10')],
    });
    const told =
      'Between the first of these and the last 1 match of the team lacks the scorers of 4 goals.';
    expect(buildGoalsFigure(known, '2003-12-31').explanation).toContain(told);
    expect(buildGoalsFigure(known, '2003-09-09').explanation).not.toContain('Between');
  });

  it('has 0 recorded goals if no row names the player', () => {
    const known = career({ matches: [unnamed('2003-09-06', 1)] });
    expect(buildGoalsFigure(known, '2003-12-31')).toMatchObject({
      recorded: 0,
      completeness: 'NONE',
      explanation: expect.stringContaining('The record has no goal row of the player.'),
    });
  });
});

describe('buildGoalsPerCap', () => {
  const day = '2022-12-11';

  it('is 0 for no goals', () => {
    const known = career({ published: { goals: [report(0, day)], caps: [report(3, day)] } });
    expect(ratioOf({ ...known, listed: [] }, day)).toMatchObject({ value: 0, basis: 'PUBLISHED' });
  });

  it('is null for no caps', () => {
    const known = career({ published: { goals: [report(0, day)], caps: [report(0, day)] } });
    expect(ratioOf({ ...known, listed: [] }, day)).toMatchObject({
      value: null,
      basis: 'UNKNOWN',
      explanation: 'Nothing is divided by no caps.',
    });
  });

  it.each([
    [[], [report(80, day)], 'goals'],
    [[report(53, day)], [], 'caps'],
    [[], [], 'goals and the caps'],
  ])('is UNKNOWN without both figures: %#', (goals, caps, missing) => {
    expect(ratioOf(career({ listed: [], published: { goals, caps } }), day)).toEqual({
      value: null,
      basis: 'UNKNOWN',
      explanation: `No supported figure for the ${missing} as of that day.`,
      lastSupportedOn: null,
    });
  });

  it('ratioDays are the days with both figures supported', () => {
    expect(ratioDays(KANE, '2023-06-15')).toContainEqual({ from: '2022-12-11', to: '2023-03-22' });
    expect(ratioDays(KANE, '2022-11-24')).toEqual([{ from: '2022-11-19', to: '2022-11-20' }]);
    expect(ratioDays(KANE, '2022-11-18')).toEqual([]);
    expect(ratioDays(ROONEY, '2022-12-11')).toEqual([{ from: '2022-12-11', to: '2022-12-11' }]);
  });
});

describe('intersectRanges and lastDayOf', () => {
  const span = (from: string, to: string) => ({ from, to });

  it('intersectRanges returns the days in a range of each list, both ends included', () => {
    const one = [span('2022-01-01', '2022-02-01'), span('2022-03-01', '2022-04-01')];
    const other = [span('2022-02-01', '2022-03-10')];
    expect(intersectRanges([one, other])).toEqual([
      span('2022-02-01', '2022-02-01'),
      span('2022-03-01', '2022-03-10'),
    ]);
    expect(intersectRanges([one, other, [span('2022-02-02', '2022-02-28')]])).toEqual([]);
    expect(intersectRanges([one, []])).toEqual([]);
    expect(intersectRanges([one])).toEqual(one);
  });

  it('lastDayOf returns the last day in any order of ranges', () => {
    expect(lastDayOf([span('2022-03-01', '2022-04-01'), span('2022-01-01', '2022-02-01')])).toBe(
      '2022-04-01',
    );
    expect(lastDayOf([])).toBeNull();
  });
});

describe('ratioRelativeTo', () => {
  const ratio = (value: number | null): Ratio => ({
    value,
    basis: value === null ? 'UNKNOWN' : 'PUBLISHED',
    explanation: 'As a test says.',
    lastSupportedOn: null,
  });

  it.each([
    [1, 0.5, 2],
    [0, 0.5, 0],
    [0.5, 0.5, 1],
    [null, 0.5, null],
    [0.5, null, null],
    [0.5, 0, null],
    [0, 0, null],
    [null, null, null],
  ])('relates %s to %s as %s', (value, baseline, expected) => {
    expect(ratioRelativeTo(ratio(value), ratio(baseline))).toBe(expected);
  });
});

const FIGURES = { goals: buildGoalsFigure, caps: buildCapsFigure } as const;
const MEASURES = ['goals', 'caps'] as const;

/** Whether a figure rests on a report of a day on which the team played, of which nobody knows whether it counts that match. */
const isOpen = ({ restsOn }: Figure, { hasPlayed }: DrawnCareer) =>
  restsOn !== null && !restsOn.isDataset && hasPlayed(restsOn.asOf);

describe('figures of any career', () => {
  const always = (
    rule: (drawn: DrawnCareer, measure: 'goals' | 'caps', day: string) => void,
    numRuns = 120,
  ) =>
    fc.assert(
      fc.property(anyCareer, (drawn) => {
        for (const measure of MEASURES) for (const day of DAYS) rule(drawn, measure, day);
      }),
      { numRuns },
    );

  it('have true values if every published figure is true', () => {
    always((drawn, measure, day) => {
      const figure = FIGURES[measure](drawn.evidence, day);
      if (figure.value === null || isOpen(figure, drawn)) return;
      expect(figure.value).toBe(drawn.truth(measure, day));
    });
  });

  it('have a value on the last supported day, and on no later day by published figures', () => {
    always((drawn, measure, day) => {
      const { lastSupportedOn } = FIGURES[measure](drawn.evidence, day);
      for (const later of DAYS.filter((one) => one > (lastSupportedOn ?? '') && one <= day)) {
        expect(FIGURES[measure](drawn.evidence, later).restsOn).toBeNull();
      }
      if (lastSupportedOn === null) return;
      expect(lastSupportedOn <= day).toBe(true);
      const figure = FIGURES[measure](drawn.evidence, lastSupportedOn);
      expect(figure.value).not.toBeNull();
      if (isOpen(figure, drawn)) return;
      expect(figure.value).toBe(drawn.truth(measure, lastSupportedOn));
    }, 50);
  });

  it('are COUNTED exactly if rows leave one number', () => {
    always(({ evidence }, _, day) => {
      const { basis, recorded, completeness, bounds } = buildGoalsFigure(evidence, day);
      expect(basis === 'COUNTED').toBe(recorded !== 0 && bounds.byRows === recorded);
      expect(completeness === 'COMPLETE').toBe(basis === 'COUNTED');
      expect(buildCapsFigure(evidence, day).basis).not.toBe('COUNTED');
    });
  });

  it('are PUBLISHED without a match since, else CARRIED_FORWARD over known scorers', () => {
    always(({ evidence }, measure, day) => {
      const { basis, restsOn, value } = FIGURES[measure](evidence, day);
      expect(restsOn === null).toBe(basis === 'UNKNOWN' || basis === 'COUNTED');
      if (restsOn === null) return;
      const since = evidence.matches.filter(({ date }) => date > restsOn.through && date <= day);
      expect(basis === 'PUBLISHED').toBe(since.length === 0);
      expect(since.every(({ scorersNamed }) => scorersNamed)).toBe(true);
      const scored = evidence.scored.filter((date) => date > restsOn.through && date <= day);
      expect(value).toBe(restsOn.value + scored.length);
      if (measure === 'caps') expect(basis).toBe('PUBLISHED');
    });
  });

  it('have the ratio of both values, and both on its last supported day', () => {
    always(({ evidence }, _, day) => {
      const [goals, caps] = [buildGoalsFigure(evidence, day), buildCapsFigure(evidence, day)];
      const { value, basis, lastSupportedOn } = buildGoalsPerCap(evidence, goals, caps, day);
      expect(value === null).toBe(basis === 'UNKNOWN');
      if (value !== null) {
        expect(value).toBe((goals.value ?? Number.NaN) / (caps.value ?? Number.NaN));
        expect(lastSupportedOn).toBe(day);
      }
      if (lastSupportedOn === null) return;
      expect(buildGoalsFigure(evidence, lastSupportedOn).value).not.toBeNull();
      expect(buildCapsFigure(evidence, lastSupportedOn).value).not.toBeNull();
    }, 50);
  });

  it('have values within their bounds, whatever is published', () => {
    fc.assert(
      fc.property(anyCareer, anyFigures, ({ evidence }, figures) => {
        for (const measure of MEASURES) {
          for (const day of DAYS) {
            const known = withMore(evidence, figures);
            const { value, basis, lowerBound, upperBound } = FIGURES[measure](known, day);
            expect(value === null).toBe(basis === 'UNKNOWN');
            if (value === null) continue;
            expect(value).toBeGreaterThanOrEqual(lowerBound ?? 0);
            if (upperBound !== null) expect(value).toBeLessThanOrEqual(upperBound);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('do not depend on figures with a discrepancy', () => {
    fc.assert(
      fc.property(anyCareer, anyFigures, ({ evidence }, figures) => {
        const known = withMore(evidence, figures.map(impossible));
        for (const measure of MEASURES) {
          for (const day of DAYS) {
            const { explanation: _, ...figure } = FIGURES[measure](known, day);
            expect(FIGURES[measure](evidence, day)).toMatchObject(figure);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('have explanations of one line of sentences, with singulars for one', () => {
    fc.assert(
      fc.property(anyCareer, anyFigures, ({ evidence }, figures) => {
        const known = withMore(evidence, figures);
        for (const day of DAYS) {
          const [goals, caps] = [buildGoalsFigure(known, day), buildCapsFigure(known, day)];
          for (const { explanation } of [goals, caps, buildGoalsPerCap(known, goals, caps, day)]) {
            expect(explanation).toMatch(/^[A-Z0-9][^\n]*[^.]\.$/);
            expect(explanation).not.toMatch(/undefined|null|NaN| {2}/);
            expect(explanation).not.toMatch(/(?<!-)\b1 (goals|caps|matches)\b/);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
