/** Scorers by recorded goals: their ranks, and whether goals that nobody is known to have scored could change them. */
import { pluralize } from '../text/plural.js';

/** A player's recorded goals for a team. */
export interface ScorerTotal {
  teamId: number;
  goals: number;
}

/** Everybody who scored, as far as the ranking has to know. */
export interface RankingInput {
  /** The rows: most goals first, everyone tied with the last one included. */
  entries: readonly ScorerTotal[];
  /** How many rows were asked for. */
  first: number;
  /** The best of each team among those outside the rows. */
  outsiders: readonly ScorerTotal[];
  /** How many goals of each team have no scorer on record. */
  unrecorded: ReadonlyMap<number, number>;
}

/** A team whose goals without a scorer could change the ranking, and how many these are. */
export interface Contender {
  teamId: number;
  goals: number;
}

/** The rows with their ranks, 1, 2, 2, 4 (rule 12): 1 and how many have more. The rows come most goals first. */
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
 * The team with the most goals without a scorer among those whose goals could change the order of the rows or who is among
 * them; null where none could. Any of these goals may be anybody's of the team, also of somebody not on record at all, and
 * all of them one man's: so the ranking is certain exactly where no single player would reach the next above him, in the
 * rows, even with all of them. Whoever is level with another changes the order by one goal.
 */
export function findContender({
  entries,
  first,
  outsiders,
  unrecorded,
}: RankingInput): Contender | null {
  const best = new Map(outsiders.map(({ teamId, goals }) => [teamId, goals]));
  // A row more changes the ranking where it has room; else whoever is outside has to draw level with the last.
  const threshold = entries.length < first ? 1 : (entries.at(-1)?.goals ?? 1);
  const challengers = [...unrecorded].filter(([teamId, goals]) => {
    if (goals <= 0) return false;
    if ((best.get(teamId) ?? 0) + goals >= threshold) return true;
    return entries.some(
      (entry, place) => entry.teamId === teamId && entry.goals + goals >= nextAbove(entries, place),
    );
  });
  const [most] = challengers.sort(([, one], [, other]) => other - one);
  return most ? { teamId: most[0], goals: most[1] } : null;
}

/** The fewest goals among the other rows with as many as this one or more. */
function nextAbove(entries: readonly ScorerTotal[], place: number): number {
  const own = entries[place]?.goals;
  if (own === entries[place + 1]?.goals) return own ?? 0;
  return entries[place - 1]?.goals ?? Number.POSITIVE_INFINITY;
}

/** What the sentence about a ranking tells. */
export interface Certainty {
  /** Goals in the scores, and how many of them have no scorer on record. */
  goals: number;
  unrecorded: number;
  /** Why the record may lack matches; null where it holds every one. */
  gap: string | null;
  /** The team that could change the ranking, by name; null where none could. */
  challenger: { name: string; goals: number } | null;
}

/** Why a ranking is certain, or what could change it. */
export function describeCertainty({ goals, unrecorded, gap, challenger }: Certainty): string {
  if (gap !== null) {
    const there =
      unrecorded === 0 ? `though ${allNamed(goals)}` : `and ${missing(unrecorded, goals)}`;
    return `Not certain: ${gap}${goals === 0 ? '' : `, ${there}`}.`;
  }
  if (challenger) {
    const own = `${challenger.name} alone with ${challenger.goals} of them`;
    return `Not certain: ${missing(unrecorded, goals)}, and ${own} could change the ranking.`;
  }
  if (goals === 0) return 'Certain: no goal was scored under the filter by that day.';
  return unrecorded === 0
    ? `Certain: ${allNamed(goals)}.`
    : `Certain: ${missing(unrecorded, goals)}, too few for any team's to change the ranking.`;
}

const missing = (unrecorded: number, goals: number) =>
  `${unrecorded} of ${pluralize(goals, 'goal', 'goals')} ${unrecorded === 1 ? 'has' : 'have'} no scorer on record`;

const allNamed = (goals: number) =>
  `${goals === 1 ? 'the one goal' : `each of ${goals} goals`} has its scorer on record`;
