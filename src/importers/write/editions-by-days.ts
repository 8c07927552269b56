/** Derives editions that no source states. */
import type { Transaction } from '../../database/types.js';
import type { Edition, Match } from '../../generated/sqlite/client.js';
import type { MatchFact } from '../facts.js';
import { type IdByKey, type ImportCounts, requireId } from './upsert.js';

type PlacedMatch = Pick<Match, 'id' | 'date' | 'tournamentId' | 'editionId' | 'sourceId'>;

/**
 * The only edition of the tournament whose days include the match, if any. A source is assumed to have stated an
 * edition if this import does, if the edition has no days, or if one source has match and edition.
 */
export async function writeEditionsByDays(
  tx: Transaction,
  facts: readonly MatchFact[],
  ids: IdByKey,
  counts: ImportCounts,
): Promise<void> {
  const editions = await tx.readAll<Edition>('editions');
  const matches: PlacedMatch[] = await tx.prisma.match.findMany({
    where: { tournament: { editions: { some: {} } } },
    select: { id: true, date: true, tournamentId: true, editionId: true, sourceId: true },
  });
  const isStated = await createStatedCheck(tx, editions, statedMatchIds(facts, ids));
  const changed = matches.flatMap((match) => {
    if (isStated(match)) return [];
    const editionId = editionByDays(match, editions);
    return editionId === match.editionId ? [] : [{ id: match.id, editionId }];
  });
  await tx.update('matches', changed);
  counts.placed += changed.length;
}

/** Null if none or several. */
function editionByDays(match: PlacedMatch, editions: readonly Edition[]): number | null {
  const [only, second] = editions.filter(
    ({ tournamentId, startDate, endDate }) =>
      tournamentId === match.tournamentId &&
      startDate !== null &&
      endDate !== null &&
      startDate <= match.date &&
      match.date <= endDate,
  );
  return only && !second ? only.id : null;
}

function statedMatchIds(facts: readonly MatchFact[], ids: IdByKey): ReadonlySet<number> {
  return new Set(
    facts.filter(({ edition }) => edition !== null).map(({ slug }) => requireId(ids, slug)),
  );
}

async function createStatedCheck(
  tx: Transaction,
  editions: readonly Edition[],
  stated: ReadonlySet<number>,
): Promise<(match: PlacedMatch) => boolean> {
  const citations = await tx.prisma.citation.findMany({
    where: { OR: [{ match: { editionId: { not: null } } }, { editionId: { not: null } }] },
    select: { sourceId: true, matchId: true, editionId: true },
  });
  const ofMatches = new Set(citations.map(({ sourceId, matchId }) => `${sourceId}/${matchId}`));
  const ofEditions = new Map(editions.map(({ id, sourceId }) => [id, new Set([sourceId])]));
  for (const { sourceId, editionId } of citations)
    if (editionId !== null) ofEditions.get(editionId)?.add(sourceId);
  const withoutDays = new Set(
    editions
      .filter(({ startDate, endDate }) => startDate === null || endDate === null)
      .map(({ id }) => id),
  );
  return ({ id, editionId, sourceId }) => {
    if (editionId === null) return false;
    if (stated.has(id) || withoutDays.has(editionId)) return true;
    return [...(ofEditions.get(editionId) ?? [])].some(
      (source) => source === sourceId || ofMatches.has(`${source}/${id}`),
    );
  };
}
