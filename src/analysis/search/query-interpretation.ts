/**
 * How a text can be read as the name of matches: one or two teams, a tournament, a year, a month or a day, each word of it
 * meaning one of them. `Zaire Brazil 1974` is two teams and a year.
 */
import {
  compareScores,
  countInexact,
  type MatchKind,
  type MatchScore,
  matchTokens,
} from '../../text/text-match.js';

/** A name of a team or a tournament. */
export interface SearchName {
  readonly id: number;
  /** Men's and women's sides do not meet. */
  readonly category: string;
  readonly words: readonly string[];
  /** The first and the last day of the name; null where there is no such day. */
  readonly from: string | null;
  readonly to: string | null;
}

/** One way to read a text. */
export interface Interpretation<Spelling extends SearchName> {
  /** None, one, or two who met. */
  teams: readonly Spelling[];
  tournament: Spelling | null;
  /** Both days included; null where the text and the names leave that side open. */
  from: string | null;
  to: string | null;
  matchScore: MatchScore;
}

interface Days {
  from: string | null;
  to: string | null;
}

/** A name as far as it is read out of the words of a text. */
interface NameMatch<Spelling> {
  name: Spelling;
  finds: readonly (MatchKind | null)[];
  /** Which words it is read out of, a bit each. */
  mask: number;
  /** How many of its own words nobody has written. */
  unread: number;
}

/** A day, a month or a year. */
const DAYS = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;

/** England v France. */
const VERSUS = new Set(['v', 'vs', 'versus']);

/** No match has a longer name: two teams, a tournament. */
const MAX_TOKENS = 16;

/** How many names are tried with each other. */
const MAX_NAME_MATCHES = 16;

/** The ways to read some words, the best first; none where a word means nothing that a match has. */
export function interpretQuery<Spelling extends SearchName>(
  words: readonly string[],
  teams: readonly Spelling[],
  tournaments: readonly Spelling[],
): Interpretation<Spelling>[] {
  const days = words.filter((word) => DAYS.test(word)).map(parseDayRange);
  const rest = nameTokens(words);
  if (rest.length > MAX_TOKENS || days.length + rest.length === 0) return [];
  const cups = [null, ...findNameMatches(rest, tournaments)];
  return teamPairs(findNameMatches(rest, teams))
    .flatMap((sides) => cups.map((cup) => ({ sides, parts: cup ? [...sides, cup] : sides, cup })))
    .filter(({ parts }) => readsEachTokenOnce(parts, rest.length))
    .map(({ sides, parts, cup }) => ({
      teams: sides.map(({ name }) => name),
      tournament: cup?.name ?? null,
      ...intersectRanges([...days, ...parts.map(({ name }) => name)]),
      matchScore: {
        ...countInexact(rest.map((_, word) => bestMatchKind(parts, word))),
        whole: false,
      },
      unread: parts.reduce((sum, part) => sum + part.unread, 0),
    }))
    .filter(({ from, to }) => (from ?? '') <= (to ?? from ?? ''))
    .sort(
      (one, other) => compareScores(one.matchScore, other.matchScore) || one.unread - other.unread,
    );
}

/** The words that can mean a team or a tournament: all but days and the `v` between two teams. */
export function nameTokens(words: readonly string[]): string[] {
  return words.filter((word) => !DAYS.test(word) && !VERSUS.has(word));
}

/** The first and the last day that a word can mean; no month has a day after its 31st. */
function parseDayRange(word: string): Days {
  const open = word.length - '1872'.length;
  return { from: word + '-01-01'.slice(open), to: word + '-12-31'.slice(open) };
}

/** The days that all of some ranges have in common; it ends before it begins where there are none. */
function intersectRanges(ranges: readonly Days[]): Days {
  const known = (days: (string | null)[]) => days.filter((day) => day !== null).sort();
  return {
    from: known(ranges.map(({ from }) => from)).at(-1) ?? null,
    to: known(ranges.map(({ to }) => to))[0] ?? null,
  };
}

/** The names that are read out of the most words, and best, as many as are tried. */
function findNameMatches<Spelling extends SearchName>(
  words: readonly string[],
  names: readonly Spelling[],
): NameMatch<Spelling>[] {
  return names
    .map((name) => {
      const finds = matchTokens(words, name.words);
      const mask = finds.reduce((bits, find, word) => (find ? bits | (1 << word) : bits), 0);
      const read = matchTokens(name.words, words).filter((find) => find !== null).length;
      return { name, finds, mask, unread: name.words.length - read };
    })
    .filter(({ mask }) => mask > 0)
    .sort(
      (one, other) =>
        countOf(other) - countOf(one) ||
        compareScores(nameScore(one), nameScore(other)) ||
        one.unread - other.unread,
    )
    .slice(0, MAX_NAME_MATCHES);
}

const countOf = ({ finds }: NameMatch<unknown>) => finds.filter((find) => find !== null).length;

const nameScore = ({ finds }: NameMatch<unknown>) => ({ ...countInexact(finds), whole: false });

/** No team, each alone, and every two who can meet. */
function teamPairs<Spelling extends SearchName>(
  parts: readonly NameMatch<Spelling>[],
): NameMatch<Spelling>[][] {
  const pairs = parts.flatMap((one, place) =>
    parts
      .slice(place + 1)
      .filter(
        (other) =>
          canPlay(one.name, other.name) &&
          readsOtherToken(one, other) &&
          readsOtherToken(other, one),
      )
      .map((other) => [one, other]),
  );
  return [[], ...parts.map((part) => [part]), ...pairs];
}

const canPlay = (one: SearchName, other: SearchName) =>
  one.id !== other.id && one.category === other.category;

/** Whether a name is read out of a word that another is not read out of. */
const readsOtherToken = ({ mask }: NameMatch<SearchName>, other: NameMatch<SearchName>) =>
  (mask & ~other.mask) !== 0;

/** Whether each word is read, and no name could be left out. */
function readsEachTokenOnce(parts: readonly NameMatch<SearchName>[], words: number): boolean {
  const all = (1 << words) - 1;
  const maskOf = (some: readonly NameMatch<SearchName>[]) =>
    some.reduce((bits, { mask }) => bits | mask, 0);
  return (
    maskOf(parts) === all &&
    parts.every((part) => maskOf(parts.filter((other) => other !== part)) !== all) &&
    new Set(parts.map(({ name }) => name.category)).size <= 1
  );
}

const MATCH_KINDS: readonly MatchKind[] = ['EXACT', 'PREFIX', 'TYPO'];

function bestMatchKind(parts: readonly NameMatch<SearchName>[], word: number): MatchKind | null {
  return MATCH_KINDS.find((find) => parts.some(({ finds }) => finds[word] === find)) ?? null;
}
