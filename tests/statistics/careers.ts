/** Careers to test with: built row by row, or drawn at random with the truth beside what is known of it. */
import fc from 'fast-check';
import type {
  CareerEvidence,
  Measure,
  PublishedValue,
  TeamMatch,
} from '../../src/statistics/career-evidence.js';
import {
  type DayRange,
  dayBefore,
  END_OF_TIME,
  FIRST_MATCH_DAY,
} from '../../src/statistics/days.js';

/** Every day, as the days of which all matches are listed. */
export const ALL_DAYS: DayRange[] = [{ from: FIRST_MATCH_DAY, to: END_OF_TIME }];

/** A career of which nothing is known but what a test says; every match is listed. */
export const career = (known: Partial<CareerEvidence>): CareerEvidence => ({
  scored: [],
  published: { goals: [], caps: [] },
  matches: [],
  listed: ALL_DAYS,
  years: { from: FIRST_MATCH_DAY, to: END_OF_TIME },
  ...known,
});

/** A match of which every goal has its scorer. */
export const named = (date: string): TeamMatch => ({ date, unnamed: 0, scorersNamed: true });

/** A match of which so many goals of the team have no scorer. */
export const unnamed = (date: string, goals: number): TeamMatch => ({
  date,
  unnamed: goals,
  scorersNamed: false,
});

let ids = 0;

/** A figure of a squad list: it counts what was before its day. */
export const list = (value: number, asOf: string, by = 'Wikipedia'): PublishedValue => ({
  id: ++ids,
  value,
  asOf,
  through: dayBefore(asOf),
  by,
  isDataset: true,
  discrepancy: null,
});

/** A figure of a report or an article. */
export const report = (value: number, asOf: string, by = 'Sportskeeda'): PublishedValue => ({
  id: ++ids,
  value,
  asOf,
  through: asOf,
  by,
  isDataset: false,
  discrepancy: null,
});

/** The same figure, against which something speaks. */
export const impossible = (figure: PublishedValue): PublishedValue => ({
  ...figure,
  discrepancy: '75 by 2022-11-20, where the team can have played 4',
});

/** A day by its number. */
export const dayOf = (number: number) =>
  new Date(Date.UTC(2000, 0, 1 + number)).toISOString().slice(0, 10);

/** The days in which drawn careers lie. */
export const DAYS = Array.from({ length: 46 }, (_, number) => dayOf(number));

const anyDay = fc.nat(40).map((number) => dayOf(number + 2));

/** A match, with the goals and the rows of the player and of the others. */
const anyMatch = fc
  .record({
    date: anyDay,
    isPlayed: fc.boolean(),
    goals: fc.nat(3),
    rows: fc.nat(3),
    othersUnnamed: fc.oneof(fc.constant(0), fc.nat(2)),
    opponentsNamed: fc.boolean(),
  })
  .map(({ isPlayed, goals, rows, ...match }) => {
    const own = isPlayed ? goals : 0;
    return { ...match, isPlayed, goals: own, rows: Math.min(own, rows) };
  });

type Match = typeof anyMatch extends fc.Arbitrary<infer Value> ? Value : never;

export interface DrawnCareer {
  evidence: CareerEvidence;
  /** What the player really has at the end of a day. */
  truth(measure: Measure, day: string): number;
  /** Whether the team really played on a day. */
  hasPlayed(day: string): boolean;
}

const byDate = <Row extends { date: string }>(rows: readonly Row[]) =>
  [...rows].sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));

const newestFirst = (figures: readonly PublishedValue[]) =>
  [...figures].sort((one, other) => (one.asOf > other.asOf ? -1 : one.asOf < other.asOf ? 1 : 0));

/** The days around those of which no matches are listed. */
export function listedAround(gaps: readonly string[]): DayRange[] {
  const days = [...gaps].sort();
  const next = (day: string) => dayOf(DAYS.indexOf(day) + 1);
  const starts = [FIRST_MATCH_DAY, ...days.map(next)];
  const ends = [...days.map(dayBefore), END_OF_TIME];
  return starts.map((from, place) => ({ from, to: ends[place] ?? END_OF_TIME }));
}

/** A career: the matches of unlisted days and some rows are not on record, and each figure that is published is true. */
export const anyCareer: fc.Arbitrary<DrawnCareer> = fc
  .record({
    all: fc.array(anyMatch, { maxLength: 10 }),
    gaps: fc.oneof(fc.constant<string[]>([]), fc.uniqueArray(anyDay, { maxLength: 2 })),
    lists: fc.array(fc.record({ day: anyDay, goals: fc.boolean(), caps: fc.boolean() }), {
      maxLength: 3,
    }),
    reports: fc.array(fc.record({ day: anyDay, isBefore: fc.boolean() }), { maxLength: 2 }),
    years: fc.record({ before: fc.nat(40), after: fc.nat(40) }),
  })
  .map(({ all, gaps, lists, reports, years }) => {
    const matches = byDate(all);
    const truth = (measure: Measure, day: string) =>
      matches
        .filter(({ date, isPlayed }) => isPlayed && date <= day)
        .reduce((sum, { goals }) => sum + (measure === 'goals' ? goals : 1), 0);
    const figures = (measure: Measure) =>
      newestFirst([
        ...lists
          .filter((one) => one[measure])
          .map(({ day }) => list(truth(measure, dayBefore(day)), day)),
        ...reports.map(({ day, isBefore }) =>
          report(truth(measure, isBefore ? dayBefore(day) : day), day),
        ),
      ]);
    const onRecord = matches.filter(({ date }) => !gaps.includes(date));
    const played = matches.filter(({ isPlayed }) => isPlayed).map(({ date }) => date);
    const [first = dayOf(0), last = dayOf(45)] = [played[0], played.at(-1)];
    return {
      truth,
      hasPlayed: (day: string) => matches.some(({ date }) => date === day),
      evidence: {
        scored: onRecord.flatMap(({ date, rows }) => Array<string>(rows).fill(date)),
        published: { goals: figures('goals'), caps: figures('caps') },
        matches: onRecord.map(asOnRecord),
        listed: listedAround(gaps),
        years: {
          from: dayOf(Math.max(0, DAYS.indexOf(first) - years.before)),
          to: dayOf(DAYS.indexOf(last) + years.after),
        },
      },
    };
  });

function asOnRecord({ date, goals, rows, othersUnnamed, opponentsNamed }: Match): TeamMatch {
  const missing = goals - rows + othersUnnamed;
  return { date, unnamed: missing, scorersNamed: missing === 0 && opponentsNamed };
}

const anyFigure = fc
  .record({ value: fc.nat(20), day: anyDay, isDataset: fc.boolean() })
  .map(({ value, day, isDataset }) => (isDataset ? list : report)(value, day));

/** Figures that may be true or not, newest first. */
export const anyFigures = fc.array(anyFigure, { maxLength: 3 }).map(newestFirst);

/** The evidence with other figures published. */
export const withFigures = (
  evidence: CareerEvidence,
  change: (figures: readonly PublishedValue[]) => readonly PublishedValue[],
): CareerEvidence => ({
  ...evidence,
  published: { goals: change(evidence.published.goals), caps: change(evidence.published.caps) },
});

/** The evidence with more figures of both measures. */
export const withMore = (evidence: CareerEvidence, more: readonly PublishedValue[]) =>
  withFigures(evidence, (figures) => newestFirst([...figures, ...more]));
