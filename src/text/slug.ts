/** Names as the record compares them: folded for looking up, as slugs in public. Shared with the importers. */

/** Letters that Unicode does not take apart into a base letter and an accent. */
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

/** Lower case, without accents: `Théo Hernandez` → `theo hernandez`, `Bodø` → `bodo`. */
export function fold(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[øłđßıþðə]/g, (letter) => LETTER_REPLACEMENTS[letter] ?? letter);
}

/** The public name in an address: `Côte d'Ivoire` → `cote-d-ivoire`. */
export function slugify(name: string): string {
  return fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** The slug of a match: `<date>-<home>-<away>`, with the number of the meeting that day from the second on. */
export function buildMatchSlug(date: string, home: string, away: string, meeting = 1): string {
  return `${date}-${home}-${away}${meeting > 1 ? `-${meeting}` : ''}`;
}
