/**
 * Proves by structure that a competition lacks no match. A structure that could lose matches without a trace is not
 * complete. Entry points: `endingOf`, `isBracket`.
 */

import type { MatchFact } from '../facts.js';

export type PlayedMatch = Pick<MatchFact, 'date' | 'home' | 'away'> & {
  homeScore: number;
  awayScore: number;
  shootout: { winner: string } | null;
};

interface Group {
  teams: readonly string[];
  matches: readonly PlayedMatch[];
}

/** Both are tried: competitions changed in different years. */
const POINTS_FOR_A_WIN = [2, 3];

/** Until then draws in a bracket and ties in a group were replayed, and a final group could replace semi-finals. */
const REPLAYS_UNTIL = '1970-01-01';
const FINAL_GROUPS_UNTIL = '1992-01-01';

/** Nothing follows a final; a table may lack one. */
export type Ending = 'FINAL' | 'TABLE';

/**
 * The ending of matches, ordered by day, that are provably complete:
 * - a bracket of eight or more teams, or of four by `isCertainlyKnockout`;
 * - one group of four or more teams with a decided first (`isDecided`) and no match after it;
 * - since 1970, several groups of equal size whose top teams (`areTopTeams`) enter one of these or further groups.
 * Not groups of unequal size (a team may be missing), of three (a fourth), without a sequel (a final), nor one group
 * with a final (a third place).
 */
export function endingOf(matches: readonly PlayedMatch[], afterGroups = false): Ending | null {
  if (isBracket(matches)) return isCertainlyKnockout(matches, afterGroups) ? 'FINAL' : null;
  const { groups, rest } = splitGroupStage(matches);
  const [only, ...others] = groups;
  if (!only) return null;
  if (others.length === 0) return rest.length === 0 && isDecided(only) ? 'TABLE' : null;
  if (firstDayOf(matches) < REPLAYS_UNTIL) return null;
  return areTopTeams(groups, new Set(teamsOf(rest))) ? endingOf(rest, true) : null;
}

/** False for a possible group of four that lacks two matches. */
function isCertainlyKnockout(bracket: readonly PlayedMatch[], afterGroups: boolean): boolean {
  if (bracket.length > 4 || bracket.some(({ shootout }) => shootout !== null)) return true;
  return afterGroups && firstDayOf(bracket) >= FINAL_GROUPS_UNTIL;
}

/** The longest prefix of whole days in which every team played and all groups are complete. */
function splitGroupStage(matches: readonly PlayedMatch[]): {
  groups: Group[];
  rest: readonly PlayedMatch[];
} {
  const teams = teamsOf(matches);
  for (let end = matches.length; end > 0; end -= 1) {
    if (matches[end - 1]?.date === matches[end]?.date) continue;
    const stage = matches.slice(0, end);
    if (teamsOf(stage).length < teams.length) break;
    const groups = findGroups(teams, stage);
    if (areCompleteGroups(groups)) return { groups, rest: matches.slice(end) };
  }
  return { groups: [], rest: matches };
}

/** Connected components of the pairings. */
function findGroups(teams: readonly string[], matches: readonly PlayedMatch[]): Group[] {
  const groupOf = new Map(teams.map((team) => [team, [team]]));
  for (const { home, away } of matches) {
    const [one = [], other = []] = [groupOf.get(home), groupOf.get(away)];
    if (one === other) continue;
    one.push(...other);
    for (const team of other) groupOf.set(team, one);
  }
  const matchesOf = Map.groupBy(matches, ({ home }) => groupOf.get(home));
  return [...new Set(groupOf.values())].map((group) => ({
    teams: group,
    matches: matchesOf.get(group) ?? [],
  }));
}

/** Equal sizes of three or more; every pairing equally often. */
function areCompleteGroups(groups: readonly Group[]): boolean {
  const size = groups[0]?.teams.length ?? 0;
  const pairings = (size * (size - 1)) / 2;
  const meetings = (groups[0]?.matches.length ?? 0) / pairings;
  return groups.every((group) => {
    if (size < 3 || group.teams.length !== size) return false;
    const counts = Map.groupBy(group.matches, (match) => sidesOf(match).sort().join(' '));
    return counts.size === pairings && [...counts.values()].every((of) => of.length === meetings);
  });
}

/**
 * Whether points decide the first, so that no play-off was due, and the last day cannot be a final in place of missing
 * matches. Never for three teams: matches of a fourth leave no trace.
 */
function isDecided({ teams, matches }: Group): boolean {
  return (
    teams.length >= 4 &&
    POINTS_FOR_A_WIN.every((forAWin) => {
      const sorted = [...countPoints(matches, forAWin).values()].sort((one, other) => other - one);
      const [first = 0, second = 0] = sorted;
      return first > second && !mayEndWithFinal(matches, forAWin);
    })
  );
}

/**
 * Whether the last day may have a final, play-off or third place: one match, or two of which one met the top two by
 * some result of one more match.
 */
function mayEndWithFinal(matches: readonly PlayedMatch[], forAWin: number): boolean {
  const isOfLastDay = ({ date }: PlayedMatch) => date === matches.at(-1)?.date;
  const lastDay = matches.filter(isOfLastDay);
  const points = countPoints(
    matches.filter((match) => !isOfLastDay(match)),
    forAWin,
  );
  const areFirstTwo = (match: PlayedMatch) => {
    const sides = sidesOf(match);
    const others = [...points].filter(([team]) => !sides.includes(team)).map(([, of]) => of);
    const [one = 0, other = 0] = sides.map((side) => points.get(side) ?? 0);
    const second = [Math.min(one + forAWin, other), Math.min(one, other + forAWin)];
    return Math.max(...second, Math.min(one, other) + 1) >= Math.max(...others);
  };
  return lastDay.length === 1 || (lastDay.length === 2 && lastDay.some(areFirstTwo));
}

/** Whether all groups send equally many teams, give or take one, that lead by either count of points. */
function areTopTeams(groups: readonly Group[], qualified: ReadonlySet<string>): boolean {
  const counts = groups.map(({ teams }) => teams.filter((team) => qualified.has(team)).length);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  if (least === 0 || most - least > 1) return false;
  return groups.every(({ teams, matches }) =>
    POINTS_FOR_A_WIN.some((forAWin) => {
      const points = countPoints(matches, forAWin);
      const pointsOf = (isIn: boolean) =>
        teams.filter((team) => qualified.has(team) === isIn).map((team) => points.get(team) ?? 0);
      return Math.min(...pointsOf(true)) >= Math.max(...pointsOf(false));
    }),
  );
}

/**
 * Whether matches, ordered by day, are a bracket of 4, 8, 16 … teams, round by round, with third place and final. False
 * without a third place (it could be missing), with a match without winner, and before 1970 (replays).
 */
export function isBracket(matches: readonly PlayedMatch[]): boolean {
  let teams = new Set(teamsOf(matches));
  if (matches.length !== teams.size || teams.size < 4) return false;
  if (firstDayOf(matches) < REPLAYS_UNTIL) return false;
  let rest = matches;
  let losers = new Set<string>();
  while (teams.size > 2) {
    const round = rest.slice(0, teams.size / 2);
    rest = rest.slice(round.length);
    const winners = new Set(round.flatMap((match) => winnerOf(match) ?? []));
    if (!involveExactly(round, teams) || winners.size !== round.length) return false;
    if ((round.at(-1)?.date ?? '') >= (rest[0]?.date ?? '')) return false;
    losers = new Set([...teams].filter((team) => !winners.has(team)));
    teams = winners;
  }
  return (
    rest.every((match) => winnerOf(match) !== null) &&
    involveExactly(rest, new Set([...teams, ...losers])) &&
    rest.some((match) => sidesOf(match).every((team) => teams.has(team)))
  );
}

function involveExactly(matches: readonly PlayedMatch[], teams: ReadonlySet<string>): boolean {
  const sides = matches.flatMap(sidesOf);
  return (
    sides.length === teams.size &&
    sides.every((side) => teams.has(side)) &&
    new Set(sides).size === teams.size
  );
}

function countPoints(matches: readonly PlayedMatch[], forAWin: number): Map<string, number> {
  const points = new Map<string, number>();
  const add = (team: string, difference: number) => {
    const won = difference > 0 ? forAWin : difference === 0 ? 1 : 0;
    points.set(team, (points.get(team) ?? 0) + won);
  };
  for (const { home, away, homeScore, awayScore } of matches) {
    add(home, homeScore - awayScore);
    add(away, awayScore - homeScore);
  }
  return points;
}

/** By score or shoot-out; null for a draw. */
function winnerOf({ home, away, homeScore, awayScore, shootout }: PlayedMatch): string | null {
  if (homeScore === awayScore) return shootout?.winner ?? null;
  return homeScore > awayScore ? home : away;
}

const sidesOf = ({ home, away }: PlayedMatch) => [home, away];

const firstDayOf = (matches: readonly PlayedMatch[]) => matches[0]?.date ?? '';

const teamsOf = (matches: readonly PlayedMatch[]) => [...new Set(matches.flatMap(sidesOf))];
