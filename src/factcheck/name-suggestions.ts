/** Suggestions for names that are not in the record. */
import type { Database } from '../database/types.js';
import { listMatchesOn } from '../record/claims.js';
import { type MatchRow, matchTitle } from '../record/matches.js';
import type { ReferenceData } from '../record/reference.js';
import { listTexts, type TextLookup, type TextRow } from '../record/search.js';
import { dayBefore, isCalendarDay, nextDay } from '../statistics/days.js';
import { buildLookupQueries } from '../text/lexemes.js';
import { compareScores, scoreMatch } from '../text/text-match.js';
import type { Suggestion } from './verdict.js';

/** By kind, then by unknown name. */
export type NameSuggestions = Record<
  Suggestion['kind'],
  ReadonlyMap<string, readonly Suggestion[]>
>;

export type UnknownNames = Record<Suggestion['kind'], readonly string[]>;

/** Suggestions for one name; texts and matches read for all names; names looked up. */
const SUGGESTION_LIMITS = { suggestions: 5, candidates: 100, matches: 500, names: 20 };

/** At most two statements; none without unknown names. */
export async function loadNameSuggestions(
  db: Database,
  reference: ReferenceData,
  names: UnknownNames,
): Promise<NameSuggestions> {
  const texts = { Player: names.Player, Team: names.Team, Tournament: names.Tournament };
  const lookups = Object.entries(texts).flatMap(([kind, slugs]) =>
    slugs
      .slice(0, SUGGESTION_LIMITS.names)
      .flatMap((slug) => nameLookups(kind as keyof typeof texts, slug)),
  );
  const days = [...new Set(names.Match.map((slug) => slug.slice(0, 10)))].filter(isCalendarDay);
  const [rows, matches] = await Promise.all([
    listTexts(db, lookups, SUGGESTION_LIMITS.candidates),
    listMatchesOn(
      db,
      days
        .slice(0, SUGGESTION_LIMITS.names)
        .map((day) => ({ from: dayBefore(day), to: nextDay(day) })),
      SUGGESTION_LIMITS.matches,
    ),
  ]);
  const suggest = (kind: keyof typeof texts) =>
    new Map(texts[kind].map((slug) => [slug, suggestNames(slug, kind, rows)]));
  return {
    Player: suggest('Player'),
    Team: suggest('Team'),
    Tournament: suggest('Tournament'),
    Match: new Map(names.Match.map((slug) => [slug, suggestMatches(slug, matches, reference)])),
  };
}

const TEXT_KINDS = { Player: 'PLAYER', Team: 'TEAM', Tournament: 'TOURNAMENT' } as const;

const slugWords = (slug: string) => slug.split('-');

function nameLookups(kind: keyof typeof TEXT_KINDS, slug: string): TextLookup[] {
  return buildLookupQueries(slugWords(slug)).map((lexemes) => ({
    kinds: [TEXT_KINDS[kind]],
    lexemes,
  }));
}

/** Rows that match every word of the name, best first. */
function suggestNames(
  slug: string,
  kind: keyof typeof TEXT_KINDS,
  rows: readonly TextRow[],
): Suggestion[] {
  const found = rows
    .filter((row) => row.kind === TEXT_KINDS[kind])
    .flatMap((row) => {
      const score = scoreMatch(slugWords(slug), row.words.split(' '));
      return score ? [{ row, score }] : [];
    })
    .sort(
      (one, other) => compareScores(one.score, other.score) || other.row.weight - one.row.weight,
    );
  const best = new Map(found.toReversed().map(({ row }) => [row.rowId, row]));
  const ids = [...new Set(found.map(({ row }) => row.rowId))].slice(
    0,
    SUGGESTION_LIMITS.suggestions,
  );
  return ids.map((id) => ({ kind, id, name: best.get(id)?.text ?? slug }));
}

/** Matches within a day that share words with the slug, most first. */
function suggestMatches(
  slug: string,
  matches: readonly MatchRow[],
  reference: ReferenceData,
): Suggestion[] {
  const [day, words] = [slug.slice(0, 10), new Set(slugWords(slug.slice(11)))];
  if (!isCalendarDay(day)) return [];
  return matches
    .filter(({ date }) => dayBefore(day) <= date && date <= nextDay(day))
    .map((match) => {
      const shared = slugWords(match.slug.slice(11)).filter((word) => words.has(word)).length;
      return { match, shared, apart: match.date === day ? 0 : 1 };
    })
    .filter(({ shared }) => shared > 0)
    .sort((one, other) => other.shared - one.shared || one.apart - other.apart)
    .slice(0, SUGGESTION_LIMITS.suggestions)
    .map(({ match }) => ({ kind: 'Match', id: match.id, name: matchTitle(reference, match) }));
}
