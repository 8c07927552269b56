/**
 * How a text answers what somebody looks for: the words of both, the one slip that a word may have, and the lexemes by
 * which an index finds every text that can answer. Texts are folded before they come here: lower case, no accents.
 */

/** A day or a month, `2022-12-10` or `2022-12`, else letters and digits; longer than any name, what has no spaces is cut. */
const WORD =
  /\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?(?![\p{L}\p{N}])|[\p{L}\p{N}]{1,40}/gu;

/** Words of fewer letters tolerate no slip: too many others are like them. */
const SHORTEST_WITH_SLIP = 4;

/** A whole text that is longer than what anybody may look for is not looked up as a whole. */
const LONGEST_TEXT = 100;

/** How a word is found: as it stands, as the beginning of a longer one, or but for one slip. */
export type Find = 'WHOLE' | 'BEGINNING' | 'SLIP';

/** How a text answers: how many of the wanted words are not found as they stand, and whether it has no others. */
export interface Likeness {
  slips: number;
  beginnings: number;
  whole: boolean;
}

/** The words of a folded text, in their order. */
export function wordsOf(folded: string): string[] {
  return folded.match(WORD) ?? [];
}

/** How each of the wanted words is found among the words of a text; null where it is not. */
export function findsOf(wanted: readonly string[], text: readonly string[]): (Find | null)[] {
  const words = [...text, ...joined(text)];
  return wanted.map((word) => {
    if (words.includes(word)) return 'WHOLE';
    if (words.some((longer) => longer.startsWith(word))) return 'BEGINNING';
    if (!mayHaveSlip(word)) return null;
    return text.some((other) => !hasDigit(other) && isOneSlip(word, other)) ? 'SLIP' : null;
  });
}

/** How a text answers the wanted words, in whatever order it has them; null where one of them is not found. */
export function likeness(wanted: readonly string[], text: readonly string[]): Likeness | null {
  const finds = findsOf(wanted, text);
  if (finds.includes(null)) return null;
  const isWanted = (own: string) => findsOf(wanted, [own]).some((find) => find !== null);
  return { ...faultsOf(finds), whole: isSame(wanted, text) || text.every(isWanted) };
}

/** Whether two texts are the same but for where their words end. */
const isSame = (one: readonly string[], other: readonly string[]) =>
  one.join('') === other.join('');

/** How many words are not found as they stand. */
export function faultsOf(finds: readonly (Find | null)[]): Omit<Likeness, 'whole'> {
  const count = (wanted: Find) => finds.filter((find) => find === wanted).length;
  return { slips: count('SLIP'), beginnings: count('BEGINNING') };
}

/** Orders likenesses, the best first: by slips, then by words that are only begun, then what has no other words. */
export function compareLikeness(one: Likeness, other: Likeness): number {
  return (
    one.slips - other.slips ||
    one.beginnings - other.beginnings ||
    Number(other.whole) - Number(one.whole)
  );
}

/**
 * Whether one word becomes the other by one slip: a letter left out, put in, mistaken for another, or two neighbours that
 * have changed places.
 */
export function isOneSlip(one: string, other: string): boolean {
  const [short, long] = [[...one], [...other]].sort((a, b) => a.length - b.length);
  if (!short || !long || long.length - short.length > 1) return false;
  const place = long.findIndex((letter, at) => letter !== short[at]);
  if (place < 0) return false;
  const rest = (letters: string[], from: number) => letters.slice(from).join('');
  if (short.length < long.length) return rest(short, place) === rest(long, place + 1);
  const [letter, next] = long.slice(place, place + 2);
  const swapped = short[place] === next && short[place + 1] === letter;
  if (swapped && rest(short, place + 2) === rest(long, place + 2)) return true;
  return rest(short, place + 1) === rest(long, place + 1);
}

/**
 * The lexemes of a text, by which an index finds it: its words and neighbours written as one word as they stand, the whole
 * text after `=`, and the forms of its words after `~`.
 */
export function lexemesOf(words: readonly string[]): string[] {
  const whole = wholeOf(words);
  return [
    ...new Set([
      ...words,
      ...joined(words),
      ...(whole.length > LONGEST_TEXT ? [] : [whole]),
      ...words.flatMap(formsOf),
    ]),
  ];
}

/**
 * How to look up the texts that answer some words, the likest first: the very text, all the words, their beginnings, and,
 * where a word may have one, all that with slips. A text has to have one lexeme of each list; one that ends with `*` stands
 * for all that begin so.
 */
export function lookupsOf(words: readonly string[]): string[][][] {
  return [
    [[wholeOf(words)]],
    words.map((word) => [word]),
    words.map((word) => [`${word}*`]),
    ...(words.some(mayHaveSlip) ? [words.map(alternativesOf)] : []),
  ];
}

/** The lexemes of which a text has one where it has a word, its beginning, or the word with a slip. */
export function alternativesOf(word: string): string[] {
  return [`${word}*`, ...(mayHaveSlip(word) ? formsOf(word) : [])];
}

const wholeOf = (words: readonly string[]) => `=${words.join('')}`;

/** Neighbours as one word: who looks for `oneill` or `debruyne` finds O'Neill and De Bruyne. */
const joined = (words: readonly string[]) =>
  words.slice(1).map((word, place) => `${words[place]}${word}`);

/** Another digit is another number, and never a slip. */
const hasDigit = (word: string) => /\p{N}/u.test(word);

const mayHaveSlip = (word: string) => [...word].length >= SHORTEST_WITH_SLIP && !hasDigit(word);

/**
 * The word itself, and as it is without each of its letters. Of two words that are one slip apart, one form is the same;
 * the reverse need not hold, so that what an index finds by forms is still to be looked at.
 */
function formsOf(word: string): string[] {
  const letters = [...word];
  if (hasDigit(word) || letters.length < SHORTEST_WITH_SLIP - 1) return [];
  const without = mayHaveSlip(word) ? letters.map((_, place) => letters.toSpliced(place, 1)) : [];
  return [letters, ...without].map((form) => `~${form.join('')}`);
}
