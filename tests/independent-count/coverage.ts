/** How many of the goals in the scores have a row (rule 13). */
import type { Match } from './results.js';
import { completenessOf, type Scope } from './scope.js';

/** The coverage of some matches, as the API shows it: no more complete than their scope. */
export function coverageOf(matches: readonly Match[], scope: Scope) {
  let [played, goals, goalsRecorded, matchesWithoutScorers] = [0, 0, 0, 0];
  for (const match of matches) {
    if (!match.score) continue;
    const inScore = match.score.home + match.score.away;
    played += 1;
    goals += inScore;
    goalsRecorded += match.goals.length;
    if (inScore > 0 && match.goals.length === 0) matchesWithoutScorers += 1;
  }
  const some = goalsRecorded === 0 ? 'NONE' : 'PARTIAL';
  return {
    matches: played,
    goals,
    goalsRecorded,
    goalsUnrecorded: goals - goalsRecorded,
    matchesWithoutScorers,
    completeness: goalsRecorded === goals ? completenessOf(scope, played) : some,
  };
}

/** The same divided; a division without a played match is left out. */
export function coverageBy<Key>(
  matches: readonly Match[],
  keyOf: (match: Match) => Key,
  scopeOf: (key: Key) => Scope,
) {
  const groups = new Map<Key, Match[]>();
  for (const match of matches) {
    if (!match.score) continue;
    const group = groups.get(keyOf(match)) ?? [];
    groups.set(keyOf(match), group);
    group.push(match);
  }
  return [...groups].map(([key, group]) => ({ key, coverage: coverageOf(group, scopeOf(key)) }));
}

export const decadeOf = ({ date }: Match) => Math.floor(Number(date.slice(0, 4)) / 10) * 10;
