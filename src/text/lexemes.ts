/** Lexemes of the search index; scores in `text-match.ts`. */

/** Day, month, or up to 40 letters and digits. */
const TOKEN_PATTERN =
  /\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?(?![\p{L}\p{N}])|[\p{L}\p{N}]{1,40}/gu;

/** Shorter words resemble too many. */
const MIN_TYPO_CHARS = 4;

/** No query is longer. */
const MAX_WHOLE_TEXT_CHARS = 100;

export function tokenize(folded: string): string[] {
  return folded.match(TOKEN_PATTERN) ?? [];
}

/** Words, joined neighbours, the whole text after `=`, deletion forms after `~`. */
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

/** Whole text, words, prefixes, typos. A text matches with a lexeme of each list; `*` ends a prefix. */
export function buildLookupQueries(words: readonly string[]): string[][][] {
  return [
    [[wholeTextLexeme(words)]],
    words.map((word) => [word]),
    words.map((word) => [`${word}*`]),
    ...(words.some(allowsTypo) ? [words.map(lexemeAlternatives)] : []),
  ];
}

/** For the word, its prefix or a typo. */
export function lexemeAlternatives(word: string): string[] {
  return [`${word}*`, ...(allowsTypo(word) ? deletionForms(word) : [])];
}

/** `oneill` finds O'Neill. */
export const joinNeighbours = (words: readonly string[]) =>
  words.slice(1).map((word, place) => `${words[place]}${word}`);

/** Another digit is another number, never a typo. */
export const hasDigit = (word: string) => /\p{N}/u.test(word);

export const allowsTypo = (word: string) => [...word].length >= MIN_TYPO_CHARS && !hasDigit(word);

const wholeTextLexeme = (words: readonly string[]) => `=${words.join('')}`;

/** Without each of its letters. Words one typo apart share a form; not conversely. */
function deletionForms(word: string): string[] {
  const letters = [...word];
  if (hasDigit(word) || letters.length < MIN_TYPO_CHARS - 1) return [];
  const without = allowsTypo(word) ? letters.map((_, place) => letters.toSpliced(place, 1)) : [];
  return [letters, ...without].map((form) => `~${form.join('')}`);
}
