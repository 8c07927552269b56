/** Invented competitions: groups, leagues and brackets in which the team with the lower number wins. */
import type { MatchFact, TournamentFact } from '../../../src/importers/facts.js';
import { addDays, daysBetween } from '../../../src/statistics/days.js';

export const CUP: TournamentFact = {
  source: 'test',
  key: 'cup',
  slug: 'fifa-world-cup',
  name: 'FIFA World Cup',
  category: 'MEN',
};

/** A match of the cup; level with a winner, it has a shoot-out. */
export function match(
  date: string,
  home: string,
  away: string,
  [homeScore, awayScore]: [number, number] | [null, null] = [1, 0],
  winner: string | null = null,
): MatchFact {
  const key = `${date}/${home}/${away}`;
  return {
    source: 'test',
    key,
    slug: key.replaceAll('/', '-'),
    date,
    ordinal: 1,
    home,
    away,
    homeScore,
    awayScore,
    tournament: CUP.slug,
    edition: null,
    stage: null,
    group: null,
    stadium: null,
    city: 'Poseidonis',
    country: 'Atlantis',
    neutral: true,
    afterExtraTime: null,
    possiblyAwarded: false,
    goals: [],
    penalties: [],
    shootout: winner === null ? null : { source: 'test', key, winner, firstShooter: null },
    discrepancies: [],
    citedBy: [],
  };
}

/** Names of teams: `a1` is the first of the first group. */
export const teamsOf = (group: number, size: number) =>
  Array.from({ length: size }, (_, place) => `${String.fromCharCode(97 + group)}${place + 1}`);

/** A group in which every pair meets some times, two matches a day, the first two first; the first named wins. */
export function league(from: string, teams: readonly string[], meetings = 1): MatchFact[] {
  const pairs = teams
    .flatMap((_, one) => teams.map((__, other) => [one, other] as const))
    .filter(([one, other]) => one < other)
    .sort(([one, other], [third, fourth]) => one + other - third - fourth);
  const all = Array.from({ length: meetings }, () => pairs).flat();
  // An odd one begins, so that the last day has two matches.
  return all.map(([one, other], place) => {
    const day = addDays(from, Math.floor((place + (all.length % 2)) / 2));
    return match(day, teams[one] ?? '', teams[other] ?? '');
  });
}

/** A bracket, two days a round; the first named wins, after a shoot-out where `isLevel` says so of a match. */
export function bracket(
  from: string,
  teams: readonly string[],
  isLevel: (place: number) => boolean = () => false,
): MatchFact[] {
  const meet = (date: string, sides: readonly string[]) =>
    sides.slice(0, sides.length / 2).map((home, place) => {
      const away = sides.at(-1 - place) ?? '';
      return isLevel(place) ? match(date, home, away, [1, 1], home) : match(date, home, away);
    });
  const half = teams.length / 2;
  const round = meet(from, teams);
  if (half > 2) return [...round, ...bracket(addDays(from, 2), teams.slice(0, half), isLevel)];
  const [winners, losers] = [teams.slice(0, half), teams.slice(half)];
  return [...round, ...meet(addDays(from, 2), losers), ...meet(addDays(from, 3), winners)];
}

export interface Plan {
  from: string;
  groups: number;
  size: number;
  meetings: number;
  /** How many teams go on, the first of all groups before the second. */
  goingOn: number;
  isLevel?: (place: number) => boolean;
}

/** Groups at the same time, and a bracket the day but one after their last match. */
export function tournament({ from, groups, size, meetings, goingOn, isLevel }: Plan): MatchFact[] {
  const all = Array.from({ length: groups }, (_, group) => teamsOf(group, size));
  const stage = all
    .flatMap((teams) => league(from, teams, meetings))
    .sort((one, other) => daysBetween(other.date, one.date));
  const ranked = all
    .flatMap((teams, group) => teams.map((team, rank) => ({ team, place: rank * groups + group })))
    .sort((one, other) => one.place - other.place)
    .map(({ team }) => team);
  const last = stage.at(-1)?.date ?? from;
  return [...stage, ...bracket(addDays(last, 2), ranked.slice(0, goingOn), isLevel)];
}
