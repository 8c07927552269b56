/** Interprets a query as the name of matches: teams, tournament, year, month or day. `Zaire Brazil 1974`. */
import {
  compareScores,
  countInexact,
  type MatchKind,
  type MatchScore,
  matchTokens,
} from '../../text/text-match.js';

export interface SearchName {
  readonly id: number;
  /** Men's and women's teams never meet. */
  readonly category: string;
  readonly words: readonly string[];
  /** Null if open. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface Interpretation<Spelling extends SearchName> {
  /** At most two. */
  teams: readonly Spelling[];
  tournament: Spelling | null;
  /** Inclusive; null if open. */
  from: string | null;
  to: string | null;
  matchScore: MatchScore;
}

interface Days {
  from: string | null;
  to: string | null;
}

interface NameMatch<Spelling> {
  name: Spelling;
  finds: readonly (MatchKind | null)[];
  /** Its tokens of the query, one bit each. */
  mask: number;
  /** Its words not in the query. */
  unread: number;
}

const DAYS = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];

const MONTH_PATTERN = `(${MONTHS.join('|')})`;
const DAY_PATTERN = '(0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?';

/** Between words separated by one space. */
const ENGLISH_DATE = new RegExp(
  `\\b(?:${DAY_PATTERN} ${MONTH_PATTERN}|${MONTH_PATTERN}(?: ${DAY_PATTERN})?) (\\d{4})\\b`,
  'g',
);

const VERSUS = new Set(['v', 'vs', 'versus']);

const MAX_TOKENS = 16;

const MAX_NAME_MATCHES = 16;

/** `10 december 2022` and `december 10 2022` as `2022-12-10`, `december 2022` as `2022-12`. */
export function joinEnglishDates(words: readonly string[]): string[] {
  const twoDigits = (number: number | string) => String(number).padStart(2, '0');
  return words
    .join(' ')
    .replace(ENGLISH_DATE, (_, before, monthAfter, monthBefore, after, year) => {
      const month = twoDigits(MONTHS.indexOf(monthAfter ?? monthBefore) + 1);
      const day = before ?? after;
      return day ? `${year}-${month}-${twoDigits(day)}` : `${year}-${month}`;
    })
    .split(' ');
}

/** Best first; none if a token has no meaning. */
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

/** All but days and `v`. */
export function nameTokens(words: readonly string[]): string[] {
  return words.filter((word) => !DAYS.test(word) && !VERSUS.has(word));
}

/** Every month has 31 days. */
function parseDayRange(word: string): Days {
  const open = word.length - '1872'.length;
  return { from: word + '-01-01'.slice(open), to: word + '-12-31'.slice(open) };
}

/** Ends before it begins if empty. */
function intersectRanges(ranges: readonly Days[]): Days {
  const known = (days: (string | null)[]) => days.filter((day) => day !== null).sort();
  return {
    from: known(ranges.map(({ from }) => from)).at(-1) ?? null,
    to: known(ranges.map(({ to }) => to))[0] ?? null,
  };
}

/** The best, by number of tokens. */
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

/** None, one, or two that can play each other. */
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

const readsOtherToken = ({ mask }: NameMatch<SearchName>, other: NameMatch<SearchName>) =>
  (mask & ~other.mask) !== 0;

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
