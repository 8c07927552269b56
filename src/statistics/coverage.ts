/** How complete goal rows are against the goals in the scores. 0-0 is complete. */
import { counted } from './words.js';

export type Completeness = 'COMPLETE' | 'PARTIAL' | 'NONE';

export interface CoverageCount {
  matches: number;
  goals: number;
  goalsRecorded: number;
  matchesWithoutScorers: number;
}

export interface Coverage extends CoverageCount {
  goalsUnrecorded: number;
  completeness: Completeness;
  explanation: string;
}

/** The coverage of some counts, summed. */
export function coverage(counts: readonly CoverageCount[]): Coverage {
  const total = (of: (count: CoverageCount) => number) =>
    counts.reduce((sum, count) => sum + of(count), 0);
  const sum = {
    matches: total((count) => count.matches),
    goals: total((count) => count.goals),
    goalsRecorded: total((count) => count.goalsRecorded),
    matchesWithoutScorers: total((count) => count.matchesWithoutScorers),
  };
  const goalsUnrecorded = sum.goals - sum.goalsRecorded;
  return {
    ...sum,
    goalsUnrecorded,
    completeness: completenessOf(sum.goalsRecorded, sum.goals),
    explanation: explain(sum, goalsUnrecorded),
  };
}

/** The same counts, divided by what a key says of each, in the order in which the keys appear. */
export function coverageBy<Count extends CoverageCount, Key>(
  counts: readonly Count[],
  keyOf: (count: Count) => Key,
): { key: Key; coverage: Coverage }[] {
  const groups = new Map<Key, Count[]>();
  for (const count of counts) {
    const key = keyOf(count);
    groups.set(key, [...(groups.get(key) ?? []), count]);
  }
  return [...groups].map(([key, group]) => ({ key, coverage: coverage(group) }));
}

/** COMPLETE where nothing is missing, NONE where everything is. */
export function completenessOf(recorded: number, of: number): Completeness {
  if (recorded >= of) return 'COMPLETE';
  return recorded === 0 ? 'NONE' : 'PARTIAL';
}

function explain(sum: CoverageCount, unrecorded: number): string {
  const played = counted(sum.matches, 'match', 'matches');
  if (sum.matches === 0) return 'The record has no played match here.';
  if (sum.goals === 0) return `No goal was scored in ${played}, so none is missing.`;
  if (unrecorded === 0) {
    const all = sum.goals === 1 ? 'The one goal' : `All ${sum.goals} goals`;
    return `${all} in ${played} ${sum.goals === 1 ? 'has' : 'have'} a row.`;
  }
  const rows = `${sum.goalsRecorded} of ${counted(sum.goals, 'goal', 'goals')} in ${played}`;
  const without = sum.matchesWithoutScorers;
  return `${rows} ${sum.goalsRecorded === 1 ? 'has' : 'have'} a row; ${unrecorded} ${
    unrecorded === 1 ? 'has' : 'have'
  } none, and ${without} of the matches ${without === 1 ? 'names' : 'name'} no scorer at all.`;
}
