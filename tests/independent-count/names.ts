/** Names in public, by the contract's rule alone: lower case, accents folded, everything else a hyphen. */

const LETTERS: Record<string, string> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ß: 'ss',
  ı: 'i',
  þ: 'th',
  ð: 'd',
  ə: 'e',
};

/** `Théo Hernandez` → `theo hernandez`. */
export function folded(name: string): string {
  const bare = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return [...bare].map((letter) => LETTERS[letter] ?? letter).join('');
}

/** `Côte d'Ivoire` → `cote-d-ivoire`. */
export function slugFor(name: string): string {
  const words = folded(name).split(/[^a-z0-9]+/);
  return words.filter((word) => word !== '').join('-');
}

/** Compares texts letter by letter, whatever the language. */
export function plainly(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
