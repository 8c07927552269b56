/** Elo by the rules of eloratings.net, with other matches and start values. */
import { CHAMPIONSHIPS, QUALIFIERS } from './closed-competitions.js';

export interface RatedMatch {
  home: number;
  away: number;
  homeScore: number;
  awayScore: number;
  neutral: boolean;
  tournament: string;
}

/** Unrounded. */
export interface RatingsAfter {
  home: number;
  away: number;
}

export const INITIAL_RATING = 1500;

/** Rating points. */
const HOME_ADVANTAGE = 100;

const CONTINENTAL_FINALS = new Set([
  ...CHAMPIONSHIPS,
  'Confederations Cup',
  'Olympic Games',
  'CONMEBOL–UEFA Cup of Champions',
]);

/** K of eloratings.net. */
export function tournamentWeight(tournament: string): number {
  if (tournament === 'FIFA World Cup') return 60;
  if (CONTINENTAL_FINALS.has(tournament)) return 50;
  if (QUALIFIERS.has(tournament)) return 40;
  return tournament === 'Friendly' ? 20 : 30;
}

/** Ratings after each match, in order. */
export function computeRatings(matches: readonly RatedMatch[]): RatingsAfter[] {
  const ratings = new Map<number, number>();
  return matches.map((match) => {
    const home = ratings.get(match.home) ?? INITIAL_RATING;
    const away = ratings.get(match.away) ?? INITIAL_RATING;
    const change = ratingChange(match, home, away);
    ratings.set(match.home, home + change);
    ratings.set(match.away, away - change);
    return { home: home + change, away: away - change };
  });
}

/** K · G · (W − We). */
function ratingChange(match: RatedMatch, home: number, away: number): number {
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
