/**
 * How a text answers what somebody looks for: the words of both, the one slip that a word may have, and the lexemes by
 * which an index finds every text that can answer. Texts are folded before they come here: lower case, no accents.
 */

/** A day or a month, `2022-12-10` or `2022-12`, else letters and digits; longer than any name, what has no spaces is cut. */
const TOKEN_PATTERN =
  /\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?(?![\p{L}\p{N}])|[\p{L}\p{N}]{1,40}/gu;

/** Words of fewer letters tolerate no slip: too many others are like them. */
const MIN_TYPO_CHARS = 4;

/** A whole text that is longer than what anybody may look for is not looked up as a whole. */
const MAX_WHOLE_TEXT_CHARS = 100;

/** How a word is found: as it stands, as the beginning of a longer one, or but for one slip. */
export type MatchKind = 'WHOLE' | 'BEGINNING' | 'SLIP';

/** How a text answers: how many of the wanted words are not found as they stand, and whether it has no others. */
export interface MatchScore {
  slips: number;
  beginnings: number;
  whole: boolean;
}

/** The words of a folded text, in their order. */
export function tokenize(folded: string): string[] {
  return folded.match(TOKEN_PATTERN) ?? [];
}

/** How each of the wanted words is found among the words of a text; null where it is not. */
export function matchTokens(
  wanted: readonly string[],
  text: readonly string[],
): (MatchKind | null)[] {
  const words = [...text, ...joinNeighbours(text)];
  return wanted.map((word) => {
    if (words.includes(word)) return 'WHOLE';
    if (words.some((longer) => longer.startsWith(word))) return 'BEGINNING';
    if (!allowsTypo(word)) return null;
    return text.some((other) => !hasDigit(other) && isSingleTypo(word, other)) ? 'SLIP' : null;
  });
}

/** How a text answers the wanted words, in whatever order it has them; null where one of them is not found. */
export function scoreMatch(wanted: readonly string[], text: readonly string[]): MatchScore | null {
  const finds = matchTokens(wanted, text);
  if (finds.includes(null)) return null;
  const isWanted = (own: string) => matchTokens(wanted, [own]).some((find) => find !== null);
  return { ...countInexact(finds), whole: isSame(wanted, text) || text.every(isWanted) };
}

/** Whether two texts are the same but for where their words end. */
const isSame = (one: readonly string[], other: readonly string[]) =>
  one.join('') === other.join('');

/** How many words are not found as they stand. */
export function countInexact(finds: readonly (MatchKind | null)[]): Omit<MatchScore, 'whole'> {
  const count = (wanted: MatchKind) => finds.filter((find) => find === wanted).length;
  return { slips: count('SLIP'), beginnings: count('BEGINNING') };
}

/** Orders likenesses, the best first: by slips, then by words that are only begun, then what has no other words. */
export function compareScores(one: MatchScore, other: MatchScore): number {
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
export function isSingleTypo(one: string, other: string): boolean {
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
export function buildLexemes(words: readonly string[]): string[] {
  const whole = wholeTextLexeme(words);
  return [
    ...new Set([
      ...words,
      ...joinNeighbours(words),
      ...(whole.length > MAX_WHOLE_TEXT_CHARS ? [] : [whole]),
      ...words.flatMap(deletionForms),
    ]),
  ];
}

/**
 * How to look up the texts that answer some words, the likest first: the very text, all the words, their beginnings, and,
 * where a word may have one, all that with slips. A text has to have one lexeme of each list; one that ends with `*` stands
 * for all that begin so.
 */
export function buildLookupQueries(words: readonly string[]): string[][][] {
  return [
    [[wholeTextLexeme(words)]],
    words.map((word) => [word]),
    words.map((word) => [`${word}*`]),
    ...(words.some(allowsTypo) ? [words.map(lexemeAlternatives)] : []),
  ];
}

/** The lexemes of which a text has one where it has a word, its beginning, or the word with a slip. */
export function lexemeAlternatives(word: string): string[] {
  return [`${word}*`, ...(allowsTypo(word) ? deletionForms(word) : [])];
}

const wholeTextLexeme = (words: readonly string[]) => `=${words.join('')}`;

/** Neighbours as one word: who looks for `oneill` or `debruyne` finds O'Neill and De Bruyne. */
const joinNeighbours = (words: readonly string[]) =>
  words.slice(1).map((word, place) => `${words[place]}${word}`);

/** Another digit is another number, and never a slip. */
const hasDigit = (word: string) => /\p{N}/u.test(word);

const allowsTypo = (word: string) => [...word].length >= MIN_TYPO_CHARS && !hasDigit(word);

/**
 * The word itself, and as it is without each of its letters. Of two words that are one slip apart, one form is the same;
 * the reverse need not hold, so that what an index finds by forms is still to be looked at.
 */
function deletionForms(word: string): string[] {
  const letters = [...word];
  if (hasDigit(word) || letters.length < MIN_TYPO_CHARS - 1) return [];
  const without = allowsTypo(word) ? letters.map((_, place) => letters.toSpliced(place, 1)) : [];
  return [letters, ...without].map((form) => `~${form.join('')}`);
}
