/** Pairs the goals of two sources for the same match. */

/** `names` as tokens. */
export interface AlignableGoal {
  team: string;
  ownGoal: boolean;
  minute: number | null;
  names: readonly (readonly string[])[];
}

/** Strongest first. */
const ALIGNMENT_CRITERIA: readonly ((one: AlignableGoal, other: AlignableGoal) => boolean)[] = [
  (one, other) => sameMinute(one, other) && sameName(one, other),
  sameName,
  (one, other) => sameMinute(one, other) && haveCommonToken(one, other),
  haveCommonToken,
  sameMinute,
];

/** For each goal the index of its pair, or null. Ties, and equally many unmatched goals of a side, go by order. */
export function alignGoals(
  goals: readonly AlignableGoal[],
  others: readonly AlignableGoal[],
): (number | null)[] {
  const places: (number | null)[] = goals.map(() => null);
  const taken = new Set<number>();
  const take = (goal: number, other: number) => {
    places[goal] = other;
    taken.add(other);
  };
  for (const criterion of ALIGNMENT_CRITERIA) {
    for (const [place, goal] of goals.entries()) {
      if (places[place] !== null) continue;
      const found = others.findIndex(
        (other, index) => !taken.has(index) && sameSide(goal, other) && criterion(goal, other),
      );
      if (found >= 0) take(place, found);
    }
  }
  for (const [place, goal] of goals.entries()) {
    if (places[place] !== null) continue;
    const left = goals.filter((one, index) => places[index] === null && sameSide(one, goal));
    const right = [...others.keys()].filter((index) => {
      const other = others[index];
      return !taken.has(index) && other !== undefined && sameSide(goal, other);
    });
    const [first] = right;
    if (left.length === right.length && first !== undefined) take(place, first);
  }
  return places;
}

export function haveCommonToken(
  one: Pick<AlignableGoal, 'names'>,
  other: Pick<AlignableGoal, 'names'>,
): boolean {
  const words = new Set(one.names.flat());
  return other.names.flat().some((word) => words.has(word));
}

const sameSide = (one: AlignableGoal, other: AlignableGoal) =>
  one.team === other.team && one.ownGoal === other.ownGoal;

function sameMinute(one: AlignableGoal, other: AlignableGoal): boolean {
  return one.minute !== null && one.minute === other.minute;
}

function sameName(one: AlignableGoal, other: AlignableGoal): boolean {
  const names = new Set(one.names.map((words) => words.join(' ')));
  return other.names.some((words) => names.has(words.join(' ')));
}
