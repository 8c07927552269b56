/** How many of the goals in the scores have a row (rule 13). */
import type { Match } from './results.js';

/** The coverage of some matches, as the API shows it. */
export function coverageOf(matches: readonly Match[]) {
  let [played, goals, goalsRecorded, matchesWithoutScorers] = [0, 0, 0, 0];
  for (const match of matches) {
    if (!match.score) continue;
    const inScore = match.score.home + match.score.away;
    played += 1;
    goals += inScore;
    goalsRecorded += match.goals.length;
    if (inScore > 0 && match.goals.length === 0) matchesWithoutScorers += 1;
  }
  const completeness =
    goalsRecorded === goals ? 'COMPLETE' : goalsRecorded === 0 ? 'NONE' : 'PARTIAL';
  return {
    matches: played,
    goals,
    goalsRecorded,
    goalsUnrecorded: goals - goalsRecorded,
    matchesWithoutScorers,
    completeness,
  };
}

/** The same divided; a division without a played match is left out. */
export function coverageBy<Key>(matches: readonly Match[], keyOf: (match: Match) => Key) {
  const groups = new Map<Key, Match[]>();
  for (const match of matches) {
    if (!match.score) continue;
    const group = groups.get(keyOf(match)) ?? [];
    groups.set(keyOf(match), group);
    group.push(match);
  }
  return [...groups].map(([key, group]) => ({ key, coverage: coverageOf(group) }));
}

export const decadeOf = ({ date }: Match) => Math.floor(Number(date.slice(0, 4)) / 10) * 10;
