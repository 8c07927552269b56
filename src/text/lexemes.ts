/** Tokens of a folded text, and the lexemes by which an index finds it. Scoring is in `text-match.ts`. */

/** A day, a month, or letters and digits: more than 40 characters without a space are cut. */
const TOKEN_PATTERN =
  /\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?(?![\p{L}\p{N}])|[\p{L}\p{N}]{1,40}/gu;

/** Shorter words resemble too many others. */
const MIN_TYPO_CHARS = 4;

/** Longer texts have no lexeme of the whole: no query is longer. */
const MAX_WHOLE_TEXT_CHARS = 100;

/** The words of a folded text, in their order. */
export function tokenize(folded: string): string[] {
  return folded.match(TOKEN_PATTERN) ?? [];
}

/** The lexemes of a text: words, joined neighbours, the whole text after `=`, deletion forms of words after `~`. */
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
 * Lookups by falling likeness: whole text, words, prefixes, typos. A text matches a lookup if it has a lexeme of each list;
 * `*` at the end makes a lexeme a prefix.
 */
export function buildLookupQueries(words: readonly string[]): string[][][] {
  return [
    [[wholeTextLexeme(words)]],
    words.map((word) => [word]),
    words.map((word) => [`${word}*`]),
    ...(words.some(allowsTypo) ? [words.map(lexemeAlternatives)] : []),
  ];
}

/** The lexemes of which a text has one if it has the word, its prefix, or the word with a typo. */
export function lexemeAlternatives(word: string): string[] {
  return [`${word}*`, ...(allowsTypo(word) ? deletionForms(word) : [])];
}

/** Neighbours as one word: `oneill` and `debruyne` find O'Neill and De Bruyne. */
export const joinNeighbours = (words: readonly string[]) =>
  words.slice(1).map((word, place) => `${words[place]}${word}`);

/** Another digit is another number, never a typo. */
export const hasDigit = (word: string) => /\p{N}/u.test(word);

export const allowsTypo = (word: string) => [...word].length >= MIN_TYPO_CHARS && !hasDigit(word);

const wholeTextLexeme = (words: readonly string[]) => `=${words.join('')}`;

/** The word, and the word without each of its letters. Two words one typo apart share a form; the reverse need not hold. */
function deletionForms(word: string): string[] {
  const letters = [...word];
  if (hasDigit(word) || letters.length < MIN_TYPO_CHARS - 1) return [];
  const without = allowsTypo(word) ? letters.map((_, place) => letters.toSpliced(place, 1)) : [];
  return [letters, ...without].map((form) => `~${form.join('')}`);
}
