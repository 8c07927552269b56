/** Recognises tournaments with another slug: a new one has all their matches. */
import type { RecognisedMatches } from './matches.js';
import { type RecordRows, type RenamedEntity, rowsWithout, slugsOf } from './rows.js';

/** Slug unused, and all remaining matches are in one new tournament. */
export function recogniseTournaments(
  before: RecordRows,
  after: RecordRows,
  { current }: Pick<RecognisedMatches, 'current'>,
): RenamedEntity[] {
  const gone = slugsOf(rowsWithout(before.tournaments, slugsOf(after.tournaments)));
  if (gone.size === 0) return [];
  const added = slugsOf(rowsWithout(after.tournaments, slugsOf(before.tournaments)));
  const tournamentNow = new Map(after.matches.map(({ slug, tournament }) => [slug, tournament]));
  const successors = new Map<string, Set<string>>();
  for (const { slug, tournament } of before.matches) {
    const now = tournamentNow.get(current.get(slug) ?? '');
    if (now === undefined || !gone.has(tournament)) continue;
    successors.set(tournament, (successors.get(tournament) ?? new Set()).add(now));
  }
  return [...successors].flatMap(([slug, found]) => {
    const [successor] = found;
    if (found.size !== 1 || successor === undefined || !added.has(successor)) return [];
    return [{ entity: 'Tournament' as const, slug, currentSlug: successor, name: null }];
  });
}
