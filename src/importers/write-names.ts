/** Sources, teams, tournaments and editions: what the other facts refer to by name. */
import type { Transaction } from '../database.js';
import { fold } from '../record/names.js';
import type { EditionFact, Facts } from './facts.js';
import {
  bySource,
  cite,
  createAll,
  type Ids,
  idIn,
  idOrNull,
  reconcile,
  type Tally,
} from './table.js';

export interface Names {
  sources: Ids;
  teams: Ids;
  tournaments: Ids;
  /** By slug: `fifa-world-cup-2022`. */
  editions: Ids;
}

/** Writes them and answers their ids. */
export async function writeNames(tx: Transaction, facts: Facts, tally: Tally): Promise<Names> {
  const sources = await reconcile(tx.source, bySlug, facts.sources, tally);
  const teams = await reconcile(
    tx.team,
    bySlug,
    facts.teams.map(({ formerNames: _, source, key, ...team }) => ({
      ...team,
      foldedName: fold(team.name),
      ...cite(sources, { source, key }),
    })),
    tally,
  );
  await writeFormerNames(tx, facts, { sources, teams }, tally);
  const tournaments = await reconcile(
    tx.tournament,
    bySlug,
    facts.tournaments.map(({ source, key, ...tournament }) => ({
      ...tournament,
      foldedName: fold(tournament.name),
      ...cite(sources, { source, key }),
    })),
    tally,
  );
  const names = { sources, teams, tournaments };
  return { ...names, editions: await writeEditions(tx, facts.editions, names, tally) };
}

/** What an edition is known by: `fifa-world-cup-2022`. */
export function editionSlug(tournament: string, year: number): string {
  return `${tournament}-${year}`;
}

const bySlug = ({ slug }: { slug: string }) => slug;

async function writeFormerNames(
  tx: Transaction,
  facts: Facts,
  { sources, teams }: Pick<Names, 'sources' | 'teams'>,
  tally: Tally,
): Promise<void> {
  const rows = facts.teams.flatMap(({ slug, formerNames }) =>
    formerNames.map(({ source, key, ...former }) => ({
      ...former,
      teamId: idIn(teams, slug),
      foldedName: fold(former.name),
      kind: 'FORMER',
      ...cite(sources, { source, key }),
    })),
  );
  await reconcile(tx.teamName, bySource, rows, tally);
}

async function writeEditions(
  tx: Transaction,
  editions: readonly EditionFact[],
  { sources, teams, tournaments }: Omit<Names, 'editions'>,
  tally: Tally,
): Promise<Ids> {
  const ids = await reconcile(
    tx.edition,
    bySlug,
    editions.map((edition) => ({
      slug: editionSlug(edition.tournament, edition.year),
      tournamentId: idIn(tournaments, edition.tournament),
      year: edition.year,
      startDate: edition.startDate,
      endDate: edition.endDate,
      winnerId: idOrNull(teams, edition.winner),
      runnerUpId: idOrNull(teams, edition.runnerUp),
      ...cite(sources, edition),
    })),
    tally,
  );
  const known = await tx.editionHost.findMany({ orderBy: { ordinal: 'asc' } });
  for (const { tournament, year, hosts } of editions) {
    const editionId = idIn(ids, editionSlug(tournament, year));
    const wanted = hosts.map((host) => idIn(teams, host));
    const old = known.filter((host) => host.editionId === editionId).map(({ teamId }) => teamId);
    if (old.join() === wanted.join()) continue;
    await tx.editionHost.deleteMany({ where: { editionId } });
    await createAll(
      tx.editionHost,
      wanted.map((teamId, place) => ({ editionId, ordinal: place + 1, teamId })),
    );
  }
  return ids;
}
