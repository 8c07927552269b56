/** Who or what may be meant by names that the record does not know. */
import type { Database } from '../database/types.js';
import { listMatchesOn } from '../record/claims.js';
import { type MatchRow, matchTitle } from '../record/matches.js';
import type { ReferenceData } from '../record/reference.js';
import { listTexts, type TextLookup, type TextRow } from '../record/search.js';
import { dayBefore, isCalendarDay, nextDay } from '../statistics/days.js';
import { buildLookupQueries, compareScores, scoreMatch } from '../text/text-match.js';
import type { Suggestion } from './verdict.js';

/** By kind, and by the name that is not known. */
export type NameSuggestions = Record<
  Suggestion['kind'],
  ReadonlyMap<string, readonly Suggestion[]>
>;

/** The names that the record does not know, by the kind of what they should name. */
export type UnknownNames = Record<Suggestion['kind'], readonly string[]>;

/** How many suggestions a name gets, how many texts and matches are looked at for all names, and how many names. */
const MAX_LOOKED_UP_NAMES = { suggestions: 5, candidates: 100, matches: 500, names: 20 };

/** What unknown names may mean: at most two statements, none where all names are known. */
export async function loadNameSuggestions(
  db: Database,
  reference: ReferenceData,
  names: UnknownNames,
): Promise<NameSuggestions> {
  const texts = { Player: names.Player, Team: names.Team, Tournament: names.Tournament };
  const lookups = Object.entries(texts).flatMap(([kind, slugs]) =>
    slugs
      .slice(0, MAX_LOOKED_UP_NAMES.names)
      .flatMap((slug) => nameLookups(kind as keyof typeof texts, slug)),
  );
  const days = [...new Set(names.Match.map((slug) => slug.slice(0, 10)))].filter(isCalendarDay);
  const [rows, matches] = await Promise.all([
    listTexts(db, lookups, MAX_LOOKED_UP_NAMES.candidates),
    listMatchesOn(
      db,
      days
        .slice(0, MAX_LOOKED_UP_NAMES.names)
        .map((day) => ({ from: dayBefore(day), to: nextDay(day) })),
      MAX_LOOKED_UP_NAMES.matches,
    ),
  ]);
  const alike = (kind: keyof typeof texts) =>
    new Map(texts[kind].map((slug) => [slug, suggestNames(slug, kind, rows)]));
  return {
    Player: alike('Player'),
    Team: alike('Team'),
    Tournament: alike('Tournament'),
    Match: new Map(names.Match.map((slug) => [slug, suggestMatches(slug, matches, reference)])),
  };
}

const TEXT_KINDS = { Player: 'PLAYER', Team: 'TEAM', Tournament: 'TOURNAMENT' } as const;

const spacedName = (slug: string) => slug.split('-');

function nameLookups(kind: keyof typeof TEXT_KINDS, slug: string): TextLookup[] {
  return buildLookupQueries(spacedName(slug)).map((lexemes) => ({
    kinds: [TEXT_KINDS[kind]],
    lexemes,
  }));
}

/** The rows that answer every word of a name, the likest first. */
function suggestNames(
  slug: string,
  kind: keyof typeof TEXT_KINDS,
  rows: readonly TextRow[],
): Suggestion[] {
  const found = rows
    .filter((row) => row.kind === TEXT_KINDS[kind])
    .flatMap((row) => {
      const alike = scoreMatch(spacedName(slug), row.words.split(' '));
      return alike ? [{ row, alike }] : [];
    })
    .sort(
      (one, other) => compareScores(one.alike, other.alike) || other.row.weight - one.row.weight,
    );
  const best = new Map(found.toReversed().map(({ row }) => [row.rowId, row]));
  const ids = [...new Set(found.map(({ row }) => row.rowId))].slice(
    0,
    MAX_LOOKED_UP_NAMES.suggestions,
  );
  return ids.map((id) => ({ kind, id, name: best.get(id)?.text ?? slug }));
}

/** The matches of the day or the days beside it that share most words with a slug, and at least one. */
function suggestMatches(
  slug: string,
  matches: readonly MatchRow[],
  reference: ReferenceData,
): Suggestion[] {
  const [day, words] = [slug.slice(0, 10), new Set(spacedName(slug.slice(11)))];
  if (!isCalendarDay(day)) return [];
  return matches
    .filter(({ date }) => dayBefore(day) <= date && date <= nextDay(day))
    .map((match) => {
      const shared = spacedName(match.slug.slice(11)).filter((word) => words.has(word)).length;
      return { match, shared, apart: match.date === day ? 0 : 1 };
    })
    .filter(({ shared }) => shared > 0)
    .sort((one, other) => other.shared - one.shared || one.apart - other.apart)
    .slice(0, MAX_LOOKED_UP_NAMES.suggestions)
    .map(({ match }) => ({ kind: 'Match', id: match.id, name: matchTitle(reference, match) }));
}
