/** Which matches a filter lets through, by the words of the schema, field by field. */
import { folded } from './names.js';
import { type Match, otherSide, type Results } from './results.js';

export interface Filter {
  category?: 'MEN' | 'WOMEN';
  team?: string;
  teams?: string[];
  opponent?: string;
  venue?: 'HOME' | 'AWAY' | 'NEUTRAL';
  outcome?: 'WON' | 'DRAWN' | 'LOST';
  result?: 'HOME_WIN' | 'AWAY_WIN' | 'DRAW';
  tournament?: string;
  tournaments?: string[];
  on?: string;
  from?: string;
  to?: string;
  city?: string;
  country?: string;
  competitive?: boolean;
  neutral?: boolean;
  played?: boolean;
  shootout?: boolean;
  minMargin?: number;
  scorersComplete?: boolean;
  playedWorldCupQualifying?: boolean;
  /** MM-DD, which a parent gives. */
  calendarDay?: string;
}

/** What a match was for one of its sides. */
export interface Seen {
  match: Match;
  venue: 'HOME' | 'AWAY' | 'NEUTRAL';
  /** Null while unplayed. */
  goals: { own: number; other: number } | null;
}

/** A match seen from one of its sides (rule 6). */
export function seenFrom(team: string, match: Match): Seen {
  const { home, score, neutral } = match;
  const isHome = home === team;
  return {
    match,
    venue: neutral ? 'NEUTRAL' : isHome ? 'HOME' : 'AWAY',
    goals:
      score &&
      (isHome ? { own: score.home, other: score.away } : { own: score.away, other: score.home }),
  };
}

type Holds = (match: Match, filter: Filter, results: Results) => boolean;

const MEANS: Record<keyof Filter, Holds> = {
  // The dataset has men's matches alone.
  category: (_, { category }) => category === 'MEN',
  team: ({ home, away }, { team }) => home === team || away === team,
  teams: ({ home, away }, { teams = [] }) => teams.includes(home) || teams.includes(away),
  opponent: (match, { team = '', opponent }) =>
    team !== opponent && otherSide(match, team) === opponent,
  venue: (match, { team = '', venue }) => seenFrom(team, match).venue === venue,
  outcome: (match, { team = '', outcome }) => outcomeOf(team, match) === outcome,
  result: ({ score }, { result }) =>
    score !== null &&
    result ===
      (score.home > score.away ? 'HOME_WIN' : score.home < score.away ? 'AWAY_WIN' : 'DRAW'),
  tournament: (match, { tournament }) => match.tournament === tournament,
  tournaments: ({ tournament }, { tournaments = [] }) => tournaments.includes(tournament),
  on: ({ date }, { on }) => date === on,
  from: ({ date }, { from = '' }) => date >= from,
  to: ({ date }, { to = '' }) => date <= to,
  city: (match, { city = '' }) => folded(match.city) === folded(city),
  country: (match, { country = '' }) => folded(match.country) === folded(country),
  competitive: ({ tournament }, { competitive }) => (tournament !== 'friendly') === competitive,
  neutral: (match, { neutral }) => match.neutral === neutral,
  played: ({ score }, { played }) => (score !== null) === played,
  calendarDay: ({ date }, { calendarDay = '' }) => date.slice(5) === calendarDay,
  shootout: (match, { shootout }) => (match.shootout !== null) === shootout,
  minMargin: ({ score }, { minMargin = 0 }) =>
    score !== null && Math.abs(score.home - score.away) >= minMargin,
  scorersComplete: (match, { scorersComplete }) => hasEveryGoal(match) === scorersComplete,
  playedWorldCupQualifying: ({ home, away }, { playedWorldCupQualifying }, results) => {
    const members = worldCupTeams(results);
    return (members.has(home) && members.has(away)) === playedWorldCupQualifying;
  },
};

/** The matches that a filter lets through up to a day (inclusive; null for all), in the order of rule 7. */
export function through(results: Results, filter: Filter, asOf: string | null = null): Match[] {
  const fields = Object.keys(filter) as (keyof Filter)[];
  const matches =
    filter.team === undefined ? results.matches : (results.matchesOf.get(filter.team) ?? []);
  return matches.filter(
    (match) =>
      (asOf === null || match.date <= asOf) &&
      fields.every((field) => MEANS[field](match, filter, results)),
  );
}

/** Whether every goal of the score has a row; never while unplayed (rule 13: a 0-0 has them all). */
export function hasEveryGoal({ score, goals }: Match): boolean {
  return score !== null && score.home + score.away === goals.length;
}

function outcomeOf(team: string, match: Match): Filter['outcome'] | null {
  const { goals } = seenFrom(team, match);
  if (!goals) return null;
  if (goals.own === goals.other) return 'DRAWN';
  return goals.own > goals.other ? 'WON' : 'LOST';
}

const WORLD_CUP = ['fifa-world-cup', 'fifa-world-cup-qualification'];
const known = new WeakMap<Results, Set<string>>();

/** Who has ever played in a World Cup or its qualification; asked for with every match, and so kept. */
function worldCupTeams(results: Results): Set<string> {
  const found = known.get(results);
  if (found) return found;
  const played = results.matches.filter(
    ({ tournament, score }) => WORLD_CUP.includes(tournament) && score !== null,
  );
  const teams = new Set(played.flatMap(({ home, away }) => [home, away]));
  known.set(results, teams);
  return teams;
}
