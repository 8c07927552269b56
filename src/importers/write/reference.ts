import type { Transaction } from '../../database/types.js';
import type {
  Affiliation,
  Edition,
  Source,
  Team,
  TeamName,
  Tournament,
} from '../../generated/sqlite/client.js';
import { fold } from '../../text/fold.js';
import type { EditionFact, Facts } from '../facts.js';
import {
  citationColumns,
  type IdByKey,
  type ImportCounts,
  idOrNull,
  reconcile,
  requireId,
  sourceKeyOf,
  WOMEN_KEY,
} from './upsert.js';

export interface ReferenceIds {
  sources: IdByKey;
  teams: IdByKey;
  tournaments: IdByKey;
  /** By slug: `fifa-world-cup-2022`. */
  editions: IdByKey;
}

export async function writeReference(
  tx: Transaction,
  facts: Facts,
  counts: ImportCounts,
): Promise<ReferenceIds> {
  const sources = await reconcile<Source>(tx, 'sources', bySlug, facts.sources, counts);
  const teams = await reconcile<Team>(
    tx,
    'teams',
    bySlug,
    facts.teams.map(({ formerNames: _, source, key, ...team }) => ({
      ...team,
      foldedName: fold(team.name),
      ...citationColumns(sources, { source, key }),
    })),
    counts,
  );
  await writeTeamNames(tx, facts, { sources, teams }, counts);
  await writeAffiliations(tx, facts, { sources, teams }, counts);
  const tournaments = await reconcile<Tournament>(
    tx,
    'tournaments',
    bySlug,
    facts.tournaments.map(({ source, key, ...tournament }) => ({
      ...tournament,
      foldedName: fold(tournament.name),
      ...citationColumns(sources, { source, key }),
    })),
    counts,
  );
  const names = { sources, teams, tournaments };
  return { ...names, editions: await writeEditions(tx, facts.editions, names, counts) };
}

export function buildEditionSlug(tournament: string, year: number): string {
  return `${tournament}-${year}`;
}

const bySlug = ({ slug }: { slug: string }) => slug;

async function writeTeamNames(
  tx: Transaction,
  facts: Facts,
  { sources, teams }: Pick<ReferenceIds, 'sources' | 'teams'>,
  counts: ImportCounts,
): Promise<void> {
  const former = facts.teams.flatMap(({ slug: team, formerNames }) =>
    formerNames.map((entry) => ({ ...entry, team, kind: 'FORMER' })),
  );
  const others = facts.otherNames.flatMap(({ womensTeam, ...entry }) => {
    const name = { ...entry, from: null, to: null };
    return womensTeam ? [name, { ...name, key: entry.key + WOMEN_KEY, team: womensTeam }] : [name];
  });
  const rows = [...former, ...others].map(({ source, key, team, ...entry }) => ({
    ...entry,
    teamId: requireId(teams, team),
    foldedName: fold(entry.name),
    ...citationColumns(sources, { source, key }),
  }));
  await reconcile<TeamName>(tx, 'team_names', sourceKeyOf, rows, counts);
}

async function writeAffiliations(
  tx: Transaction,
  { affiliations }: Facts,
  { sources, teams }: Pick<ReferenceIds, 'sources' | 'teams'>,
  counts: ImportCounts,
): Promise<void> {
  const rows = affiliations.map(({ source, key, team, confederation }) => ({
    teamId: requireId(teams, team),
    confederation,
    ...citationColumns(sources, { source, key }),
  }));
  await reconcile<Affiliation>(tx, 'affiliations', sourceKeyOf, rows, counts);
}

async function writeEditions(
  tx: Transaction,
  editions: readonly EditionFact[],
  { sources, teams, tournaments }: Omit<ReferenceIds, 'editions'>,
  counts: ImportCounts,
): Promise<IdByKey> {
  const ids = await reconcile<Edition>(
    tx,
    'editions',
    bySlug,
    editions.map((edition) => ({
      slug: buildEditionSlug(edition.tournament, edition.year),
      tournamentId: requireId(tournaments, edition.tournament),
      year: edition.year,
      startDate: edition.startDate,
      endDate: edition.endDate,
      winnerId: idOrNull(teams, edition.winner),
      runnerUpId: idOrNull(teams, edition.runnerUp),
      ...citationColumns(sources, edition),
    })),
    counts,
  );
  const known = await tx.prisma.editionHost.findMany({ orderBy: { ordinal: 'asc' } });
  for (const { tournament, year, hosts } of editions) {
    const editionId = requireId(ids, buildEditionSlug(tournament, year));
    const wanted = hosts.map((host) => requireId(teams, host));
    const old = known.filter((host) => host.editionId === editionId).map(({ teamId }) => teamId);
    const unchanged = old.join() === wanted.join();
    counts.count('edition_hosts', unchanged ? 0 : wanted.length, unchanged ? wanted.length : 0);
    if (unchanged) continue;
    await tx.prisma.editionHost.deleteMany({ where: { editionId } });
    await tx.insert(
      'edition_hosts',
      wanted.map((teamId, place) => ({ editionId, ordinal: place + 1, teamId })),
    );
  }
  return ids;
}
