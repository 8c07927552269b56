/** A player's career for one team, as far as the rows tell: what is recorded, and what it can be at most (rules 15, 16). */
import { coverageOf } from './coverage.js';
import { through } from './filter.js';
import { plainly } from './names.js';
import { type Goal, type Match, otherSide, type Results } from './results.js';
import { type Days, dayOf, FIRST, isListed, type Scope, scopeOf } from './scope.js';
import { groupsOf, ownSide, recordedGoals, unnamedGoals } from './scorers.js';

/** Minutes by rule 9: the first of each band and the last. */
const BANDS: [number, number | null][] = [
  [1, 15],
  [16, 30],
  [31, 45],
  [46, 60],
  [61, 75],
  [76, 90],
  [91, null],
];

/** The recorded goals of a player for a team by a day, in their order. */
export function goalsOfCareer(
  results: Results,
  player: string,
  team: string,
  asOf: string | null,
): Goal[] {
  return recordedGoals(results, { team }, asOf).filter((goal) => goal.scorer?.slug === player);
}

/** The team's played matches from a player's first recorded goal for it to the last: no window of the career. */
function matchesBetween(results: Results, team: string, goals: readonly Goal[]): Match[] {
  const [first, last] = [goals.at(0), goals.at(-1)];
  return first && last ? playedIn(results, team, datesOf(first, last)) : [];
}

const datesOf = (first: Goal, last: Goal) => ({ from: first.match.date, to: last.match.date });

const playedIn = (results: Results, team: string, { from, to }: Days) =>
  through(results, { team, from, to }).filter(({ score }) => score !== null);

/** So many years lie at most between two matches of one footballer. */
const CAREER_YEARS = 42;

/** The days on which each player can have played; found once, since every career asks. */
const yearsFound = new WeakMap<Results, Map<string, Days>>();

/**
 * The days on which a player can have played: 42 years either side of the last and the first day on which the record knows
 * him. These are the days of his goals, for any team: a penalty of which this dataset tells is a goal.
 */
export function yearsOf(results: Results, player: string): Days {
  const found = yearsFound.get(results) ?? new Map<string, Days>();
  if (found.size === 0) {
    yearsFound.set(results, found);
    for (const goals of groupsOf(
      recordedGoals(results, {}, null),
      (goal) => `${goal.scorer?.slug}`,
    )) {
      const days = goals.map(({ match }) => match.date).sort(plainly);
      const [first = FIRST, last = FIRST] = [days.at(0), days.at(-1)];
      const [from, to] = [inYears(last, -CAREER_YEARS), inYears(first, CAREER_YEARS)];
      // Who is known over more years is more than one man, of whom nothing is known.
      const isOneMan = last <= to;
      found.set(`${goals[0]?.scorer?.slug}`, isOneMan ? { from, to } : { from: FIRST, to: '9999' });
    }
  }
  return found.get(player) ?? { from: FIRST, to: '9999' };
}

const inYears = (day: string, years: number) => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;

/** The most goals for a team that a player can have by a day; null where the dataset does not list all matches till then. */
function mostGoals(results: Results, player: string, team: string, asOf: string | null) {
  const years = yearsOf(results, player);
  const day = dayOf(results, asOf);
  const from = years.from < FIRST ? FIRST : years.from;
  const to = years.to < day ? years.to : day;
  if (!isListed(results, { from, to })) return null;
  const recorded = goalsOfCareer(results, player, team, asOf).length;
  return recorded + unnamedGoals(team, playedIn(results, team, { from, to }));
}

/** A figure as the API shows it, by rows alone: counted where there are some that leave room for no more. */
export function figureOf(recorded: number, most: number | null, scope: Scope = 'COMPLETE') {
  const isCounted = recorded > 0 && most === recorded;
  return {
    value: isCounted ? recorded : null,
    basis: isCounted ? 'COUNTED' : 'UNKNOWN',
    recorded,
    lowerBound: recorded,
    upperBound: most,
    completeness: isCounted ? scope : recorded === 0 ? 'NONE' : 'PARTIAL',
  };
}

/** The goals of a career as the API shows them. */
export function goalsFigure(results: Results, player: string, team: string, asOf: string | null) {
  const recorded = goalsOfCareer(results, player, team, asOf).length;
  return figureOf(recorded, mostGoals(results, player, team, asOf));
}

/** A career as the API shows it. */
export function careerOf(results: Results, player: string, team: string, asOf: string | null) {
  const goals = goalsOfCareer(results, player, team, asOf);
  const matches = matchesBetween(results, team, goals);
  const days = { team, from: matches.at(0)?.date, to: matches.at(-1)?.date };
  return {
    goals: goalsFigure(results, player, team, asOf),
    penalties: { scored: goals.filter(({ penalty }) => penalty).length, notScored: 0 },
    hatTricks: hatTricksOf(goals),
    firstGoal: shownGoal(goals.at(0)),
    lastGoal: shownGoal(goals.at(-1)),
    byMinute: minutesOf(goals),
    byTournament: countBy(goals, ({ match }) => match.tournament).map(([tournament, count]) => {
      const its = matches.filter((match) => match.tournament === tournament);
      const complete = its.filter(
        ({ score, goals: rows }) => score && score.home + score.away === rows.length,
      );
      return {
        tournament: { slug: tournament },
        goals: count,
        matchesWithScorers: complete.length,
        matches: its.length,
      };
    }),
    byOpponent: countBy(goals, ({ match }) => otherSide(match, team)).map(([opponent, count]) => ({
      opponent: { slug: opponent },
      goals: count,
    })),
    // Of the team's own goals.
    coverage: coverageOf(
      matches.map((match) => ownSide(team, match)),
      scopeOf(results, days, asOf),
    ),
  };
}

const hatTricksOf = (goals: readonly Goal[]) =>
  groupsOf(goals, ({ match }) => match.slug)
    .filter((group) => group.length >= 3)
    .map((group) => ({ match: { slug: group[0]?.match.slug }, goals: group.length }));

function minutesOf(goals: readonly Goal[]) {
  const bands = BANDS.map(([from, to]) => ({
    from,
    to,
    goals: goals.filter(
      ({ minute }) => minute !== null && from <= minute && minute <= (to ?? minute),
    ).length,
  }));
  const unknown = goals.filter(({ minute }) => minute === null).length;
  return [...bands, { from: null, to: null, goals: unknown }];
}

/** Most first; equal counts in the order of their first goal. */
function countBy(goals: readonly Goal[], keyOf: (goal: Goal) => string): [string, number][] {
  return groupsOf(goals, keyOf)
    .map((group): [string, number] => [keyOf(group[0] as Goal), group.length])
    .sort(([, one], [, other]) => other - one);
}

const shownGoal = (goal: Goal | undefined) =>
  goal ? { match: { slug: goal.match.slug }, minute: goal.minute } : null;
