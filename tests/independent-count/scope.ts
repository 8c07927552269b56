/** How surely the record has every match under a filter (rule 14): by days, and by what the record is shown to hold. */
import { plainly } from './names.js';
import type { Results } from './results.js';

/** PARTIAL: the dataset does not list every match. LISTED: it aims at all of them. COMPLETE: it is shown to have all. */
export type Scope = 'COMPLETE' | 'LISTED' | 'PARTIAL';

/** A range of days, with both ends inside. */
export interface Days {
  from: string;
  to: string;
}

/** Days of which the record is shown to have every match: of a tournament, or of all where that is null. */
export interface Shown extends Days {
  tournament: string | null;
}

/** The fields of a filter that say of which matches and days it asks. */
export interface ScopeFilter {
  category?: 'MEN' | 'WOMEN';
  team?: string;
  teams?: string[];
  opponent?: string;
  tournament?: string;
  tournaments?: string[];
  on?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** The fields about which sources differ, or which rest on lists of their own: a count by one of these is never shown to be whole. */
const UNSURE_FIELDS = [
  'venue',
  'neutral',
  'city',
  'country',
  'shootout',
  'playedWorldCupQualifying',
];

const isSure = (filter: ScopeFilter) =>
  Object.entries(filter).every(([field, asked]) => asked == null || !UNSURE_FIELDS.includes(field));

/** The day of the first match of all. */
export const FIRST = '1872-11-30';

/** The last of the days on which a match of the files was played. */
export function lastDayOf({ matches }: Results): string {
  return matches.filter(({ score }) => score !== null).at(-1)?.date ?? FIRST;
}

/** The day as of which something is told: without one, that of the last played match. */
export const dayOf = (results: Results, asOf: string | null) => asOf ?? lastDayOf(results);

/** Whether the dataset lists the men's matches of some days, which may be none. */
export function isListed(results: Results, { from, to }: Days): boolean {
  return from > to || (FIRST <= from && to <= lastDayOf(results));
}

const WEAKEST: Scope[] = ['PARTIAL', 'LISTED', 'COMPLETE'];

/** The scope of a filter as of a day; null for the whole record. A list is as complete as its least complete entry. */
export function scopeOf(results: Results, filter: ScopeFilter, asOf: string | null): Scope {
  const { teams, tournaments, ...one } = filter;
  // An empty list names nothing, so that nothing is known of it.
  if (teams?.length === 0 || (one.tournament === undefined && tournaments?.length === 0)) {
    return 'PARTIAL';
  }
  if (teams?.some((team) => !isKnown(results, { team }))) return 'PARTIAL';
  const either = teams === undefined ? one : { ...one, team: one.team ?? teams[0] ?? '' };
  const scopes = (one.tournament === undefined ? (tournaments ?? [undefined]) : [undefined]).map(
    (tournament) =>
      scopeOfOne(results, tournament === undefined ? either : { ...either, tournament }, asOf),
  );
  return WEAKEST.find((scope) => scopes.includes(scope)) ?? 'COMPLETE';
}

function scopeOfOne(results: Results, filter: ScopeFilter, asOf: string | null): Scope {
  if (!isKnown(results, filter)) return 'PARTIAL';
  const days = daysOf(results, filter, asOf);
  const { category, team, opponent, tournament } = filter;
  const isOfMen = [team, opponent, tournament].some((name) => name !== undefined);
  // Before the first match there was none, nor was there a women's match of a men's team or tournament.
  if (days.from > days.to || (isOfMen && category === 'WOMEN')) return 'COMPLETE';
  if (!isOfMen && category !== 'MEN') return 'PARTIAL';
  if (isSure(filter) && isShown(results, days, tournament)) return 'COMPLETE';
  return isListed(results, days) ? 'LISTED' : 'PARTIAL';
}

/** How complete a count of matches is. */
export function completenessOf(scope: Scope, counted: number): Scope | 'NONE' {
  return scope === 'PARTIAL' && counted === 0 ? 'NONE' : scope;
}

/** Whether the files have the teams and the tournament that a filter names. */
function isKnown({ teams, tournaments }: Results, filter: ScopeFilter): boolean {
  const { team, opponent, tournament } = filter;
  return (
    [team, opponent].every(
      (slug) => slug === undefined || teams.some((its) => its.slug === slug),
    ) &&
    (tournament === undefined || tournaments.has(tournament))
  );
}

/** The days of a filter. Where nothing ends them they end with the last played match, or never where they begin later. */
function daysOf(results: Results, { on, from, to }: ScopeFilter, asOf: string | null): Days {
  const begin = inOrder([FIRST, on, from]).at(-1) ?? FIRST;
  const end = inOrder([on, to, asOf]).at(0) ?? inOrder([begin, lastDayOf(results)]).at(-1);
  return { from: begin, to: end ?? begin };
}

const inOrder = (days: (string | null | undefined)[]) =>
  days.filter((day) => day != null).sort(plainly);

/** Whether every one of some days lies in a range that the record is shown to hold. */
function isShown({ shown }: Results, { from, to }: Days, tournament: string | undefined): boolean {
  const its = shown.filter((range) => range.tournament === null || range.tournament === tournament);
  let day = from;
  while (day <= to) {
    const range = its.find((one) => one.from <= day && day <= one.to);
    if (!range) return false;
    day = nextDay(range.to);
  }
  return true;
}

function nextDay(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
