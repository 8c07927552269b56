/** What a filter of scorers leaves of a career. */

import type { ScorerFilter } from '../record/query/scorer-filter.js';
import type { ReferenceData } from '../record/reference.js';
import { END_OF_TIME, FIRST_MATCH_DAY } from '../statistics/days.js';

/** A match as a filter sees it, from the side of the team that scores. */
interface MatchSide {
  opponentId: number;
  tournamentId: number;
  editionId: number | null;
  date: string;
}

/** Whether a filter leaves out no goal of anybody's career for a team before its last day. */
export function includesWholeCareer({
  opponent,
  tournament,
  edition,
  from,
}: ScorerFilter): boolean {
  const isOfAnyMatch = opponent == null && tournament == null && edition == null;
  return isOfAnyMatch && (from == null || from <= FIRST_MATCH_DAY);
}

/** Whether matches are under a filter, apart from its category and team, which whoever scores decides. */
export function createFilterPredicate(
  { teams, tournaments, editions }: ReferenceData,
  { opponent, tournament, edition, from, to }: ScorerFilter,
): (side: MatchSide) => boolean {
  return ({ opponentId, tournamentId, editionId, date }) =>
    (opponent == null || teams.get(opponentId).slug === opponent) &&
    (tournament == null || tournaments.get(tournamentId).slug === tournament) &&
    (edition == null || (editionId !== null && editions.get(editionId).year === edition)) &&
    (from ?? FIRST_MATCH_DAY) <= date &&
    date <= (to ?? END_OF_TIME);
}

/** The filter with a last day, whichever of the two comes first. */
export function withLastDay(filter: ScorerFilter, asOf: string | null): ScorerFilter {
  return asOf !== null && (filter.to == null || asOf < filter.to)
    ? { ...filter, to: asOf }
    : filter;
}
