/** Folding of names for comparison. */

/** Letters that Unicode does not decompose. */
const LETTER_REPLACEMENTS: Record<string, string> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ß: 'ss',
  ı: 'i',
  þ: 'th',
  ð: 'd',
  ə: 'e',
};

/** Lower case without accents: `Théo Hernandez` → `theo hernandez`, `Bodø` → `bodo`. */
export function fold(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[øłđßıþðə]/g, (letter) => LETTER_REPLACEMENTS[letter] ?? letter);
}
