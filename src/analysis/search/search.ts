/** What a text finds: candidates by the indexes of the database, put in order by how they answer it. */
import type { SchemaSearchKind as SearchKind } from '../../generated/graphql.js';
import type { Context } from '../../graphql/context.js';
import { badUserInput } from '../../graphql/errors.js';
import { loadNodesByRowId, type NodeRow } from '../../graphql/nodes.js';
import { parsePageSize } from '../../graphql/pagination.js';
import { type MatchRow, matchTitle } from '../../record/matches.js';
import { EXPLICIT, type Projection } from '../../record/query/projection.js';
import type { ReferenceData } from '../../record/reference.js';
import { listTexts, type TextKind, type TextLookup, type TextRow } from '../../record/search.js';
import { fold } from '../../text/slug.js';
import {
  buildLookupQueries,
  compareScores,
  lexemeAlternatives,
  type MatchScore,
  scoreMatch,
  tokenize,
} from '../../text/text-match.js';
import { formatMatchedTitle, type MatchHit, searchMatches } from './match-search.js';
import { nameTokens } from './query-interpretation.js';

interface SearchInput {
  text: string;
  kinds?: readonly SearchKind[] | null | undefined;
  first: number;
}

/** Something that answers, ere its row is read. */
type SearchHit = RankedHit & ({ kind: TextKind; text: string } | ({ kind: 'MATCH' } & MatchHit));

interface RankedHit {
  id: number;
  matchScore: MatchScore;
  /** How much of the record hangs on it. A word means hundreds of matches: they come after what is called so. */
  weight: number;
  /** How many letters the spelling has that matched. */
  length: number;
}

const QUERY_LENGTH = { min: 2, max: 100 };

const KINDS: readonly SearchKind[] = ['TEAM', 'PLAYER', 'MATCH', 'TOURNAMENT', 'QUOTE', 'ARTICLE'];

/** What names a match. */
const MATCH_NAME_KINDS: readonly TextKind[] = ['TEAM', 'TOURNAMENT'];

/** How many texts are looked at of each lookup: several times as many as can be asked for, since a row may have several. */
const MAX_CANDIDATES = 400;

/** What a text finds, the best first, in the same order on every database; text and size are checked. */
export async function search(
  context: Context,
  { text, kinds, first }: SearchInput,
  projection: Projection,
) {
  const size = parsePageSize('first', first);
  const words = tokenize(fold(validateQuery(text)));
  if (words.length === 0) return [];
  const wanted = kinds ?? KINDS;
  const texts = await listTexts(context.db, buildLookups(words, wanted), MAX_CANDIDATES);
  const found = [
    ...texts.filter(({ kind }) => wanted.includes(kind)).flatMap((row) => scoreText(words, row)),
    ...(wanted.includes('MATCH') ? await findMatchHits(context, words, texts, size) : []),
  ];
  return loadHitRows(context, uniqueRows(found.sort(compareHits)).slice(0, size), projection);
}

function validateQuery(text: string): string {
  const { length } = text.trim();
  if (length >= QUERY_LENGTH.min && length <= QUERY_LENGTH.max) return text;
  throw badUserInput(
    `text must have ${QUERY_LENGTH.min} to ${QUERY_LENGTH.max} characters without the spaces around it, got ${length}`,
  );
}

/** What to look up: texts of the wanted kinds that answer every word and, for matches, names that answer any. */
function buildLookups(words: readonly string[], wanted: readonly SearchKind[]): TextLookup[] {
  const kinds = wanted.filter((kind) => kind !== 'MATCH');
  const names = wanted.includes('MATCH') ? nameTokens(words).flatMap(lexemeAlternatives) : [];
  return [
    ...(kinds.length > 0 ? buildLookupQueries(words).map((lexemes) => ({ kinds, lexemes })) : []),
    ...(names.length > 0 ? [{ kinds: MATCH_NAME_KINDS, lexemes: [names] }] : []),
  ];
}

/** What a text is found for, if it answers every word. */
function scoreText(words: readonly string[], row: TextRow): SearchHit[] {
  const alike = scoreMatch(words, row.words.split(' '));
  if (!alike) return [];
  const { kind, rowId: id, text, weight } = row;
  return [{ kind, id, text, matchScore: alike, weight, length: row.words.length }];
}

async function findMatchHits(
  context: Context,
  words: readonly string[],
  texts: readonly TextRow[],
  size: number,
): Promise<SearchHit[]> {
  const matchHits = await searchMatches(context, words, texts, size);
  return matchHits.map(({ id, reading }) => {
    return { kind: 'MATCH', id, reading, matchScore: reading.matchScore, weight: -1, length: 0 };
  });
}

/** What is equal in all this stays as the database has it, whose order is as good on every database. */
function compareHits(one: SearchHit, other: SearchHit): number {
  return (
    compareScores(one.matchScore, other.matchScore) ||
    other.weight - one.weight ||
    one.length - other.length
  );
}

/** Each row once, by the best of its spellings. */
function uniqueRows(found: readonly SearchHit[]): SearchHit[] {
  const best = new Map<string, SearchHit>();
  for (const one of found) {
    const key = `${one.kind}/${one.id}`;
    if (!best.has(key)) best.set(key, one);
  }
  return [...best.values()];
}

/** The types of what is found. */
const TYPES = {
  TEAM: 'Team',
  PLAYER: 'Player',
  MATCH: 'Match',
  TOURNAMENT: 'Tournament',
  QUOTE: 'Quote',
  ARTICLE: 'Article',
} as const;

/** The fields of which the names of what is found are made. */
const TITLE_PROJECTION: Projection = {
  [EXPLICIT]: {},
  name: {},
  title: {},
  text: {},
  homeNameOnDate: {},
  awayNameOnDate: {},
};

/** What is found as it is shown, with its rows. */
async function loadHitRows(context: Context, found: readonly SearchHit[], projection: Projection) {
  const ids = found.map(({ kind, id }) => ({ kind: TYPES[kind], id }));
  const nodes = await loadNodesByRowId(context, ids, { ...TITLE_PROJECTION, ...projection.node });
  return found.flatMap((one, place) => {
    const node = nodes[place];
    return node ? [{ kind: one.kind, ...hitNames(context.reference, one, node), node }] : [];
  });
}

/** What an entity is called, and the spelling that matched. */
function hitNames(reference: ReferenceData, found: SearchHit, node: NodeRow) {
  if (found.kind !== 'MATCH') return { title: hitTitle(node), matchedOn: found.text };
  const match = node as MatchRow;
  return {
    title: matchTitle(reference, match),
    matchedOn: formatMatchedTitle(reference, match, found.reading),
  };
}

/** A name, a title, the words of a quote. */
function hitTitle(node: NodeRow): string {
  if ('name' in node) return node.name;
  if ('title' in node) return node.title;
  return 'text' in node ? node.text : '';
}
