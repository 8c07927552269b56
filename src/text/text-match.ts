/** How a folded text matches the words of a query. */
import { allowsTypo, hasDigit, joinNeighbours } from './lexemes.js';

/** How a word is found: as it is, as the prefix of a longer one, or with one typo. */
export type MatchKind = 'EXACT' | 'PREFIX' | 'TYPO';

/** How many words of the query are found inexactly, and whether the text has no others. */
export interface MatchScore {
  typos: number;
  prefixes: number;
  whole: boolean;
}

/** How each word of a query is found in a text; null where it is not. */
export function matchTokens(
  wanted: readonly string[],
  text: readonly string[],
): (MatchKind | null)[] {
  const words = [...text, ...joinNeighbours(text)];
  return wanted.map((word) => {
    if (words.includes(word)) return 'EXACT';
    if (words.some((longer) => longer.startsWith(word))) return 'PREFIX';
    if (!allowsTypo(word)) return null;
    return text.some((other) => !hasDigit(other) && isSingleTypo(word, other)) ? 'TYPO' : null;
  });
}

/** The score of a text, in any order of words; null if a word of the query is not found. */
export function scoreMatch(wanted: readonly string[], text: readonly string[]): MatchScore | null {
  const finds = matchTokens(wanted, text);
  if (finds.includes(null)) return null;
  const isWanted = (own: string) => matchTokens(wanted, [own]).some((find) => find !== null);
  return { ...countInexact(finds), whole: isSame(wanted, text) || text.every(isWanted) };
}

/** Equal but for spaces. */
const isSame = (one: readonly string[], other: readonly string[]) =>
  one.join('') === other.join('');

export function countInexact(finds: readonly (MatchKind | null)[]): Omit<MatchScore, 'whole'> {
  const count = (wanted: MatchKind) => finds.filter((find) => find === wanted).length;
  return { typos: count('TYPO'), prefixes: count('PREFIX') };
}

/** Orders scores: fewest typos, then fewest prefixes, then texts without other words. */
export function compareScores(one: MatchScore, other: MatchScore): number {
  return (
    one.typos - other.typos ||
    one.prefixes - other.prefixes ||
    Number(other.whole) - Number(one.whole)
  );
}

/** Whether two words differ by one letter added, removed or replaced, or by two neighbours swapped. */
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
