/** Coverage: goal rows against the goals in the scores (rule 13). */
import { pluralize } from '../text/plural.js';

/** Rule 14 of the conventions. */
export type Completeness = 'COMPLETE' | 'LISTED' | 'PARTIAL' | 'NONE';

export interface ScopeCompleteness {
  completeness: Completeness;
  because: string;
}

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

/** Summed coverage, no more complete than the scope. */
export function sumCoverage(counts: readonly CoverageCount[], scope: ScopeCompleteness): Coverage {
  const total = (of: (count: CoverageCount) => number) =>
    counts.reduce((sum, count) => sum + of(count), 0);
  const sum = {
    matches: total((count) => count.matches),
    goals: total((count) => count.goals),
    goalsRecorded: total((count) => count.goalsRecorded),
    matchesWithoutScorers: total((count) => count.matchesWithoutScorers),
  };
  const goalsUnrecorded = sum.goals - sum.goalsRecorded;
  const whole = scope.completeness === 'PARTIAL' && sum.matches === 0 ? 'NONE' : scope.completeness;
  return {
    ...sum,
    goalsUnrecorded,
    completeness: completenessOf(sum.goalsRecorded, sum.goals, whole),
    explanation: withReason(describeCoverage(sum, goalsUnrecorded), scope),
  };
}

/** Coverage by key, in order of first appearance. */
export function groupCoverage<Count extends CoverageCount, Key>(
  counts: readonly Count[],
  keyOf: (count: Count) => Key,
  scopeOf: (key: Key) => ScopeCompleteness,
): { key: Key; coverage: Coverage }[] {
  return [...Map.groupBy(counts, keyOf)].map(([key, group]) => ({
    key,
    coverage: sumCoverage(group, scopeOf(key)),
  }));
}

/** NONE without any row, PARTIAL without some, else as the scope. */
export function completenessOf(
  recorded: number,
  of: number,
  whole: Completeness = 'COMPLETE',
): Completeness {
  if (recorded >= of) return whole;
  return recorded === 0 ? 'NONE' : 'PARTIAL';
}

/** The sentence with the reason for its completeness. */
export function withReason(words: string, { completeness, because }: ScopeCompleteness): string {
  return `${words}${completeness === 'LISTED' ? ',' : ';'} ${because}.`;
}

function describeCoverage(sum: CoverageCount, unrecorded: number): string {
  const played = pluralize(sum.matches, 'match', 'matches');
  if (sum.matches === 0) return 'The record has no played match here';
  if (sum.goals === 0) return `No goal was scored in ${played}, so none is missing`;
  if (unrecorded === 0) {
    const all = sum.goals === 1 ? 'The one goal' : `All ${sum.goals} goals`;
    return `${all} in ${played} ${sum.goals === 1 ? 'has' : 'have'} a row`;
  }
  const rows = `${sum.goalsRecorded} of ${pluralize(sum.goals, 'goal', 'goals')} in ${played}`;
  const without = sum.matchesWithoutScorers;
  return `${rows} ${sum.goalsRecorded === 1 ? 'has' : 'have'} a row; ${unrecorded} ${
    unrecorded === 1 ? 'has' : 'have'
  } none, and ${without} of the matches ${without === 1 ? 'names' : 'name'} no scorer at all`;
}
