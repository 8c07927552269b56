/**
 * Whether the matches of a competition are all there, by their structure alone: groups in which everybody met
 * everybody, rounds of a bracket in which everybody still in played once. A structure in which matches could be
 * missing without a trace is not complete. Entry points: `endingOf`, `isBracket`.
 */

import type { MatchFact } from '../facts.js';

/** A played match, as far as its structure goes. */
export type PlayedMatch = Pick<MatchFact, 'date' | 'home' | 'away'> & {
  homeScore: number;
  awayScore: number;
  shootout: { winner: string } | null;
};

/** Teams that met each other, and their matches. */
interface Group {
  teams: readonly string[];
  matches: readonly PlayedMatch[];
}

/** Points for a win. Both counts are tried, since competitions went from two to three in different years. */
const POINTS_FOR_A_WIN = [2, 3];

/**
 * The days until which drawn matches of a bracket, and groups without a winner, were played again; and until which
 * the last four of a championship also played a group instead of semi-finals.
 */
const REPLAYS_UNTIL = '1970-01-01';
const FINAL_GROUPS_UNTIL = '1992-01-01';

/** How a complete competition ends. After a final nothing follows; after a table a final may have been planned. */
export type Ending = 'FINAL' | 'TABLE';

/**
 * How a competition ends, of whose matches, in the order of their days, none is missing; null where one may be. It
 * is
 * - a bracket (`isBracket`) of eight teams or more; of four where `isNoGroup`;
 * - one group of four teams or more, with nothing after it, whose first is decided (`isDecided`);
 * - since 1970, several groups of one size, from which teams go on by their points (`areFirst`) to one of these or
 *   to further groups.
 * Groups of different sizes may lack a team, a group of three teams may lack a fourth, groups after which nothing
 * follows may lack a final, one group with a final may lack a third place: none of these is complete.
 */
export function endingOf(matches: readonly PlayedMatch[], afterGroups = false): Ending | null {
  if (isBracket(matches)) return isNoGroup(matches, afterGroups) ? 'FINAL' : null;
  const { groups, rest } = splitGroupStage(matches);
  const [only, ...others] = groups;
  if (!only) return null;
  if (others.length === 0) return rest.length === 0 && isDecided(only) ? 'TABLE' : null;
  if (firstDayOf(matches) < REPLAYS_UNTIL) return null;
  return areFirst(groups, new Set(teamsOf(rest))) ? endingOf(rest, true) : null;
}

/**
 * Whether a bracket is not a group of four teams that lacks two matches: it has more teams or a shoot-out, or it
 * follows on groups since the last four have ceased to play a group.
 */
function isNoGroup(bracket: readonly PlayedMatch[], afterGroups: boolean): boolean {
  if (bracket.length > 4 || bracket.some(({ shootout }) => shootout !== null)) return true;
  return afterGroups && firstDayOf(bracket) >= FINAL_GROUPS_UNTIL;
}

/**
 * Divides matches into a group stage and what follows: the longest sequence of whole days in which every team played
 * and whose pairings fall into groups, of three teams or more and all of one size, in which every pairing occurred
 * equally often. No groups where there is no such sequence.
 */
function splitGroupStage(matches: readonly PlayedMatch[]): {
  groups: Group[];
  rest: readonly PlayedMatch[];
} {
  const teams = teamsOf(matches);
  for (let end = matches.length; end > 0; end -= 1) {
    if (matches[end - 1]?.date === matches[end]?.date) continue;
    const stage = matches.slice(0, end);
    if (teamsOf(stage).length < teams.length) break;
    const groups = groupsOf(teams, stage);
    if (areWholeGroups(groups)) return { groups, rest: matches.slice(end) };
  }
  return { groups: [], rest: matches };
}

/** The connected components of the graph of pairings. */
function groupsOf(teams: readonly string[], matches: readonly PlayedMatch[]): Group[] {
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

/** Whether groups are of one size, three or more, and every pairing in every group occurred equally often. */
function areWholeGroups(groups: readonly Group[]): boolean {
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
 * Whether the first of a group is decided by points, so that no play-off was due; and whether the matches of its
 * last day cannot be a play-off or a final and a third place, which stand in the place of missing matches of the
 * group. A group of three teams is never decided, since three matches of a fourth would leave no trace.
 */
function isDecided({ teams, matches }: Group): boolean {
  return (
    teams.length >= 4 &&
    POINTS_FOR_A_WIN.every((forAWin) => {
      const sorted = [...pointsIn(matches, forAWin).values()].sort((one, other) => other - one);
      const [first = 0, second = 0] = sorted;
      return first > second && !mayEndWithFinal(matches, forAWin);
    })
  );
}

/**
 * Whether the last day may be that of a final, which may be a play-off, or of a match for the third place, or of
 * both: it had one match, or two of which one met the first two before it, by some result of one more match between
 * them.
 */
function mayEndWithFinal(matches: readonly PlayedMatch[], forAWin: number): boolean {
  const isOfLastDay = ({ date }: PlayedMatch) => date === matches.at(-1)?.date;
  const lastDay = matches.filter(isOfLastDay);
  const points = pointsIn(
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

/**
 * Whether the teams that go on come equally from all groups, give or take one, and are the first of their groups: by
 * either count of points none that is out has more.
 */
function areFirst(groups: readonly Group[], goingOn: ReadonlySet<string>): boolean {
  const counts = groups.map(({ teams }) => teams.filter((team) => goingOn.has(team)).length);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  if (least === 0 || most - least > 1) return false;
  return groups.every(({ teams, matches }) =>
    POINTS_FOR_A_WIN.some((forAWin) => {
      const points = pointsIn(matches, forAWin);
      const pointsOf = (isIn: boolean) =>
        teams.filter((team) => goingOn.has(team) === isIn).map((team) => points.get(team) ?? 0);
      return Math.min(...pointsOf(true)) >= Math.max(...pointsOf(false));
    }),
  );
}

/**
 * Whether matches in the order of their days are a bracket of 4, 8, 16 … teams: in each round every team still in
 * plays once, the round ends before the next begins, winners go on; after the semi-finals the losers play for the
 * third place, the winners the final. Without a match for the third place it is none, since that match could be
 * missing; nor with a match that nobody won, nor before 1970, since the match may be or have had a replay.
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
    if (!areMetBy(round, teams) || winners.size !== round.length) return false;
    if ((round.at(-1)?.date ?? '') >= (rest[0]?.date ?? '')) return false;
    losers = new Set([...teams].filter((team) => !winners.has(team)));
    teams = winners;
  }
  return (
    rest.every((match) => winnerOf(match) !== null) &&
    areMetBy(rest, new Set([...teams, ...losers])) &&
    rest.some((match) => sidesOf(match).every((team) => teams.has(team)))
  );
}

/** Whether each of the teams plays in exactly one of the matches, and nobody else does. */
function areMetBy(matches: readonly PlayedMatch[], teams: ReadonlySet<string>): boolean {
  const sides = matches.flatMap(sidesOf);
  return (
    sides.length === teams.size &&
    sides.every((side) => teams.has(side)) &&
    new Set(sides).size === teams.size
  );
}

/** The points of each team after some matches. */
function pointsIn(matches: readonly PlayedMatch[], forAWin: number): Map<string, number> {
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

/** The side that won, by the score or in the shoot-out. */
function winnerOf({ home, away, homeScore, awayScore, shootout }: PlayedMatch): string | null {
  if (homeScore === awayScore) return shootout?.winner ?? null;
  return homeScore > awayScore ? home : away;
}

const sidesOf = ({ home, away }: PlayedMatch) => [home, away];

const firstDayOf = (matches: readonly PlayedMatch[]) => matches[0]?.date ?? '';

const teamsOf = (matches: readonly PlayedMatch[]) => [...new Set(matches.flatMap(sidesOf))];
