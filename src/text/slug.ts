/** Names in addresses. */
import { fold } from './fold.js';

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
