/** Kept and counted, not corrected. */

import type { MatchFact, Warning } from '../facts.js';

/** Share of matches with scorers; above it a 2-0 or 3-0 without any was probably awarded. */
const COVERED_RATIO = 0.95;

export function markAwarded(matches: readonly MatchFact[]): void {
  const withGoals = matches.filter((match) => goalsIn(match) > 0);
  const counts = new Map<string, { matches: number; covered: number }>();
  for (const { tournament, goals } of withGoals) {
    const count = counts.get(tournament) ?? { matches: 0, covered: 0 };
    counts.set(tournament, count);
    count.matches += 1;
    if (goals.length > 0) count.covered += 1;
  }
  for (const match of withGoals) {
    const { covered, matches } = counts.get(match.tournament) ?? { covered: 0, matches: 1 };
    const awarded = match.goals.length === 0 && looksAwarded(match);
    match.possiblyAwarded = awarded && covered / matches >= COVERED_RATIO;
  }
}

/** Without zeros. */
export function findWarnings(matches: readonly MatchFact[]): Warning[] {
  const goals = matches.flatMap((match) => match.goals);
  const sameDay = shared(matches, ({ date, home, away }) =>
    [date, ...[home, away].sort()].join('/'),
  );
  const equal = shared(matches, ({ date, home, away }) => `${date}/${home}/${away}`);
  const counts = {
    'equal-keys': equal,
    'same-day-pairs': sameDay - equal,
    'repeated-goals': repeatedGoals(matches),
    'unknown-minutes': goals.filter(({ minute }) => minute === null).length,
    'unknown-scorers': goals.filter(({ scorer }) => scorer === null).length,
    'shootouts-after-a-decision': matches.filter(
      ({ shootout, homeScore, awayScore }) => shootout && homeScore !== awayScore,
    ).length,
    'possibly-awarded': matches.filter(({ possiblyAwarded }) => possiblyAwarded).length,
    'south-yemen': matches.filter(({ home, away }) => [home, away].includes('south-yemen')).length,
    'own-goals-for-the-own-side': goals.filter(
      ({ ownGoal, scorer, team }) => ownGoal && scorer?.team === team,
    ).length,
  };
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => ({ kind, count }));
}

const goalsIn = ({ homeScore, awayScore }: MatchFact) => (homeScore ?? 0) + (awayScore ?? 0);

const looksAwarded = (match: MatchFact) =>
  (match.homeScore === 0 || match.awayScore === 0) && [2, 3].includes(goalsIn(match));

function shared<Item>(items: readonly Item[], keyOf: (item: Item) => string): number {
  return [...Map.groupBy(items, keyOf).values()].filter((group) => group.length > 1).length;
}

/** Real goals: else the score would not add up. */
function repeatedGoals(matches: readonly MatchFact[]): number {
  return matches.reduce((sum, { goals }) => {
    const kinds = new Set(
      goals.map(({ team, scorer, minute, ownGoal, penalty }) =>
        [team, scorer?.team, scorer?.name, minute, ownGoal, penalty].join('/'),
      ),
    );
    return sum + goals.length - kinds.size;
  }, 0);
}
