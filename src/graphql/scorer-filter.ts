/** What a filter of scorers leaves of a career, and whether the record holds every match under it. */
import type { Category, EditionRow, HoldingRow, Reference } from '../record/reference.js';
import type { ScorerFilter } from '../record/scorer-filter.js';
import { ALWAYS, FIRST_MATCH, holds } from '../statistics/days.js';

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

/** Why the record may lack matches under a filter; null where it holds every one. `unplaced` matches are in no edition. */
export function gapUnder(
  reference: Reference,
  filter: ScorerFilter,
  unplaced: number,
): string | null {
  const unknown = unknownIn(reference, filter);
  if (unknown !== null) return `the record knows no ${unknown}`;
  if (unplaced > 0) return `the record has ${unplaced} matches of those days without their edition`;
  return holdsUnder(reference, filter)
    ? null
    : 'the record does not hold every match under the filter';
}

/** What a filter names and the record does not know. */
function unknownIn(reference: Reference, filter: ScorerFilter): string | null {
  const { team, opponent, tournament, edition } = filter;
  for (const slug of [team, opponent]) {
    if (slug != null && !reference.teams.find(slug)) return `team "${slug}"`;
  }
  if (tournament != null && !reference.tournaments.find(tournament)) {
    return `tournament "${tournament}"`;
  }
  return edition != null && editionsOf(reference, filter).length === 0
    ? `edition of ${edition}`
    : null;
}

/** Whether the record holds every match under a filter. What the record does not know it does not hold. */
export function holdsUnder(reference: Reference, filter: ScorerFilter): boolean {
  return (
    unknownIn(reference, filter) === null &&
    stretchesOf(reference, filter).every(({ category, tournamentId, from, to }) => {
      const spans = reference.holdings
        .filter((holding) => speaksOf(reference, holding, filter, category, tournamentId))
        .map((holding) => ({ from: holding.from, to: isOfAll(holding) ? ALWAYS : holding.to }));
      return holds(spans, from, to);
    })
  );
}

/** After the last match of all its last state holds. */
const isOfAll = ({ teamId, tournamentId }: HoldingRow) => teamId === null && tournamentId === null;

/** Days of one category, and of one tournament or any, in which matches under a filter are played. */
interface Stretch {
  category: Category;
  tournamentId: number | null;
  from: string;
  to: string;
}

function stretchesOf(reference: Reference, filter: ScorerFilter): Stretch[] {
  const { teams, tournaments } = reference;
  const { category, team, opponent, tournament, edition } = filter;
  const from = later(filter.from, FIRST_MATCH);
  const to = filter.to ?? ALWAYS;
  // Whatever the filter names is of one category; what is of both at once was never played.
  const named = [
    category,
    team == null ? null : teams.find(team)?.category,
    opponent == null ? null : teams.find(opponent)?.category,
    tournament == null ? null : tournaments.find(tournament)?.category,
  ];
  const categories = CATEGORIES.filter((one) => named.every((other) => (other ?? one) === one));
  if (edition == null) {
    const tournamentId = tournament == null ? null : (tournaments.find(tournament)?.id ?? null);
    return categories.map((one) => ({ category: one, tournamentId, from, to }));
  }
  return editionsOf(reference, filter)
    .map(({ tournamentId, startDate, endDate }) => ({
      category: tournaments.get(tournamentId).category,
      tournamentId,
      from: later(startDate, from),
      to: endDate !== null && endDate < to ? endDate : to,
    }))
    .filter((stretch) => categories.includes(stretch.category));
}

const CATEGORIES: readonly Category[] = ['MEN', 'WOMEN'];

function editionsOf(
  { editions, tournaments }: Reference,
  { tournament, edition }: ScorerFilter,
): EditionRow[] {
  return editions.all.filter(
    ({ year, tournamentId }) =>
      year === edition && (tournament == null || tournaments.get(tournamentId).slug === tournament),
  );
}

/** Whether a holding is of every match under a filter in a category and tournament. */
function speaksOf(
  { teams }: Reference,
  holding: HoldingRow,
  { team, opponent }: ScorerFilter,
  category: Category,
  tournamentId: number | null,
): boolean {
  const sides = [team, opponent].map((slug) => (slug == null ? null : teams.find(slug)?.id));
  return (
    holding.category === category &&
    (holding.tournamentId === null || holding.tournamentId === tournamentId) &&
    (holding.teamId === null || sides.includes(holding.teamId))
  );
}

const later = (one: string | null | undefined, other: string) =>
  one != null && one > other ? one : other;

/** The filter with a last day, whichever of the two comes first. */
export function upTo(filter: ScorerFilter, asOf: string | null): ScorerFilter {
  return asOf !== null && (filter.to == null || asOf < filter.to)
    ? { ...filter, to: asOf }
    : filter;
}
