/** How surely the record has every match of some kind: rule 14 of the conventions. */
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

/** What a filter asks of matches. */
export type ScopeFilter = MatchFilter;

/** Fields about which sources differ, or which rest on lists of their own: under these nothing is more than LISTED. */
const LISTED_FIELDS = [
  'venue',
  'city',
  'country',
  'shootout',
  'playedWorldCupQualifying',
] as const satisfies readonly (keyof MatchFilter)[];

/** COMPLETE: shown to be all. LISTED: all that a dataset lists which aims at all. PARTIAL: neither. */
export interface Scope {
  completeness: 'COMPLETE' | 'LISTED' | 'PARTIAL';
  /** The rest of a sentence: what the completeness rests on, or what is missing. */
  because: string;
}

/** The day at the end of which something is judged: the one asked for, else the last that the record has a match of. */
export function dayOf({ through }: ReferenceData, asOf: string | null): string {
  return asOf ?? through ?? END_OF_TIME;
}

/** The days in which a dataset lists every match of a team that it knows of; it may miss some. */
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

/** How surely the record has every match under a filter by a day; null for the whole record. */
export function buildScope(
  reference: ReferenceData,
  filter: ScopeFilter,
  asOf: string | null,
): Scope {
  const unknown = unknownName(reference, filter);
  if (unknown !== null) return buildPartial(`the record knows no ${unknown}`);
  if (filter.edition != null && filter.tournament == null) {
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

/** What a number is that counts the matches of a scope: a scope of which nothing is on record gives nothing. */
export function completenessIn({ completeness }: Scope, counted: number): Completeness {
  return completeness === 'PARTIAL' && counted === 0 ? 'NONE' : completeness;
}

/**
 * The scope where the filter also asks for a field that some matches lack: whether these are meant nobody knows. `lacking`
 * is how many do.
 */
export function withMissing(scope: Scope, lacking: number, field: string): Scope {
  return lacking === 0
    ? scope
    : buildPartial(
        `${lacking} of the matches without regard to the ${field} have no ${field} on record`,
      );
}

const buildPartial = (because: string): Scope => ({ completeness: 'PARTIAL', because });

const isComplete = ({ completeness }: HoldingRow) => completeness === 'COMPLETE';

const isHeld = ({ from, to }: Period, holdings: readonly HoldingRow[]) =>
  coversRange(joinRanges(holdings), from, to);

/** Spans by their first day, as few as possible: those that overlap or follow each other day by day are one. */
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

/** What a filter names and the record does not know. */
function unknownName(reference: ReferenceData, filter: ScopeFilter): string | null {
  const { team, opponent, tournament, edition } = filter;
  for (const slug of [team, opponent]) {
    if (slug != null && !reference.teams.find(slug)) return `team "${slug}"`;
  }
  if (tournament != null && !reference.tournaments.find(tournament)) {
    return `tournament "${tournament}"`;
  }
  if (edition == null || editionsOf(reference, filter).length > 0) return null;
  return tournament == null ? `edition of ${edition}` : `edition of ${edition} of "${tournament}"`;
}

/** Days of one category, and of one tournament or any, in which matches under a filter are played. */
interface Period extends DayRange {
  category: Category;
  tournamentId: number | null;
}

function periodsOf(reference: ReferenceData, filter: ScopeFilter, asOf: string | null): Period[] {
  const { teams, tournaments } = reference;
  const { category, team, opponent, tournament, edition } = filter;
  const days = daysOf(reference, filter, asOf);
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
    return categories.map((one) => ({ category: one, tournamentId, ...days }));
  }
  return editionsOf(reference, filter)
    .map(({ tournamentId, startDate, endDate }) => ({
      category: tournaments.get(tournamentId).category,
      tournamentId,
      from: latest(startDate, days.from),
      to: earliestDay(endDate, days.to),
    }))
    .filter((period) => categories.includes(period.category));
}

/**
 * The days of a filter. Asked for the whole record they end with its last match, asked for a day with that day. Days without
 * an end that begin after the last match are not empty: of these the record knows nothing.
 */
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
  { tournament, edition }: ScopeFilter,
): EditionRow[] {
  return editions.all.filter(
    ({ year, tournamentId }) =>
      year === edition && (tournament == null || tournaments.get(tournamentId).slug === tournament),
  );
}

/** The holdings of every match under a filter in a category and tournament, on some of their days. */
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

/** The earlier of two days; the second where the first is open. */
export const earliestDay = (one: string | null | undefined, other: string) =>
  one != null && one < other ? one : other;
