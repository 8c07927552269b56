/** A player's recorded goals, divided. */

export interface CareerGoal {
  minute: number | null;
}

export interface MinuteBand {
  from: number | null;
  to: number | null;
  goals: number;
}

/** Stoppage time belongs to 45 and 90, since only the minute of play is looked at. */
const BANDS: readonly [number, number | null][] = [
  [1, 15],
  [16, 30],
  [31, 45],
  [46, 60],
  [61, 75],
  [76, 90],
  [91, null],
];

/** Goals by the minute of play, in seven bands, and one of unknown minutes with null bounds. */
export function groupByMinuteBand(goals: readonly CareerGoal[]): MinuteBand[] {
  const between = (from: number, to: number | null) =>
    goals.filter(
      ({ minute }) => minute !== null && minute >= from && (to === null || minute <= to),
    );
  return [
    ...BANDS.map(([from, to]) => ({ from, to, goals: between(from, to).length })),
    { from: null, to: null, goals: goals.filter(({ minute }) => minute === null).length },
  ];
}

/** How many goals there are for each key, in the order in which the keys appear. */
export function countBy<Goal, Key>(
  goals: readonly Goal[],
  keyOf: (goal: Goal) => Key,
): { key: Key; goals: number }[] {
  const counts = new Map<Key, number>();
  for (const goal of goals) counts.set(keyOf(goal), (counts.get(keyOf(goal)) ?? 0) + 1);
  return [...counts].map(([key, count]) => ({ key, goals: count }));
}
