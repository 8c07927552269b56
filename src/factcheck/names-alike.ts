/** Who or what may be meant by names that the record does not know. */
import type { Database } from '../database.js';
import { listMatchesOn } from '../record/claims.js';
import { type MatchRow, matchTitle } from '../record/matches.js';
import type { Reference } from '../record/reference.js';
import { type Lookup, listTexts, type TextRow } from '../record/search.js';
import { dayAfter, dayBefore, isDay } from '../statistics/days.js';
import { compareLikeness, likeness, lookupsOf } from '../statistics/likeness.js';
import type { Suggestion } from './verdict.js';

/** By kind, and by the name that is not known. */
export type NamesAlike = Record<Suggestion['kind'], ReadonlyMap<string, readonly Suggestion[]>>;

/** The names that the record does not know, by the kind of what they should name. */
export type UnknownNames = Record<Suggestion['kind'], readonly string[]>;

/** How many suggestions a name gets, how many texts and matches are looked at for all names, and how many names. */
const MOST = { suggestions: 5, candidates: 100, matches: 500, names: 20 };

/** What unknown names may mean: at most two statements, none where all names are known. */
export async function readNamesAlike(
  db: Database,
  reference: Reference,
  names: UnknownNames,
): Promise<NamesAlike> {
  const texts = { Player: names.Player, Team: names.Team, Tournament: names.Tournament };
  const lookups = Object.entries(texts).flatMap(([kind, slugs]) =>
    slugs.slice(0, MOST.names).flatMap((slug) => lookupsOfName(kind as keyof typeof texts, slug)),
  );
  const days = [...new Set(names.Match.map((slug) => slug.slice(0, 10)))].filter(isDay);
  const [rows, matches] = await Promise.all([
    listTexts(db, lookups, MOST.candidates),
    listMatchesOn(
      db,
      days.slice(0, MOST.names).map((day) => ({ from: dayBefore(day), to: dayAfter(day) })),
      MOST.matches,
    ),
  ]);
  const alike = (kind: keyof typeof texts) =>
    new Map(texts[kind].map((slug) => [slug, namesLike(slug, kind, rows)]));
  return {
    Player: alike('Player'),
    Team: alike('Team'),
    Tournament: alike('Tournament'),
    Match: new Map(names.Match.map((slug) => [slug, matchesLike(slug, matches, reference)])),
  };
}

const TEXT_KINDS = { Player: 'PLAYER', Team: 'TEAM', Tournament: 'TOURNAMENT' } as const;

const wordsOf = (slug: string) => slug.split('-');

function lookupsOfName(kind: keyof typeof TEXT_KINDS, slug: string): Lookup[] {
  return lookupsOf(wordsOf(slug)).map((lexemes) => ({ kinds: [TEXT_KINDS[kind]], lexemes }));
}

/** The rows that answer every word of a name, the likest first. */
function namesLike(
  slug: string,
  kind: keyof typeof TEXT_KINDS,
  rows: readonly TextRow[],
): Suggestion[] {
  const found = rows
    .filter((row) => row.kind === TEXT_KINDS[kind])
    .flatMap((row) => {
      const alike = likeness(wordsOf(slug), row.words.split(' '));
      return alike ? [{ row, alike }] : [];
    })
    .sort(
      (one, other) => compareLikeness(one.alike, other.alike) || other.row.weight - one.row.weight,
    );
  const best = new Map(found.toReversed().map(({ row }) => [row.rowId, row]));
  const ids = [...new Set(found.map(({ row }) => row.rowId))].slice(0, MOST.suggestions);
  return ids.map((id) => ({ kind, id, name: best.get(id)?.text ?? slug }));
}

/** The matches of the day or the days beside it that share most words with a slug, and at least one. */
function matchesLike(
  slug: string,
  matches: readonly MatchRow[],
  reference: Reference,
): Suggestion[] {
  const [day, words] = [slug.slice(0, 10), new Set(wordsOf(slug.slice(11)))];
  if (!isDay(day)) return [];
  return matches
    .filter(({ date }) => dayBefore(day) <= date && date <= dayAfter(day))
    .map((match) => {
      const shared = wordsOf(match.slug.slice(11)).filter((word) => words.has(word)).length;
      return { match, shared, apart: match.date === day ? 0 : 1 };
    })
    .filter(({ shared }) => shared > 0)
    .sort((one, other) => other.shared - one.shared || one.apart - other.apart)
    .slice(0, MOST.suggestions)
    .map(({ match }) => ({ kind: 'Match', id: match.id, name: matchTitle(reference, match) }));
}
