/** What a text finds: candidates by the indexes of the database, put in order by how they answer it. */
import type { SchemaSearchKind as SearchKind } from '../generated/graphql.js';
import { type MatchRow, matchTitle } from '../record/matches.js';
import { fold } from '../record/names.js';
import type { Reference } from '../record/reference.js';
import { type Lookup, listTexts, type TextKind, type TextRow } from '../record/search.js';
import { SELECTED, type Wants } from '../record/shape.js';
import {
  alternativesOf,
  compareLikeness,
  type Likeness,
  likeness,
  lookupsOf,
  wordsOf,
} from '../statistics/likeness.js';
import { namesIn } from '../statistics/readings.js';
import type { Context } from './context.js';
import { badInput } from './errors.js';
import { type MeantMatch, meantMatches, spelledTitle } from './meant-matches.js';
import { type NodeRow, nodesOfRows } from './nodes.js';
import { sizeOf } from './pagination.js';

interface Asked {
  text: string;
  kinds?: readonly SearchKind[] | null | undefined;
  first: number;
}

/** Something that answers, ere its row is read. */
type Found = Ranked & ({ kind: TextKind; text: string } | ({ kind: 'MATCH' } & MeantMatch));

interface Ranked {
  id: number;
  likeness: Likeness;
  /** How much of the record hangs on it. A word means hundreds of matches: they come after what is called so. */
  weight: number;
  /** How many letters the spelling has that matched. */
  length: number;
}

const LENGTH = { min: 2, max: 100 };

const KINDS: readonly SearchKind[] = ['TEAM', 'PLAYER', 'MATCH', 'TOURNAMENT', 'QUOTE', 'ARTICLE'];

/** What names a match. */
const NAMES: readonly TextKind[] = ['TEAM', 'TOURNAMENT'];

/** How many texts are looked at of each lookup: several times as many as can be asked for, since a row may have several. */
const CANDIDATES = 400;

/** What a text finds, the best first, in the same order on every database; text and size are checked. */
export async function search(context: Context, { text, kinds, first }: Asked, wants: Wants) {
  const size = sizeOf('first', first);
  const words = wordsOf(fold(checked(text)));
  if (words.length === 0) return [];
  const wanted = kinds ?? KINDS;
  const texts = await listTexts(context.db, lookups(words, wanted), CANDIDATES);
  const found = [
    ...texts.filter(({ kind }) => wanted.includes(kind)).flatMap((row) => answer(words, row)),
    ...(wanted.includes('MATCH') ? await matchAnswers(context, words, texts, size) : []),
  ];
  return withRows(context, distinct(found.sort(compare)).slice(0, size), wants);
}

function checked(text: string): string {
  const { length } = text.trim();
  if (length >= LENGTH.min && length <= LENGTH.max) return text;
  throw badInput(
    `text must have ${LENGTH.min} to ${LENGTH.max} characters without the spaces around it, got ${length}`,
  );
}

/** What to look up: texts of the wanted kinds that answer every word and, for matches, names that answer any. */
function lookups(words: readonly string[], wanted: readonly SearchKind[]): Lookup[] {
  const kinds = wanted.filter((kind) => kind !== 'MATCH');
  const names = wanted.includes('MATCH') ? namesIn(words).flatMap(alternativesOf) : [];
  return [
    ...(kinds.length > 0 ? lookupsOf(words).map((lexemes) => ({ kinds, lexemes })) : []),
    ...(names.length > 0 ? [{ kinds: NAMES, lexemes: [names] }] : []),
  ];
}

/** What a text is found for, if it answers every word. */
function answer(words: readonly string[], row: TextRow): Found[] {
  const alike = likeness(words, row.words.split(' '));
  if (!alike) return [];
  const { kind, rowId: id, text, weight } = row;
  return [{ kind, id, text, likeness: alike, weight, length: row.words.length }];
}

async function matchAnswers(
  context: Context,
  words: readonly string[],
  texts: readonly TextRow[],
  size: number,
): Promise<Found[]> {
  const meant = await meantMatches(context, words, texts, size);
  return meant.map(({ id, reading }) => {
    return { kind: 'MATCH', id, reading, likeness: reading.likeness, weight: -1, length: 0 };
  });
}

/** What is equal in all this stays as the database has it, whose order is as good on every database. */
function compare(one: Found, other: Found): number {
  return (
    compareLikeness(one.likeness, other.likeness) ||
    other.weight - one.weight ||
    one.length - other.length
  );
}

/** Each row once, by the best of its spellings. */
function distinct(found: readonly Found[]): Found[] {
  const best = new Map<string, Found>();
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
const NAMING: Wants = {
  [SELECTED]: {},
  name: {},
  title: {},
  text: {},
  homeNameOnDate: {},
  awayNameOnDate: {},
};

/** What is found as it is shown, with its rows. */
async function withRows(context: Context, found: readonly Found[], wants: Wants) {
  const ids = found.map(({ kind, id }) => ({ kind: TYPES[kind], id }));
  const nodes = await nodesOfRows(context, ids, { ...NAMING, ...wants.node });
  return found.flatMap((one, place) => {
    const node = nodes[place];
    return node ? [{ kind: one.kind, ...namesOf(context.reference, one, node), node }] : [];
  });
}

/** What an entity is called, and the spelling that matched. */
function namesOf(reference: Reference, found: Found, node: NodeRow) {
  if (found.kind !== 'MATCH') return { title: nameOf(node), matchedOn: found.text };
  const match = node as MatchRow;
  return {
    title: matchTitle(reference, match),
    matchedOn: spelledTitle(reference, match, found.reading),
  };
}

/** A name, a title, the words of a quote. */
function nameOf(node: NodeRow): string {
  if ('name' in node) return node.name;
  if ('title' in node) return node.title;
  return 'text' in node ? node.text : '';
}
