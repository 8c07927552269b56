import type { ReferenceData } from '../../record/reference.js';
import { listTexts, type TextKind, type TextLookup, type TextRow } from '../../record/search.js';
import { nameRank } from '../../record/team-names.js';
import { fold } from '../../text/fold.js';
import { buildLookupQueries, lexemeAlternatives, tokenize } from '../../text/lexemes.js';
import { compareScores, type MatchScore, scoreMatch } from '../../text/text-match.js';
import { InputError } from '../input-error.js';
import type { Snapshot } from '../snapshot.js';
import { type MatchHit, searchMatches } from './match-search.js';
import { joinEnglishDates, nameTokens } from './query-interpretation.js';

type SearchKind = TextKind | 'MATCH';

interface SearchInput {
  text: string;
  kinds?: readonly SearchKind[] | null | undefined;
  first: number;
}

/** A hit before its row is loaded. */
export type SearchHit = RankedHit &
  ({ kind: TextKind; text: string } | ({ kind: 'MATCH' } & MatchHit));

interface RankedHit {
  id: number;
  matchScore: MatchScore;
  /** Of the matched kind of name, current names first. */
  rank: number;
  weight: number;
  /** Of the matched spelling. */
  length: number;
}

/** Of matches. */
const LAST_RANK = 9;

const QUERY_LENGTH = { min: 2, max: 100 };

const KINDS: readonly SearchKind[] = [
  'TEAM',
  'PLAYER',
  'MATCH',
  'TOURNAMENT',
  'EDITION',
  'QUOTE',
  'ARTICLE',
];

const MATCH_NAME_KINDS: readonly TextKind[] = ['TEAM', 'TOURNAMENT'];

/** A row has several texts. */
const MAX_CANDIDATES = 400;

/** The best hits, in the same order on both databases. Throws an InputError. */
export async function search(
  snapshot: Snapshot,
  { text, kinds, first }: SearchInput,
): Promise<SearchHit[]> {
  const words = tokenize(fold(validateQuery(text)));
  if (words.length === 0) return [];
  const wanted = kinds ?? KINDS;
  const texts = await listTexts(snapshot.db, buildLookups(words, wanted), MAX_CANDIDATES);
  const found = [
    ...texts
      .filter(({ kind }) => wanted.includes(kind))
      .flatMap((row) => scoreText(snapshot.reference, words, row)),
    ...(wanted.includes('MATCH') ? await findMatchHits(snapshot, words, texts, first) : []),
  ];
  return uniqueRows(found.sort(compareHits)).slice(0, first);
}

function validateQuery(text: string): string {
  const { length } = text.trim();
  if (length >= QUERY_LENGTH.min && length <= QUERY_LENGTH.max) return text;
  throw new InputError(
    `text must have ${QUERY_LENGTH.min} to ${QUERY_LENGTH.max} characters without the spaces around it, got ${length}`,
  );
}

/** Texts with every word; for matches, names with any word. */
function buildLookups(words: readonly string[], wanted: readonly SearchKind[]): TextLookup[] {
  const kinds = wanted.filter((kind) => kind !== 'MATCH');
  const names = wanted.includes('MATCH')
    ? nameTokens(joinEnglishDates(words)).flatMap(lexemeAlternatives)
    : [];
  return [
    ...(kinds.length > 0 ? buildLookupQueries(words).map((lexemes) => ({ kinds, lexemes })) : []),
    ...(names.length > 0 ? [{ kinds: MATCH_NAME_KINDS, lexemes: [names] }] : []),
  ];
}

function scoreText(reference: ReferenceData, words: readonly string[], row: TextRow): SearchHit[] {
  const alike = scoreMatch(words, row.words.split(' '));
  if (!alike) return [];
  const { kind, rowId: id, text, weight } = row;
  const rank = textRank(reference, row, alike);
  return [{ kind, id, text, matchScore: alike, rank, weight, length: row.words.length }];
}

/** A tournament comes after the edition whose year finds it. */
function textRank(
  { teams, tournaments }: ReferenceData,
  { kind, rowId, text }: TextRow,
  { whole }: MatchScore,
): number {
  if (kind === 'TEAM') return whole ? nameRank(teams.get(rowId), text) : 0;
  return kind === 'TOURNAMENT' && tournaments.get(rowId).name !== text ? 1 : 0;
}

async function findMatchHits(
  snapshot: Snapshot,
  words: readonly string[],
  texts: readonly TextRow[],
  size: number,
): Promise<SearchHit[]> {
  const matchHits = await searchMatches(snapshot, joinEnglishDates(words), texts, size);
  return matchHits.map(({ id, reading }) => {
    const { matchScore } = reading;
    return { kind: 'MATCH', id, reading, matchScore, rank: LAST_RANK, weight: 0, length: 0 };
  });
}

/** Ties keep the order of the database. */
function compareHits(one: SearchHit, other: SearchHit): number {
  return (
    compareScores(one.matchScore, other.matchScore) ||
    one.rank - other.rank ||
    other.weight - one.weight ||
    one.length - other.length
  );
}

function uniqueRows(found: readonly SearchHit[]): SearchHit[] {
  const best = new Map<string, SearchHit>();
  for (const one of found) {
    const key = `${one.kind}/${one.id}`;
    if (!best.has(key)) best.set(key, one);
  }
  return [...best.values()];
}
