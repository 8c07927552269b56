import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALWAYS, FIRST_MATCH, type Span } from '../../src/statistics/days.js';
import {
  type Evidence,
  type Published,
  type TeamMatch,
  windowOf,
} from '../../src/statistics/evidence.js';
import {
  capsFigure,
  type Figure,
  goalsFigure,
  goalsPerCap,
  type Ratio,
  relativeTo,
} from '../../src/statistics/figures.js';
import { rounded } from '../../src/statistics/rounding.js';

const WHOLE: Span[] = [{ from: FIRST_MATCH, to: ALWAYS }];
/** What the built-in seed holds whole of England. */
const ENGLAND: Span[] = [{ from: '2022-09-27', to: '2023-06-15' }];

/** Evidence that says nothing but what a test says. */
const career = (evidence: Partial<Evidence>): Evidence => ({
  asOf: null,
  scored: [],
  goals: [],
  caps: [],
  matches: [],
  held: [],
  ...evidence,
});

/** A match of which every goal has its scorer. */
const named = (date: string, goals: number): TeamMatch => ({
  date,
  goals,
  goalsNamed: goals,
  scorersNamed: true,
});

/** A match of which no goal has its scorer. */
const unnamed = (date: string, goals: number): TeamMatch => ({
  date,
  goals,
  goalsNamed: 0,
  scorersNamed: goals === 0,
});

const said = (value: number, asOf: string, by = 'Sportskeeda'): Published => ({ value, asOf, by });

/** England from the World Cup of 2022 to March 2023: every goal has its scorer. */
const MATCHES = [
  named('2022-11-21', 6),
  named('2022-11-25', 0),
  named('2022-11-29', 3),
  named('2022-12-04', 3),
  named('2022-12-10', 1),
  named('2023-03-23', 2),
  named('2023-03-26', 2),
];

/** Harry Kane from the squad list of 2022 on, as of a day. */
function kane(asOf: string): Evidence {
  const until = <Row>(rows: readonly Row[], dayOf: (row: Row) => string) =>
    rows.filter((row) => dayOf(row) <= asOf);
  return career({
    asOf,
    scored: until(['2022-12-04', '2022-12-10', '2023-03-23', '2023-03-26'], (day) => day),
    goals: until([said(53, '2022-12-11'), said(51, '2022-11-20', 'Wikipedia')], (row) => row.asOf),
    caps: until([said(80, '2022-12-11'), said(75, '2022-11-20', 'Wikipedia')], (row) => row.asOf),
    matches: until(MATCHES, ({ date }) => date),
    held: ENGLAND,
  });
}

/** Wayne Rooney as the article has him, with one of his recorded goals. */
const ROONEY = career({
  asOf: '2022-12-11',
  scored: ['2003-09-06'],
  goals: [said(53, '2022-12-11')],
  caps: [said(118, '2022-12-11')],
  matches: [named('2003-09-06', 2), unnamed('2003-11-16', 2)],
  held: ENGLAND,
});

const ratioOf = (evidence: Evidence) => goalsPerCap(goalsFigure(evidence), capsFigure(evidence));

describe("the founding question: Kane's goals per cap relative to Rooney's", () => {
  const ofKane = ratioOf(kane('2022-12-11'));
  const ofRooney = ratioOf(ROONEY);

  it('has 53 goals in 80 caps for Kane: 0.6625', () => {
    expect(ofKane).toEqual({
      value: 0.6625,
      basis: 'PUBLISHED',
      explanation: '53 goals (published) divided by 80 caps (published).',
    });
  });

  it('has 53 goals in 118 caps for Rooney: 0.4492, and unrounded inside', () => {
    expect(ofRooney.value).toBe(53 / 118);
    expect(rounded(ofRooney.value ?? 0, 4)).toBe(0.4492);
  });

  it('is answered by 1.475', () => {
    expect(rounded(relativeTo(ofKane, ofRooney) ?? 0, 4)).toBe(1.475);
    expect(relativeTo(ofRooney, ofRooney)).toBe(1);
  });

  it('is not answered three months later: nobody had published the caps', () => {
    const later = kane('2023-03-26');
    expect(goalsFigure(later)).toMatchObject({ value: 55, basis: 'CARRIED_FORWARD' });
    expect(ratioOf(later)).toEqual({
      value: null,
      basis: 'UNKNOWN',
      explanation: 'No supported figure for the caps as of that day.',
    });
  });
});

describe('a published figure', () => {
  it('of the day asked for is the value, whatever the record holds', () => {
    expect(goalsFigure(ROONEY)).toEqual({
      value: 53,
      basis: 'PUBLISHED',
      recorded: 1,
      lowerBound: 1,
      upperBound: null,
      completeness: 'PARTIAL',
      explanation:
        '53 goals, as published by Sportskeeda for 2022-12-11. The record itself has 1 goal row of the player. It does not hold every match of the career, so it gives no upper bound.',
      restsOnRows: true,
    });
  });

  it('of an earlier day is the value while the team has not played since', () => {
    expect(goalsFigure(kane('2023-03-22'))).toMatchObject({
      value: 53,
      basis: 'PUBLISHED',
      explanation: expect.stringMatching(
        /^53 goals, as published by Sportskeeda for 2022-12-11; the team has not played since\. /,
      ),
    });
    expect(capsFigure(kane('2023-03-22'))).toMatchObject({ value: 80, basis: 'PUBLISHED' });
  });

  it('of an earlier day proves nothing where the record does not hold the days since', () => {
    const unheld = { ...kane('2023-03-22'), held: [{ from: '2022-12-13', to: '2023-06-15' }] };
    expect(goalsFigure(unheld)).toMatchObject({ value: null, basis: 'UNKNOWN' });
    const held = { ...unheld, held: [{ from: '2022-12-12', to: '2023-03-22' }] };
    expect(goalsFigure(held)).toMatchObject({ value: 53, basis: 'PUBLISHED' });
  });

  it('includes the match of its own day', () => {
    const asPublished = career({
      asOf: '2022-12-11',
      scored: ['2022-12-10'],
      goals: [said(53, '2022-12-10')],
      matches: [unnamed('2022-12-10', 1)],
      held: ENGLAND,
    });
    expect(goalsFigure(asPublished)).toMatchObject({ value: 53, basis: 'PUBLISHED' });
  });

  it('goes before every older one', () => {
    expect(goalsFigure(kane('2022-12-11')).value).toBe(53);
    expect(goalsFigure(kane('2022-11-20')).value).toBe(51);
  });

  it('goes before the count, where both are there', () => {
    const evidence = career({
      asOf: '2022-12-11',
      scored: ['2022-12-10'],
      goals: [said(2, '2022-12-11')],
      matches: [named('2022-12-10', 1)],
      held: WHOLE,
    });
    expect(goalsFigure(evidence)).toMatchObject({ value: 2, basis: 'PUBLISHED', recorded: 1 });
  });
});

describe('sources of one day', () => {
  const asOf = '2022-12-11';

  it('that agree are one published figure', () => {
    const goals = [said(53, asOf), said(53, asOf, 'ESPN')];
    expect(goalsFigure(career({ asOf, goals }))).toMatchObject({ value: 53, basis: 'PUBLISHED' });
  });

  it('that disagree support no value, and both are named', () => {
    const caps = [said(118, asOf), said(115, asOf, 'ESPN')];
    expect(capsFigure(career({ asOf, caps }))).toMatchObject({
      value: null,
      basis: 'UNKNOWN',
      explanation: expect.stringMatching(
        /^Sources disagree on the caps for 2022-12-11: 118 by Sportskeeda, 115 by ESPN\. /,
      ),
    });
  });

  it('that disagree are carried nowhere, nor is an older figure in their place', () => {
    const goals = [said(53, asOf), said(52, asOf, 'ESPN'), said(51, '2022-11-20')];
    const later = { ...kane('2023-03-26'), goals };
    expect(goalsFigure(later)).toMatchObject({ value: null, basis: 'UNKNOWN' });
  });

  it('do not disagree with those of another day', () => {
    const goals = [said(53, asOf), said(51, '2022-11-20'), said(50, '2022-11-20', 'ESPN')];
    expect(goalsFigure(career({ asOf, goals }))).toMatchObject({ value: 53, basis: 'PUBLISHED' });
  });
});

describe('a published figure is carried forward', () => {
  it('over matches that name every scorer: Kane has 54 after Italy, 55 after Ukraine', () => {
    expect(goalsFigure(kane('2023-03-23'))).toMatchObject({
      value: 54,
      basis: 'CARRIED_FORWARD',
      explanation: expect.stringMatching(
        /^53 goals, as published by Sportskeeda for 2022-12-11, and 1 recorded since; the one match of the team since then names every scorer\. /,
      ),
    });
    expect(goalsFigure(kane('2023-03-26'))).toMatchObject({
      value: 55,
      basis: 'CARRIED_FORWARD',
      explanation: expect.stringMatching(
        /^53 goals, as published by Sportskeeda for 2022-12-11, and 2 recorded since; all 2 matches of the team since then name every scorer\. /,
      ),
    });
  });

  it('from the last figure before a match, not from one after it', () => {
    expect(goalsFigure(kane('2022-12-10'))).toMatchObject({ value: 53, basis: 'CARRIED_FORWARD' });
    expect(goalsFigure(kane('2022-12-04'))).toMatchObject({ value: 52, basis: 'CARRIED_FORWARD' });
  });

  it('unchanged over matches in which he did not score', () => {
    expect(goalsFigure(kane('2022-11-29'))).toMatchObject({
      value: 51,
      basis: 'CARRIED_FORWARD',
      explanation: expect.stringContaining('and none recorded since; all 3 matches'),
    });
  });

  it('not over a match without its scorers, not even when a later match has them', () => {
    const friendly = unnamed('2023-03-23', 2);
    const matches = MATCHES.map((match) => (match.date === friendly.date ? friendly : match));
    expect(goalsFigure({ ...kane('2023-03-26'), matches })).toMatchObject({
      value: null,
      basis: 'UNKNOWN',
      explanation: expect.stringMatching(
        /^The last published figure, 53 goals by Sportskeeda for 2022-12-11, may have changed since\. /,
      ),
    });
  });

  it('not over a match in which one of the scorers is missing', () => {
    const matches = MATCHES.map((match) => ({
      ...match,
      scorersNamed: match.date !== '2023-03-26',
    }));
    expect(goalsFigure({ ...kane('2023-03-26'), matches }).basis).toBe('UNKNOWN');
  });

  it('not beyond the days that the record holds whole', () => {
    const inside = { ...kane('2023-03-26'), asOf: '2023-06-15' };
    expect(goalsFigure(inside)).toMatchObject({ value: 55, basis: 'CARRIED_FORWARD' });
    expect(goalsFigure({ ...inside, asOf: '2023-06-16' }).basis).toBe('UNKNOWN');
    expect(goalsFigure({ ...inside, asOf: null }).basis).toBe('UNKNOWN');
  });

  it('to the end of the record, where the record is held for good', () => {
    const evidence = { ...kane('2023-03-26'), asOf: null, held: WHOLE };
    expect(goalsFigure(evidence)).toMatchObject({ value: 55, basis: 'CARRIED_FORWARD' });
  });

  it('for goals alone: a cap leaves no row', () => {
    expect(capsFigure(kane('2023-03-26'))).toMatchObject({
      value: null,
      basis: 'UNKNOWN',
      explanation: expect.stringMatching(
        /^The last published figure, 80 caps by Sportskeeda for 2022-12-11, may have changed since\. /,
      ),
    });
  });
});

describe('goals are counted', () => {
  const complete = career({
    asOf: '2003-12-31',
    scored: ['2003-09-06', '2003-09-10'],
    matches: [named('2003-09-06', 2), named('2003-09-10', 2), unnamed('2003-11-16', 2)],
    held: WHOLE,
  });

  it('where no goal of the team in the window lacks its scorer', () => {
    expect(goalsFigure(complete)).toEqual({
      value: 2,
      basis: 'COUNTED',
      recorded: 2,
      lowerBound: 2,
      upperBound: 2,
      completeness: 'COMPLETE',
      explanation:
        '2 goals, counted from the record. The record itself has 2 goal rows of the player. Between 2003-09-06 and 2003-09-10 0 goals of the team have no scorer on record.',
      restsOnRows: true,
    });
  });

  it('where the only match without scorers ended 0-0', () => {
    const matches = [named('2003-09-06', 2), unnamed('2003-09-08', 0), named('2003-09-10', 2)];
    expect(goalsFigure({ ...complete, matches }).basis).toBe('COUNTED');
  });

  it('as none, where published caps open a window without a missing goal', () => {
    const caps = [said(2, '2003-09-10'), said(1, '2003-09-06')];
    const goalless = { ...complete, scored: [], caps };
    expect(goalsFigure(goalless)).toMatchObject({
      value: 0,
      basis: 'COUNTED',
      completeness: 'COMPLETE',
      restsOnRows: false,
    });
  });

  it('but not where one goal in the window lacks its scorer', () => {
    const matches = [named('2003-09-06', 2), unnamed('2003-09-08', 1), named('2003-09-10', 2)];
    expect(goalsFigure({ ...complete, matches })).toMatchObject({
      value: null,
      basis: 'UNKNOWN',
      lowerBound: 2,
      upperBound: 3,
      completeness: 'PARTIAL',
    });
  });

  it('but not where the record does not hold the team from its first match on', () => {
    const held = [{ from: '1872-12-01', to: ALWAYS }];
    expect(goalsFigure({ ...complete, held })).toMatchObject({
      value: null,
      basis: 'UNKNOWN',
      upperBound: null,
    });
  });

  it('but not where a source has published more than the record has', () => {
    const friendlies = career({
      asOf: '2015-01-01',
      goals: [said(3, '2014-06-12', 'Wikipedia')],
      matches: [named('2014-06-14', 1)],
      held: WHOLE,
    });
    expect(goalsFigure(friendlies)).toMatchObject({ value: 3, basis: 'CARRIED_FORWARD' });
    const matches = [...friendlies.matches, unnamed('2014-09-03', 1)];
    expect(goalsFigure({ ...friendlies, matches })).toMatchObject({
      value: null,
      basis: 'UNKNOWN',
      upperBound: null,
    });
  });

  it('but not where published caps tell of matches before the window', () => {
    const defender = career({
      asOf: '2022-12-11',
      caps: [said(75, '2022-11-20', 'Wikipedia')],
      matches: MATCHES,
      held: WHOLE,
    });
    expect(goalsFigure(defender)).toMatchObject({
      value: null,
      basis: 'UNKNOWN',
      upperBound: null,
    });
    expect(capsFigure(defender).upperBound).toBeNull();
  });

  it('and never divided by published caps', () => {
    const asOf = '2003-12-31';
    const evidence = { ...complete, asOf, caps: [said(2, asOf)], matches: complete.matches };
    const sparse = { ...evidence, matches: complete.matches.slice(0, 2) };
    expect(capsFigure(sparse)).toMatchObject({ value: 2, basis: 'PUBLISHED' });
    expect(goalsFigure(sparse)).toMatchObject({ value: 2, basis: 'COUNTED' });
    expect(ratioOf(sparse)).toEqual({
      value: null,
      basis: 'UNKNOWN',
      explanation:
        'The goals are counted from the record, and recorded goals are never divided by published caps.',
    });
  });
});

describe('a figure is unknown', () => {
  it('where nobody has published it and nothing is recorded', () => {
    expect(goalsFigure(career({ asOf: '2022-12-11', held: WHOLE }))).toEqual({
      value: null,
      basis: 'UNKNOWN',
      recorded: 0,
      lowerBound: 0,
      upperBound: null,
      completeness: 'NONE',
      explanation:
        'No source has published the goals by that day. The record has no goal row of the player. Without any day of the career there are no bounds.',
      restsOnRows: false,
    });
    expect(capsFigure(career({ asOf: '2022-12-11', held: WHOLE }))).toEqual({
      value: null,
      basis: 'UNKNOWN',
      recorded: null,
      lowerBound: null,
      upperBound: null,
      completeness: 'NONE',
      explanation:
        'No source has published the caps by that day. No dataset of the record counts caps. The record does not hold every match of the career, so it gives no upper bound.',
      restsOnRows: false,
    });
  });

  it('where goals are recorded and some may be missing', () => {
    const evidence = career({ scored: ['2003-09-06'], matches: [named('2003-09-06', 2)] });
    expect(goalsFigure(evidence)).toMatchObject({
      value: null,
      basis: 'UNKNOWN',
      recorded: 1,
      lowerBound: 1,
      upperBound: null,
      explanation: expect.stringMatching(/^No source has published the goals by that day\. /),
    });
  });

  it('and yet has bounds: the recorded goals, and those of the team that no row names', () => {
    const evidence = career({
      scored: ['2003-09-06', '2003-09-10'],
      matches: [
        unnamed('2003-08-20', 3),
        named('2003-09-06', 2),
        unnamed('2003-09-08', 4),
        named('2003-09-10', 2),
        unnamed('2003-11-16', 2),
      ],
      held: WHOLE,
    });
    expect(goalsFigure(evidence)).toMatchObject({
      value: null,
      basis: 'UNKNOWN',
      recorded: 2,
      lowerBound: 2,
      upperBound: 6,
      completeness: 'PARTIAL',
      explanation: expect.stringMatching(
        / Between 2003-09-06 and 2003-09-10 4 goals of the team have no scorer on record\.$/,
      ),
    });
  });
});

describe('the window of a career', () => {
  it('is from the first recorded goal to the last', () => {
    expect(windowOf(career({ scored: ['2003-09-06', '2003-09-10', '2016-09-04'] }))).toEqual({
      from: '2003-09-06',
      to: '2016-09-04',
    });
  });

  it('is widened by published figures, of goals and of caps, at either end', () => {
    const scored = ['2018-06-18'];
    const goals = [said(51, '2022-11-20'), said(13, '2018-06-14')];
    const caps = [said(80, '2022-12-11')];
    expect(windowOf(career({ scored, goals, caps }))).toEqual({
      from: '2018-06-14',
      to: '2022-12-11',
    });
  });

  it('ends by the day asked for', () => {
    const evidence = career({ asOf: '2010-01-01', scored: ['2003-09-06', '2016-09-04'] });
    expect(windowOf(evidence)).toEqual({ from: '2003-09-06', to: '2003-09-06' });
  });

  it('is unknown without a goal and without a figure', () => {
    expect(windowOf(career({ matches: MATCHES, held: WHOLE }))).toBeNull();
  });

  it('widened by a squad list lets in the goals without a scorer between', () => {
    const evidence = career({
      scored: ['2003-09-10'],
      matches: [unnamed('2003-09-06', 3), named('2003-09-10', 1)],
      held: WHOLE,
    });
    expect(goalsFigure(evidence).upperBound).toBe(1);
    expect(goalsFigure({ ...evidence, caps: [said(0, '2003-09-01')] }).upperBound).toBe(4);
  });
});

describe('caps', () => {
  const evidence = career({
    scored: ['2003-09-06', '2003-09-06', '2003-09-10'],
    matches: [named('2003-09-06', 2), unnamed('2003-09-08', 4), named('2003-09-10', 2)],
    held: WHOLE,
  });

  it('are at least the days of the recorded goals, and at most the matches of the team between', () => {
    expect(capsFigure(evidence)).toMatchObject({
      value: null,
      basis: 'UNKNOWN',
      recorded: null,
      lowerBound: 2,
      upperBound: 3,
      completeness: 'NONE',
      explanation:
        'No source has published the caps by that day. No dataset of the record counts caps. Between 2003-09-06 and 2003-09-10 the team played 3 matches.',
    });
  });

  it('have no upper bound where the record does not hold every match of the team', () => {
    expect(capsFigure({ ...evidence, held: ENGLAND })).toMatchObject({
      lowerBound: 2,
      upperBound: null,
    });
  });

  it('are never counted, not even where every match is held', () => {
    const whole = { ...evidence, matches: [named('2003-09-06', 2), named('2003-09-10', 2)] };
    expect(capsFigure(whole)).toMatchObject({ value: null, lowerBound: 2, upperBound: 2 });
  });
});

describe('goals per cap', () => {
  const figure = (value: number | null, basis: Figure['basis']): Figure => ({
    value,
    basis,
    recorded: null,
    lowerBound: null,
    upperBound: null,
    completeness: 'PARTIAL',
    explanation: 'As a test says.',
    restsOnRows: false,
  });

  it('rest on what their goals rest on', () => {
    expect(goalsPerCap(figure(55, 'CARRIED_FORWARD'), figure(82, 'PUBLISHED'))).toEqual({
      value: 55 / 82,
      basis: 'CARRIED_FORWARD',
      explanation: '55 goals (carried forward) divided by 82 caps (published).',
    });
  });

  it('of no goals are zero', () => {
    expect(goalsPerCap(figure(0, 'PUBLISHED'), figure(3, 'PUBLISHED')).value).toBe(0);
  });

  it('of no caps are nothing', () => {
    expect(goalsPerCap(figure(0, 'PUBLISHED'), figure(0, 'PUBLISHED'))).toEqual({
      value: null,
      basis: 'UNKNOWN',
      explanation: 'Nothing is divided by no caps.',
    });
  });

  it.each([
    [null, 80, 'No supported figure for the goals as of that day.'],
    [53, null, 'No supported figure for the caps as of that day.'],
    [null, null, 'No supported figure for the goals and the caps as of that day.'],
  ])('of %s goals and %s caps are unknown', (goals, caps, explanation) => {
    const basis = (value: number | null) => (value === null ? 'UNKNOWN' : 'PUBLISHED');
    expect(goalsPerCap(figure(goals, basis(goals)), figure(caps, basis(caps)))).toEqual({
      value: null,
      basis: 'UNKNOWN',
      explanation,
    });
  });

  it.each([0, 1, 37, null])('never divide counted goals, whatever the caps: %s', (caps) => {
    const basis = caps === null ? 'UNKNOWN' : 'PUBLISHED';
    expect(goalsPerCap(figure(37, 'COUNTED'), figure(caps, basis)).value).toBeNull();
  });
});

describe('one ratio in terms of another', () => {
  const ratio = (value: number | null): Ratio => ({
    value,
    basis: value === null ? 'UNKNOWN' : 'PUBLISHED',
    explanation: 'As a test says.',
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
  ])('%s in terms of %s is %s', (value, baseline, expected) => {
    expect(relativeTo(ratio(value), ratio(baseline))).toBe(expected);
  });
});

/** A day by its number. */
const dayOf = (number: number) =>
  new Date(Date.UTC(2000, 0, 1 + number)).toISOString().slice(0, 10);

/** A team's match with so many goals, of which some have a row and some of those are the player's. */
const anyMatch = fc
  .record({ day: fc.nat(99), counts: fc.array(fc.nat(4), { minLength: 3, maxLength: 3 }) })
  .map(({ day, counts }) => {
    const [own = 0, goalsNamed = 0, goals = 0] = [...counts].sort((a, b) => a - b);
    return {
      date: dayOf(day),
      goals,
      goalsNamed,
      scorersNamed: goalsNamed === goals,
      own,
    };
  });

const anyFigure = fc
  .record({
    value: fc.oneof(fc.nat(3), fc.nat(120)),
    day: fc.nat(99),
    by: fc.constantFrom('ESPN', 'Wikipedia'),
  })
  .map(({ value, day, by }) => said(value, dayOf(day), by));

/** Days that the record does not have. */
const anyGaps = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 2 });

/** What is held where the days of the gaps are not. */
function heldAround(gaps: readonly number[]): Span[] {
  const days = [...gaps].sort((one, other) => one - other);
  const starts = [FIRST_MATCH, ...days.map((gap) => dayOf(gap + 1))];
  const ends = [...days.map((gap) => dayOf(gap - 1)), ALWAYS];
  return starts.map((from, place) => ({ from, to: ends[place] ?? ALWAYS }));
}

/** A career as the record reads it: everything by the day asked for, matches oldest first, figures newest first. */
const anyCareer = fc
  .record({
    matches: fc.uniqueArray(anyMatch, { selector: ({ date }) => date, maxLength: 12 }),
    goals: fc.array(anyFigure, { maxLength: 2 }),
    caps: fc.array(anyFigure, { maxLength: 2 }),
    gaps: anyGaps,
    until: fc.option(fc.nat(99)),
  })
  .map(({ matches, goals, caps, gaps, until }) => {
    const asOf = until === null ? null : dayOf(until);
    const played = matches
      .filter(({ date }) => date <= (asOf ?? ALWAYS))
      .sort((one, other) => one.date.localeCompare(other.date));
    const newestFirst = (figures: Published[]) =>
      figures
        .filter((one) => one.asOf <= (asOf ?? ALWAYS))
        .sort((one, other) => other.asOf.localeCompare(one.asOf));
    const evidence: Evidence = {
      asOf,
      scored: played.flatMap(({ date, own }) => Array<string>(own).fill(date)),
      goals: newestFirst(goals),
      caps: newestFirst(caps),
      matches: played.map(({ own: _, ...match }) => match),
      held: heldAround(gaps),
    };
    return { evidence, gaps: gaps.map(dayOf) };
  });

describe('whatever the career', () => {
  const always = (rule: (evidence: Evidence, gaps: string[]) => void) =>
    fc.assert(
      fc.property(anyCareer, ({ evidence, gaps }) => rule(evidence, gaps)),
      { numRuns: 500 },
    );

  it('the bounds enclose the recorded goals, and a count lies between them', () => {
    always((evidence) => {
      const { value, basis, recorded, lowerBound, upperBound } = goalsFigure(evidence);
      expect(lowerBound).toBe(recorded);
      if (upperBound === null) {
        expect(basis).not.toBe('COUNTED');
        return;
      }
      expect(lowerBound ?? 0).toBeLessThanOrEqual(upperBound);
      if (basis !== 'COUNTED') return;
      expect(value).toBeGreaterThanOrEqual(lowerBound ?? Number.NaN);
      expect(value).toBeLessThanOrEqual(upperBound);
    });
  });

  it('no published figure is above an upper bound', () => {
    always((evidence) => {
      const highest = (figures: readonly Published[]) =>
        Math.max(0, ...figures.map(({ value }) => value));
      const { upperBound: goals } = goalsFigure(evidence);
      if (goals !== null) expect(highest(evidence.goals)).toBeLessThanOrEqual(goals);
      const { upperBound: caps } = capsFigure(evidence);
      if (caps !== null) expect(highest(evidence.caps)).toBeLessThanOrEqual(caps);
    });
  });

  it('the caps possible are no fewer than the days of the recorded goals', () => {
    always((evidence) => {
      const { lowerBound, upperBound } = capsFigure(evidence);
      if (upperBound !== null) expect(lowerBound).toBeLessThanOrEqual(upperBound);
    });
  });

  it('a value is there unless it is unknown', () => {
    always((evidence) => {
      const goals = goalsFigure(evidence);
      const caps = capsFigure(evidence);
      for (const { value, basis } of [goals, caps, goalsPerCap(goals, caps)]) {
        expect(value === null).toBe(basis === 'UNKNOWN');
      }
    });
  });

  it('a ratio is the published goals, or those carried forward, by the published caps', () => {
    always((evidence) => {
      const goals = goalsFigure(evidence);
      const caps = capsFigure(evidence);
      const { value, basis } = goalsPerCap(goals, caps);
      if (value === null) return;
      expect(['PUBLISHED', 'CARRIED_FORWARD']).toContain(basis);
      expect(caps.basis).toBe('PUBLISHED');
      expect(value).toBe((goals.value ?? Number.NaN) / (caps.value ?? Number.NaN));
    });
  });

  it('a published figure over no match since is the value', () => {
    always((evidence) => {
      const [latest, ...others] = evidence.goals;
      if (!latest) return;
      const alone = others.every((other) => other.asOf !== latest.asOf);
      const matches = evidence.matches.filter(({ date }) => date <= latest.asOf);
      const scored = evidence.scored.filter((day) => day <= latest.asOf);
      const figure = goalsFigure({ ...evidence, matches, scored, held: WHOLE });
      if (alone) expect(figure).toMatchObject({ value: latest.value, basis: 'PUBLISHED' });
    });
  });

  it('a published figure grows by the goals recorded since, and by nothing else', () => {
    always((evidence) => {
      const { value, basis } = goalsFigure(evidence);
      const [latest] = evidence.goals;
      if (basis !== 'CARRIED_FORWARD' || !latest) return;
      const since = evidence.matches.filter(({ date }) => date > latest.asOf);
      expect(since.length).toBeGreaterThan(0);
      expect(since.every(({ scorersNamed }) => scorersNamed)).toBe(true);
      const scored = evidence.scored.filter((day) => day > latest.asOf);
      expect(value).toBe(latest.value + scored.length);
    });
  });

  it('a gap since the published figure lets nothing be carried forward', () => {
    always((evidence, gaps) => {
      const [latest] = evidence.goals;
      if (!latest) return;
      const gap = gaps.some((day) => day > latest.asOf && day <= (evidence.asOf ?? ALWAYS));
      if (!gap) return;
      expect(goalsFigure(evidence).basis).not.toBe('CARRIED_FORWARD');
      expect(goalsFigure(evidence).basis).not.toBe('PUBLISHED');
    });
  });

  it('a gap before the end of the window leaves no upper bound', () => {
    always((evidence, gaps) => {
      const to = windowOf(evidence)?.to ?? '';
      if (!gaps.some((day) => day <= to)) return;
      expect(goalsFigure(evidence).upperBound).toBeNull();
      expect(capsFigure(evidence).upperBound).toBeNull();
      expect(goalsFigure(evidence).basis).not.toBe('COUNTED');
    });
  });

  it('the same evidence with a gap knows no more than without', () => {
    always((evidence) => {
      const belowTheRecord = evidence.goals.some(
        ({ value, asOf }) => value < evidence.scored.filter((day) => day <= asOf).length,
      );
      if (belowTheRecord) return;
      const whole = goalsFigure({ ...evidence, held: WHOLE });
      const gapped = goalsFigure(evidence);
      if (gapped.value !== null) expect(gapped.value).toBe(whole.value);
      if (gapped.upperBound !== null) expect(gapped.upperBound).toBe(whole.upperBound);
    });
  });

  it('an explanation is one line of sentences that end in a full stop', () => {
    always((evidence) => {
      const goals = goalsFigure(evidence);
      const caps = capsFigure(evidence);
      for (const { explanation } of [goals, caps, goalsPerCap(goals, caps)]) {
        expect(explanation).toMatch(/^[A-Z0-9][^\n]*[^.]\.$/);
        expect(explanation).not.toMatch(/undefined|null|NaN| {2}/);
      }
    });
  });

  it('an explanation speaks of one as of one', () => {
    always((evidence) => {
      const goals = goalsFigure(evidence);
      const caps = capsFigure(evidence);
      for (const { explanation } of [goals, caps, goalsPerCap(goals, caps)]) {
        expect(explanation).not.toMatch(/(?<!-)\b1 (goals|caps|matches)\b/);
      }
    });
  });
});
