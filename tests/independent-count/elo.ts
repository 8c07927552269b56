/** Computed Elo, by the table of the conventions: a plain walk over the matches. */

import { plainly } from './names.js';
import type { Match, Results } from './results.js';

const FIFTY = [
  'UEFA Euro',
  'Copa América',
  'African Cup of Nations',
  'AFC Asian Cup',
  'Gold Cup',
  'CONCACAF Championship',
  'Oceania Nations Cup',
  'Confederations Cup',
  'Olympic Games',
  'CONMEBOL–UEFA Cup of Champions',
];

const FORTY = [
  'FIFA World Cup qualification',
  'UEFA Euro qualification',
  'Copa América qualification',
  'African Cup of Nations qualification',
  'AFC Asian Cup qualification',
  'Gold Cup qualification',
  'CONCACAF Championship qualification',
  'Oceania Nations Cup qualification',
  'UEFA Nations League',
  'CONCACAF Nations League',
  'CONCACAF Nations League qualification',
];

export interface Rated {
  team: string;
  /** Unrounded. */
  value: number;
  rank: number;
  lastMatch: Match;
}

/** The ratings of every team, one after each of its matches by a day, oldest first. */
export function ratingHistories(
  results: Results,
  asOf: string | null,
): Map<string, { match: Match; value: number }[]> {
  const histories = new Map<string, { match: Match; value: number }[]>();
  const of = (team: string) => {
    const known = histories.get(team) ?? [];
    histories.set(team, known);
    return known;
  };
  for (const match of results.matches) {
    if (!match.score || (asOf !== null && match.date > asOf)) continue;
    const [home, away] = [of(match.home), of(match.away)];
    const [before, opposed] = [home.at(-1)?.value ?? 1500, away.at(-1)?.value ?? 1500];
    const gain = gainOf(match, before - opposed, results.tournaments.get(match.tournament) ?? '');
    home.push({ match, value: before + gain });
    away.push({ match, value: opposed - gain });
  }
  return histories;
}

/** Every team that has played by a day, best first; equal ratings by slug. */
export function ratingsOf(results: Results, asOf: string | null): Rated[] {
  const all = [...ratingHistories(results, asOf)].flatMap(([team, history]) => {
    const last = history.at(-1);
    return last ? [{ team, value: last.value, lastMatch: last.match }] : [];
  });
  return all
    .map((row) => ({ ...row, rank: 1 + all.filter((other) => other.value > row.value).length }))
    .sort((one, other) => one.rank - other.rank || plainly(one.team, other.team));
}

/** What the home side gains: K · G · (W − We). */
function gainOf({ score, neutral }: Match, ahead: number, tournament: string): number {
  const margin = (score?.home ?? 0) - (score?.away ?? 0);
  const expected = 1 / (10 ** (-(ahead + (neutral ? 0 : 100)) / 400) + 1);
  const result = margin > 0 ? 1 : margin < 0 ? 0 : 1 / 2;
  const size = Math.abs(margin);
  const factor = size < 2 ? 1 : size === 2 ? 1.5 : (11 + size) / 8;
  return weightOf(tournament) * factor * (result - expected);
}

function weightOf(tournament: string): number {
  if (tournament === 'FIFA World Cup') return 60;
  if (FIFTY.includes(tournament)) return 50;
  if (FORTY.includes(tournament)) return 40;
  return tournament === 'Friendly' ? 20 : 30;
}
