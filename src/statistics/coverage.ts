/** How complete goal rows are against the goals in the scores. 0-0 is complete. */
import { pluralize } from '../text/plural.js';

/** Of COMPLETE nothing is missing; LISTED is all that a dataset lists which aims at all; PARTIAL is some, NONE nothing. */
export type Completeness = 'COMPLETE' | 'LISTED' | 'PARTIAL' | 'NONE';

/** How surely the matches that are counted are all there are, and why in words. */
export interface Counted {
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

/** The coverage of some counts, summed: no more complete than the matches that are counted. */
export function sumCoverage(counts: readonly CoverageCount[], scope: Counted): Coverage {
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
    explanation: withReason(rowsInWords(sum, goalsUnrecorded), scope),
  };
}

/** The same counts, divided by what a key says of each, in the order in which the keys appear. */
export function groupCoverage<Count extends CoverageCount, Key>(
  counts: readonly Count[],
  keyOf: (count: Count) => Key,
  scopeOf: (key: Key) => Counted,
): { key: Key; coverage: Coverage }[] {
  const groups = new Map<Key, Count[]>();
  for (const count of counts) {
    const key = keyOf(count);
    groups.set(key, [...(groups.get(key) ?? []), count]);
  }
  return [...groups].map(([key, group]) => ({ key, coverage: sumCoverage(group, scopeOf(key)) }));
}

/** NONE where everything is missing; where nothing is, as complete as what is counted. */
export function completenessOf(
  recorded: number,
  of: number,
  whole: Completeness = 'COMPLETE',
): Completeness {
  if (recorded >= of) return whole;
  return recorded === 0 ? 'NONE' : 'PARTIAL';
}

/** A sentence on what was counted with what its completeness rests on. */
export function withReason(words: string, { completeness, because }: Counted): string {
  return `${words}${completeness === 'LISTED' ? ',' : ';'} ${because}.`;
}

function rowsInWords(sum: CoverageCount, unrecorded: number): string {
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
