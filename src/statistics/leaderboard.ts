import { pluralize } from '../text/plural.js';

export interface ScorerTotal {
  teamId: number;
  goals: number;
}

export interface RankingInput {
  /** With all ties of the last. */
  entries: readonly ScorerTotal[];
  /** Rows requested. */
  first: number;
  outsiders: readonly ScorerTotal[];
  /** Goals without a scorer, by team. */
  unrecorded: ReadonlyMap<number, number>;
}

/** A team whose goals without a scorer could change the ranking. */
export interface Contender {
  teamId: number;
  goals: number;
}

/** Standard competition ranking (rule 12) of sorted rows. */
export function rankScorers<Row extends { goals: number }>(
  rows: readonly Row[],
): (Row & { rank: number })[] {
  let rank = 1;
  return rows.map((row, place) => {
    if (row.goals !== rows[place - 1]?.goals) rank = place + 1;
    return { ...row, rank };
  });
}

/**
 * Null if certain: no player reaches the next above with all goals of a team without a scorer. One goal breaks a tie.
 */
export function findContender({
  entries,
  first,
  outsiders,
  unrecorded,
}: RankingInput): Contender | null {
  const best = new Map(outsiders.map(({ teamId, goals }) => [teamId, goals]));
  // A ranking that is not full changes by one more row.
  const threshold = entries.length < first ? 1 : (entries.at(-1)?.goals ?? 1);
  const contenders = [...unrecorded].filter(([teamId, goals]) => {
    if (goals <= 0) return false;
    if ((best.get(teamId) ?? 0) + goals >= threshold) return true;
    return entries.some(
      (entry, place) => entry.teamId === teamId && entry.goals + goals >= nextAbove(entries, place),
    );
  });
  const [most] = contenders.sort(([, one], [, other]) => other - one);
  return most ? { teamId: most[0], goals: most[1] } : null;
}

/** Infinite for the sole leader. */
function nextAbove(entries: readonly ScorerTotal[], place: number): number {
  const own = entries[place]?.goals;
  if (own === entries[place + 1]?.goals) return own ?? 0;
  return entries[place - 1]?.goals ?? Number.POSITIVE_INFINITY;
}

export interface RankingCertainty {
  goals: number;
  unrecorded: number;
  /** Why matches may be missing. */
  gap: string | null;
  contender: { name: string; goals: number } | null;
}

export function describeCertainty({ goals, unrecorded, gap, contender }: RankingCertainty): string {
  if (gap !== null) {
    const there =
      unrecorded === 0
        ? `though ${describeAllNamed(goals)}`
        : `and ${describeMissing(unrecorded, goals)}`;
    return `Not certain: ${gap}${goals === 0 ? '' : `, ${there}`}.`;
  }
  if (contender) {
    const own = `${contender.name} alone with ${contender.goals} of them`;
    return `Not certain: ${describeMissing(unrecorded, goals)}, and ${own} could change the ranking.`;
  }
  if (goals === 0) return 'Certain: no goal was scored under the filter by that day.';
  return unrecorded === 0
    ? `Certain: ${describeAllNamed(goals)}.`
    : `Certain: ${describeMissing(unrecorded, goals)}, too few for any team's to change the ranking.`;
}

const describeMissing = (unrecorded: number, goals: number) =>
  `${unrecorded} of ${pluralize(goals, 'goal', 'goals')} ${unrecorded === 1 ? 'has' : 'have'} no scorer on record`;

const describeAllNamed = (goals: number) =>
  `${goals === 1 ? 'the one goal' : `each of ${goals} goals`} has its scorer on record`;
