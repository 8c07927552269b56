/** Slugs. */
import { fold } from './fold.js';

/** `Côte d'Ivoire` → `cote-d-ivoire`. */
export function slugify(name: string): string {
  return fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** `<date>-<home>-<away>`, from the second meeting of the day on with its number. */
export function buildMatchSlug(date: string, home: string, away: string, meeting = 1): string {
  return `${date}-${home}-${away}${meeting > 1 ? `-${meeting}` : ''}`;
}
