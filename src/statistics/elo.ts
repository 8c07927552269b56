/**
 * Computed Elo, by the rules of eloratings.net. It will not equal that site, whose starting values and list of matches are
 * others: so it is called computed.
 */
import { CHAMPIONSHIPS, QUALIFIERS } from './closed-competitions.js';

/** A played match, in the order of the record. */
export interface RatedMatch {
  home: number;
  away: number;
  homeScore: number;
  awayScore: number;
  neutral: boolean;
  /** The tournament's name, which decides how much the match weighs. */
  tournament: string;
}

/** The ratings of both sides after a match, unrounded. */
export interface RatingsAfter {
  home: number;
  away: number;
}

/** What every team starts at, before its first match. */
export const INITIAL_RATING = 1500;

/** How many points of difference playing at home is worth. */
const HOME_ADVANTAGE = 100;

/** Finals that weigh 50, or 60 in a World Cup. */
const CONTINENTAL_FINALS = new Set([
  ...CHAMPIONSHIPS,
  'Confederations Cup',
  'Olympic Games',
  'CONMEBOL–UEFA Cup of Champions',
]);

/** The weight of a match: 60 a World Cup, 50 a continental title, 40 its qualifiers, 20 a friendly, 30 all others. */
export function tournamentWeight(tournament: string): number {
  if (tournament === 'FIFA World Cup') return 60;
  if (CONTINENTAL_FINALS.has(tournament)) return 50;
  if (QUALIFIERS.has(tournament)) return 40;
  return tournament === 'Friendly' ? 20 : 30;
}

/** The ratings after each match, in the order of the matches. */
export function computeRatings(matches: readonly RatedMatch[]): RatingsAfter[] {
  const ratings = new Map<number, number>();
  return matches.map((match) => {
    const home = ratings.get(match.home) ?? INITIAL_RATING;
    const away = ratings.get(match.away) ?? INITIAL_RATING;
    const change = changeOf(match, home, away);
    ratings.set(match.home, home + change);
    ratings.set(match.away, away - change);
    return { home: home + change, away: away - change };
  });
}

/** What the home side gains and the away side loses: K · G · (W − We). */
function changeOf(match: RatedMatch, home: number, away: number): number {
  const margin = match.homeScore - match.awayScore;
  const difference = home - away + (match.neutral ? 0 : HOME_ADVANTAGE);
  const expected = 1 / (10 ** (-difference / 400) + 1);
  const won = margin > 0 ? 1 : margin === 0 ? 0.5 : 0;
  return tournamentWeight(match.tournament) * marginFactor(Math.abs(margin)) * (won - expected);
}

function marginFactor(margin: number): number {
  if (margin <= 1) return 1;
  return margin === 2 ? 1.5 : (11 + margin) / 8;
}
