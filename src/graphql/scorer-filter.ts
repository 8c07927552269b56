/** What a filter of scorers leaves of a career. */
import type { Reference } from '../record/reference.js';
import type { ScorerFilter } from '../record/scorer-filter.js';
import { ALWAYS, FIRST_MATCH } from '../statistics/days.js';

/** A match as a filter sees it, from the side of the team that scores. */
interface Scene {
  opponentId: number;
  tournamentId: number;
  editionId: number | null;
  date: string;
}

/** Whether a filter leaves out no goal of anybody's career for a team before its last day. */
export function leavesOutNothingBefore({
  opponent,
  tournament,
  edition,
  from,
}: ScorerFilter): boolean {
  const isOfAnyMatch = opponent == null && tournament == null && edition == null;
  return isOfAnyMatch && (from == null || from <= FIRST_MATCH);
}

/** Whether matches are under a filter, apart from its category and team, which whoever scores decides. */
export function under(
  { teams, tournaments, editions }: Reference,
  { opponent, tournament, edition, from, to }: ScorerFilter,
): (scene: Scene) => boolean {
  return ({ opponentId, tournamentId, editionId, date }) =>
    (opponent == null || teams.get(opponentId).slug === opponent) &&
    (tournament == null || tournaments.get(tournamentId).slug === tournament) &&
    (edition == null || (editionId !== null && editions.get(editionId).year === edition)) &&
    (from ?? FIRST_MATCH) <= date &&
    date <= (to ?? ALWAYS);
}

/** The filter with a last day, whichever of the two comes first. */
export function upTo(filter: ScorerFilter, asOf: string | null): ScorerFilter {
  return asOf !== null && (filter.to == null || asOf < filter.to)
    ? { ...filter, to: asOf }
    : filter;
}
