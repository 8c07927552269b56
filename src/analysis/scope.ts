/** How complete the record's matches under a filter are (rule 14). */
import type { MatchFilter } from '../record/query/match-filter.js';
import type {
  Category,
  EditionRow,
  HoldingRow,
  ReferenceData,
  TeamRow,
} from '../record/reference.js';
import type { Completeness } from '../statistics/coverage.js';
import {
  coversRange,
  type DayRange,
  END_OF_TIME,
  FIRST_MATCH_DAY,
  nextDay,
} from '../statistics/days.js';

export type ScopeFilter = MatchFilter;

/** Fields that sources differ about, or that rest on separate lists: at most LISTED. */
const LISTED_FIELDS = [
  'venue',
  'neutral',
  'city',
  'country',
  'shootout',
  'possiblyAwarded',
  'playedWorldCupQualifying',
] as const satisfies readonly (keyof MatchFilter)[];

/** COMPLETE: proven. LISTED: all of a dataset that aims at all. PARTIAL: neither. */
export interface Scope {
  completeness: 'COMPLETE' | 'LISTED' | 'PARTIAL';
  /** The reason, as the rest of a sentence. */
  because: string;
}

/** The given day, else the record's last. */
export function dayOf({ through }: ReferenceData, asOf: string | null): string {
  return asOf ?? through ?? END_OF_TIME;
}

export function listedDays({ holdings }: ReferenceData, team: TeamRow): DayRange[] {
  return holdings
    .filter(
      ({ category, teamId, tournamentId }) =>
        category === team.category &&
        (teamId === null || teamId === team.id) &&
        tournamentId === null,
    )
    .map(({ from, to }) => ({ from, to }));
}

export function buildScope(
  reference: ReferenceData,
  filter: ScopeFilter,
  asOf: string | null,
): Scope {
  const { teams, stages, edition } = filter;
  const tournaments = tournamentsOf(filter);
  if ([teams, tournaments, stages].some((list) => list?.length === 0)) {
    return buildPartial('an empty list names no match');
  }
  const unknown = unknownName(reference, filter);
  if (unknown !== null) return buildPartial(`the record knows no ${unknown}`);
  if (edition != null && tournaments === null) {
    return buildPartial('the record does not know the editions of every tournament');
  }
  const stretches = periodsOf(reference, filter, asOf);
  if (stretches.every(({ from, to }) => from > to)) {
    return { completeness: 'COMPLETE', because: 'there is no day for such a match' };
  }
  const lists = stretches.map((period) => ({
    period: period,
    holdings: holdingsFor(reference, filter, period),
  }));
  const isSure = LISTED_FIELDS.every((field) => filter[field] == null);
  if (
    isSure &&
    lists.every(({ period, holdings }) => isHeld(period, holdings.filter(isComplete)))
  ) {
    return {
      completeness: 'COMPLETE',
      because: 'the record is shown to have every match of these',
    };
  }
  if (lists.every(({ period, holdings }) => isHeld(period, holdings))) {
    const listed = lists.flatMap(({ holdings }) => holdings);
    return { completeness: 'LISTED', because: describeListed(reference, listed) };
  }
  const last = stretches
    .map(({ to }) => to)
    .sort()
    .at(-1);
  return buildPartial(
    reference.through !== null && last !== undefined && last > reference.through
      ? `the record has no match after ${reference.through}`
      : 'no dataset of the record lists every match of these',
  );
}

/** NONE if nothing is on record. */
export function completenessIn({ completeness }: Scope, counted: number): Completeness {
  return completeness === 'PARTIAL' && counted === 0 ? 'NONE' : completeness;
}

/** PARTIAL if matches lack filtered fields; `lacking` is their number. */
export function withMissing(scope: Scope, lacking: number, fields: readonly string[]): Scope {
  return lacking === 0
    ? scope
    : buildPartial(
        `${lacking} of the matches that may be among these have no ${fields.join(' or no ')} on record`,
      );
}

const buildPartial = (because: string): Scope => ({ completeness: 'PARTIAL', because });

const isComplete = ({ completeness }: HoldingRow) => completeness === 'COMPLETE';

const isHeld = ({ from, to }: Period, holdings: readonly HoldingRow[]) =>
  coversRange(joinRanges(holdings), from, to);

/** Merged ranges, overlapping or adjacent, by first day. */
function joinRanges(spans: readonly DayRange[]): DayRange[] {
  const joint: DayRange[] = [];
  for (const { from, to } of spans) {
    const last = joint.at(-1);
    if (last && (from <= last.to || from <= nextDay(last.to)))
      last.to = last.to > to ? last.to : to;
    else joint.push({ from, to });
  }
  return joint;
}

function describeListed({ sources }: ReferenceData, holdings: readonly HoldingRow[]): string {
  const ids = [...new Set(holdings.map(({ sourceId }) => sourceId))];
  const titles = [...new Set(ids.map((id) => sources.get(id).title))];
  return `as listed by ${titles.join(' and ')}, which may miss a few`;
}

function unknownName(reference: ReferenceData, filter: ScopeFilter): string | null {
  const { team, teams, opponent, edition } = filter;
  const tournaments = tournamentsOf(filter);
  for (const slug of [team, opponent, ...(teams ?? [])]) {
    if (slug != null && !reference.teams.find(slug)) return `team "${slug}"`;
  }
  for (const slug of tournaments ?? []) {
    if (!reference.tournaments.find(slug)) return `tournament "${slug}"`;
  }
  if (edition == null) return null;
  if (tournaments === null) {
    return editionsOf(reference, edition, null).length > 0 ? null : `edition of ${edition}`;
  }
  const without = tournaments.find((slug) => editionsOf(reference, edition, [slug]).length === 0);
  return without === undefined ? null : `edition of ${edition} of "${without}"`;
}

/** Null for any. */
function tournamentsOf({ tournament, tournaments }: ScopeFilter): readonly string[] | null {
  return tournament == null ? (tournaments ?? null) : [tournament];
}

interface Period extends DayRange {
  category: Category;
  tournamentId: number | null;
}

function periodsOf(reference: ReferenceData, filter: ScopeFilter, asOf: string | null): Period[] {
  const days = daysOf(reference, filter, asOf);
  return tournamentPeriods(reference, filter, days).filter(({ category }) =>
    mayBeOf(reference, filter, category),
  );
}

function tournamentPeriods(
  reference: ReferenceData,
  filter: ScopeFilter,
  days: DayRange,
): Period[] {
  const { tournaments } = reference;
  const slugs = tournamentsOf(filter);
  if (filter.edition != null) {
    return editionsOf(reference, filter.edition, slugs).map(
      ({ tournamentId, startDate, endDate }) => ({
        category: tournaments.get(tournamentId).category,
        tournamentId,
        from: latest(startDate, days.from),
        to: earliestDay(endDate, days.to),
      }),
    );
  }
  if (slugs === null)
    return CATEGORIES.map((category) => ({ category, tournamentId: null, ...days }));
  return tournaments.all
    .filter(({ slug }) => slugs.includes(slug))
    .map(({ id, category }) => ({ category, tournamentId: id, ...days }));
}

/** All that a filter names must be of one category, one of `teams` at least. */
function mayBeOf(
  { teams }: ReferenceData,
  { category, team, opponent, teams: either }: ScopeFilter,
  one: Category,
): boolean {
  const isOf = (slug: string) => teams.find(slug)?.category === one;
  return (
    (category ?? one) === one &&
    [team, opponent].every((slug) => slug == null || isOf(slug)) &&
    (either == null || either.some(isOf))
  );
}

/** Open ranges after the last match stay: nothing is known of them. */
function daysOf(
  { through }: ReferenceData,
  { on, from, to }: ScopeFilter,
  asOf: string | null,
): DayRange {
  const first = latest(on, latest(from, FIRST_MATCH_DAY));
  const last = [on, to, asOf].filter((day) => day != null).sort()[0];
  return { from: first, to: last ?? latest(through ?? END_OF_TIME, first) };
}

const CATEGORIES: readonly Category[] = ['MEN', 'WOMEN'];

function editionsOf(
  { editions, tournaments }: ReferenceData,
  edition: number,
  slugs: readonly string[] | null,
): EditionRow[] {
  return editions.all.filter(
    ({ year, tournamentId }) =>
      year === edition && (slugs === null || slugs.includes(tournaments.get(tournamentId).slug)),
  );
}

function holdingsFor(
  { holdings, teams }: ReferenceData,
  { team, opponent }: ScopeFilter,
  { category, tournamentId, from, to }: Period,
): HoldingRow[] {
  const sides = [team, opponent].map((slug) => (slug == null ? null : teams.find(slug)?.id));
  return holdings.filter(
    (holding) =>
      holding.category === category &&
      holding.from <= to &&
      from <= holding.to &&
      (holding.tournamentId === null || holding.tournamentId === tournamentId) &&
      (holding.teamId === null || sides.includes(holding.teamId)),
  );
}

const latest = (one: string | null | undefined, other: string) =>
  one != null && one > other ? one : other;

/** The second if the first is open. */
export const earliestDay = (one: string | null | undefined, other: string) =>
  one != null && one < other ? one : other;
