export interface CareerGoal {
  minute: number | null;
}

export interface MinuteBand {
  from: number | null;
  to: number | null;
  goals: number;
}

/** Stoppage time belongs to 45 and 90 (rule 9). */
const BANDS: readonly [number, number | null][] = [
  [1, 15],
  [16, 30],
  [31, 45],
  [46, 60],
  [61, 75],
  [76, 90],
  [91, null],
];

/** Seven bands; null bounds for unknown minutes. */
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

/** In order of first appearance. */
export function countBy<Goal, Key>(
  goals: readonly Goal[],
  keyOf: (goal: Goal) => Key,
): { key: Key; goals: number }[] {
  return [...Map.groupBy(goals, keyOf)].map(([key, group]) => ({ key, goals: group.length }));
}
