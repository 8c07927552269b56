import type { ScorerFilter } from '../record/query/scorer-filter.js';
import type { ReferenceData } from '../record/reference.js';
import { END_OF_TIME, FIRST_MATCH_DAY } from '../statistics/days.js';

/** Seen from the scoring team. */
interface MatchSide {
  opponentId: number;
  tournamentId: number;
  editionId: number | null;
  date: string;
}

/** Whether it keeps all goals of a career up to its last day. */
export function includesWholeCareer({
  opponent,
  tournament,
  edition,
  from,
}: ScorerFilter): boolean {
  const isOfAnyMatch = opponent == null && tournament == null && edition == null;
  return isOfAnyMatch && (from == null || from <= FIRST_MATCH_DAY);
}

/** Matches under a filter, without its category and team. */
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

export function withLastDay(filter: ScorerFilter, asOf: string | null): ScorerFilter {
  return asOf !== null && (filter.to == null || asOf < filter.to)
    ? { ...filter, to: asOf }
    : filter;
}
