/** Goals in a part of a career: what a filter leaves of it. */
import { describe, expect, it } from 'vitest';
import { ALWAYS, FIRST_MATCH } from '../../src/statistics/days.js';
import { type Evidence, knownBy, type TeamMatch } from '../../src/statistics/evidence.js';
import { goalsFigure, goalsInPart, type Part } from '../../src/statistics/figures.js';

const match = (date: string, goals: number, goalsNamed = goals): TeamMatch => ({
  date,
  goals,
  goalsNamed,
  scorersNamed: goals === goalsNamed,
});

/** From 2001 to 2003, with a goal that nobody is known to have scored in each of its years, and one after it. */
const MATCHES = [
  match('2001-06-01', 2),
  match('2001-07-01', 3, 2),
  match('2002-06-01', 1, 0),
  match('2003-06-01', 2),
  match('2003-07-01', 1, 0),
];

const CAREER: Evidence = {
  asOf: null,
  scored: ['2001-06-01', '2001-06-01', '2003-06-01'],
  goals: [],
  caps: [],
  matches: MATCHES,
  held: [{ from: FIRST_MATCH, to: ALWAYS }],
};

const part = (of: Partial<Part>): Part => ({
  recorded: 1,
  unrecorded: null,
  matches: [],
  known: null,
  ...of,
});

describe('goals in a part of a career', () => {
  it('can be as many as its goals without a scorer in the days of the career allow', () => {
    const cup = part({ recorded: 2, unrecorded: 5, matches: MATCHES.slice(1) });
    expect(goalsInPart(cup, CAREER)).toMatchObject({
      value: null,
      basis: 'UNKNOWN',
      recorded: 2,
      lowerBound: 2,
      upperBound: 4,
      completeness: 'PARTIAL',
      explanation:
        'No published figure counts the goals under a filter. The record itself has 2 goal rows of the player under the filter. Between 2001-06-01 and 2003-06-01 2 goals of the team under the filter have no scorer on record.',
    });
  });

  it('are counted where none of these lacks its scorer, whatever others do', () => {
    const cup = part({ unrecorded: 1, matches: MATCHES.slice(3) });
    expect(goalsInPart(cup, CAREER)).toMatchObject({
      value: 1,
      basis: 'COUNTED',
      upperBound: 1,
      completeness: 'COMPLETE',
    });
  });

  it('may have fallen on any day, where more was published than the days of the career can hold', () => {
    const caps = [{ value: 99, asOf: '2002-01-01', by: 'Wikipedia' }];
    const cup = part({ unrecorded: 5, matches: MATCHES.slice(3) });
    expect(goalsInPart(cup, { ...CAREER, caps })).toMatchObject({
      value: null,
      upperBound: 6,
      explanation: expect.stringMatching(
        / 5 goals of the team under the filter have no scorer on record\.$/,
      ),
    });
  });

  it('are counted without a look at the career, where no goal at all lacks its scorer', () => {
    expect(goalsInPart(part({ recorded: 8, unrecorded: 0 }), null)).toEqual({
      value: 8,
      basis: 'COUNTED',
      recorded: 8,
      lowerBound: 8,
      upperBound: 8,
      completeness: 'COMPLETE',
      explanation:
        '8 goals, counted from the record. The record itself has 8 goal rows of the player under the filter. 0 goals of the team under the filter have no scorer on record.',
      restsOnRows: true,
    });
  });

  it('have no upper bound where neither the career nor the part is held', () => {
    const { value, upperBound, explanation } = goalsInPart(part({}), { ...CAREER, held: [] });
    expect([value, upperBound]).toEqual([null, null]);
    expect(explanation).toMatch(
      / It does not hold every match under the filter, so it gives no upper bound\.$/,
    );
  });

  it('are never what was published of the career', () => {
    const goals = [{ value: 9, asOf: '2003-12-31', by: 'Wikipedia' }];
    const asPublished = { ...CAREER, asOf: '2003-12-31', goals };
    expect(goalsFigure(asPublished).basis).toBe('PUBLISHED');
    expect(goalsInPart(part({ unrecorded: 5 }), asPublished).basis).not.toBe('PUBLISHED');
  });
});

describe('the beginning of a career', () => {
  const day = '2002-12-31';
  const goals = [
    { value: 7, asOf: '2003-12-31', by: 'Wikipedia' },
    { value: 4, asOf: day, by: 'ESPN' },
  ];
  const beginning = (career: Evidence) =>
    part({
      recorded: 2,
      matches: MATCHES.filter(({ date }) => date <= day),
      known: knownBy(career, day),
    });

  it('is told by what was published by its last day, and not later', () => {
    const career = { ...CAREER, goals };
    expect(goalsInPart(beginning(career), career)).toMatchObject({ value: 4, basis: 'PUBLISHED' });
  });

  it('is bounded by the whole career: who scores later may have played before', () => {
    expect(goalsInPart(beginning(CAREER), CAREER).upperBound).toBe(4);
    expect(goalsFigure(knownBy(CAREER, day)).upperBound).toBe(2);
  });

  it('is unknown without a figure, and says so as the career does', () => {
    expect(goalsInPart(beginning(CAREER), CAREER)).toMatchObject({
      value: null,
      basis: 'UNKNOWN',
      explanation: expect.stringMatching(/^No source has published the goals by that day\. /),
    });
  });
});
