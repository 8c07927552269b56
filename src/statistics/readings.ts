/**
 * How a text can be read as the name of matches: one or two teams, a tournament, a year, a month or a day, each word of it
 * meaning one of them. `Zaire Brazil 1974` is two teams and a year.
 */
import { compareLikeness, type Find, faultsOf, findsOf, type Likeness } from './likeness.js';

/** A name of a team or a tournament. */
export interface Name {
  readonly id: number;
  /** Men's and women's sides do not meet. */
  readonly category: string;
  readonly words: readonly string[];
  /** The first and the last day of the name; null where there is no such day. */
  readonly from: string | null;
  readonly to: string | null;
}

/** One way to read a text. */
export interface Reading<Spelling extends Name> {
  /** None, one, or two who met. */
  teams: readonly Spelling[];
  tournament: Spelling | null;
  /** Both days included; null where the text and the names leave that side open. */
  from: string | null;
  to: string | null;
  likeness: Likeness;
}

interface Days {
  from: string | null;
  to: string | null;
}

/** A name as far as it is read out of the words of a text. */
interface Part<Spelling> {
  name: Spelling;
  finds: readonly (Find | null)[];
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
const MOST_WORDS = 16;

/** How many names are tried with each other. */
const MOST_NAMES = 16;

/** The ways to read some words, the best first; none where a word means nothing that a match has. */
export function readings<Spelling extends Name>(
  words: readonly string[],
  teams: readonly Spelling[],
  tournaments: readonly Spelling[],
): Reading<Spelling>[] {
  const days = words.filter((word) => DAYS.test(word)).map(daysOf);
  const rest = namesIn(words);
  if (rest.length > MOST_WORDS || days.length + rest.length === 0) return [];
  const cups = [null, ...partsOf(rest, tournaments)];
  return pairsOf(partsOf(rest, teams))
    .flatMap((sides) => cups.map((cup) => ({ sides, parts: cup ? [...sides, cup] : sides, cup })))
    .filter(({ parts }) => isReadOnce(parts, rest.length))
    .map(({ sides, parts, cup }) => ({
      teams: sides.map(({ name }) => name),
      tournament: cup?.name ?? null,
      ...common([...days, ...parts.map(({ name }) => name)]),
      likeness: { ...faultsOf(rest.map((_, word) => bestFind(parts, word))), whole: false },
      unread: parts.reduce((sum, part) => sum + part.unread, 0),
    }))
    .filter(({ from, to }) => (from ?? '') <= (to ?? from ?? ''))
    .sort(
      (one, other) => compareLikeness(one.likeness, other.likeness) || one.unread - other.unread,
    );
}

/** The words that can mean a team or a tournament: all but days and the `v` between two teams. */
export function namesIn(words: readonly string[]): string[] {
  return words.filter((word) => !DAYS.test(word) && !VERSUS.has(word));
}

/** The first and the last day that a word can mean; no month has a day after its 31st. */
function daysOf(word: string): Days {
  const open = word.length - '1872'.length;
  return { from: word + '-01-01'.slice(open), to: word + '-12-31'.slice(open) };
}

/** The days that all of some ranges have in common; it ends before it begins where there are none. */
function common(ranges: readonly Days[]): Days {
  const known = (days: (string | null)[]) => days.filter((day) => day !== null).sort();
  return {
    from: known(ranges.map(({ from }) => from)).at(-1) ?? null,
    to: known(ranges.map(({ to }) => to))[0] ?? null,
  };
}

/** The names that are read out of the most words, and best, as many as are tried. */
function partsOf<Spelling extends Name>(
  words: readonly string[],
  names: readonly Spelling[],
): Part<Spelling>[] {
  return names
    .map((name) => {
      const finds = findsOf(words, name.words);
      const mask = finds.reduce((bits, find, word) => (find ? bits | (1 << word) : bits), 0);
      const read = findsOf(name.words, words).filter((find) => find !== null).length;
      return { name, finds, mask, unread: name.words.length - read };
    })
    .filter(({ mask }) => mask > 0)
    .sort(
      (one, other) =>
        countOf(other) - countOf(one) ||
        compareLikeness(likenessOf(one), likenessOf(other)) ||
        one.unread - other.unread,
    )
    .slice(0, MOST_NAMES);
}

const countOf = ({ finds }: Part<unknown>) => finds.filter((find) => find !== null).length;

const likenessOf = ({ finds }: Part<unknown>) => ({ ...faultsOf(finds), whole: false });

/** No team, each alone, and every two who can meet. */
function pairsOf<Spelling extends Name>(parts: readonly Part<Spelling>[]): Part<Spelling>[][] {
  const pairs = parts.flatMap((one, place) =>
    parts
      .slice(place + 1)
      .filter((other) => canMeet(one.name, other.name) && addsTo(one, other) && addsTo(other, one))
      .map((other) => [one, other]),
  );
  return [[], ...parts.map((part) => [part]), ...pairs];
}

const canMeet = (one: Name, other: Name) => one.id !== other.id && one.category === other.category;

/** Whether a name is read out of a word that another is not read out of. */
const addsTo = ({ mask }: Part<Name>, other: Part<Name>) => (mask & ~other.mask) !== 0;

/** Whether each word is read, and no name could be left out. */
function isReadOnce(parts: readonly Part<Name>[], words: number): boolean {
  const all = (1 << words) - 1;
  const maskOf = (some: readonly Part<Name>[]) => some.reduce((bits, { mask }) => bits | mask, 0);
  return (
    maskOf(parts) === all &&
    parts.every((part) => maskOf(parts.filter((other) => other !== part)) !== all) &&
    new Set(parts.map(({ name }) => name.category)).size <= 1
  );
}

const FINDS: readonly Find[] = ['WHOLE', 'BEGINNING', 'SLIP'];

function bestFind(parts: readonly Part<Name>[], word: number): Find | null {
  return FINDS.find((find) => parts.some(({ finds }) => finds[word] === find)) ?? null;
}
