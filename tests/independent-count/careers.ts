/** A player's career for one team, as far as the rows tell: what is recorded, and what it can be at most (rule 14). */
import { coverageOf } from './coverage.js';
import { through } from './filter.js';
import { type Goal, type Match, otherSide, type Results } from './results.js';
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

/**
 * The team's matches of a player's window: from the first recorded goal for it to the last. The dataset has neither caps
 * nor published figures, which could widen it.
 */
export function windowOf(results: Results, team: string, goals: readonly Goal[]): Match[] {
  const [first, last] = [goals.at(0), goals.at(-1)];
  if (!first || !last) return [];
  const filter = { team, from: first.match.date, to: last.match.date };
  return through(results, filter).filter(({ score }) => score !== null);
}

/** A career as the API shows it. */
export function careerOf(results: Results, player: string, team: string, asOf: string | null) {
  const goals = goalsOfCareer(results, player, team, asOf);
  const window = windowOf(results, team, goals);
  const unnamed = unnamedGoals(team, window);
  const recorded = goals.length;
  return {
    goals: {
      value: goals.length > 0 && unnamed === 0 ? recorded : null,
      basis: goals.length > 0 && unnamed === 0 ? 'COUNTED' : 'UNKNOWN',
      recorded,
      lowerBound: recorded,
      upperBound: goals.length > 0 ? recorded + unnamed : null,
      completeness: goals.length === 0 ? 'NONE' : unnamed === 0 ? 'COMPLETE' : 'PARTIAL',
    },
    penalties: { scored: goals.filter(({ penalty }) => penalty).length, notScored: 0 },
    hatTricks: hatTricksOf(goals),
    firstGoal: shownGoal(goals.at(0)),
    lastGoal: shownGoal(goals.at(-1)),
    byMinute: minutesOf(goals),
    byTournament: countBy(goals, ({ match }) => match.tournament).map(([tournament, count]) => {
      const its = window.filter((match) => match.tournament === tournament);
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
    coverage: coverageOf(window.map((match) => ownSide(team, match))),
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
