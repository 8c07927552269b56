/** Proves by structure that no match is missing. */

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

/** Competitions changed in different years. */
const POINTS_FOR_A_WIN = [2, 3];

/** Before, ties were replayed, and a final group could replace semi-finals. */
const REPLAYS_UNTIL = '1970-01-01';
const FINAL_GROUPS_UNTIL = '1992-01-01';

/** Nothing follows a final; a table may lack one. */
export type Ending = 'FINAL' | 'TABLE';

/**
 * Of complete matches, ordered by day: a bracket, a decided group of four or more, or since 1970 equal groups whose top
 * teams go on to one. Unequal groups, groups of three and groups without sequel may lack matches.
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

/** A group of four may lack two matches. */
function isCertainlyKnockout(bracket: readonly PlayedMatch[], afterGroups: boolean): boolean {
  if (bracket.length > 4 || bracket.some(({ shootout }) => shootout !== null)) return true;
  return afterGroups && firstDayOf(bracket) >= FINAL_GROUPS_UNTIL;
}

/** Longest prefix of whole days with every team and complete groups. */
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

/** Connected components. */
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

/** Three or more teams, pairings equally often. */
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

/** No play-off or final can be missing. Never for three teams: a fourth leaves no trace. */
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

/** One match, or two of which one met a possible top two. */
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

/** Equally many a group, give or take one, leading by either count. */
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

/** 4, 8, 16 … teams, with third place and final. False before 1970 (replays) or for a match without winner. */
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

/** Null for a draw. */
function winnerOf({ home, away, homeScore, awayScore, shootout }: PlayedMatch): string | null {
  if (homeScore === awayScore) return shootout?.winner ?? null;
  return homeScore > awayScore ? home : away;
}

const sidesOf = ({ home, away }: PlayedMatch) => [home, away];

const firstDayOf = (matches: readonly PlayedMatch[]) => matches[0]?.date ?? '';

const teamsOf = (matches: readonly PlayedMatch[]) => [...new Set(matches.flatMap(sidesOf))];
