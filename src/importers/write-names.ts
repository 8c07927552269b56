/** Sources, teams, tournaments and editions: what the other facts refer to by name. */
import type { Transaction } from '../database.js';
import type { Edition, Source, Team, TeamName, Tournament } from '../generated/sqlite/client.js';
import { fold } from '../record/names.js';
import type { EditionFact, Facts } from './facts.js';
import { bySource, cite, type Ids, idIn, idOrNull, type Ledger, reconcile } from './table.js';

export interface Names {
  sources: Ids;
  teams: Ids;
  tournaments: Ids;
  /** By slug: `fifa-world-cup-2022`. */
  editions: Ids;
}

/** Writes them and answers their ids. */
export async function writeNames(tx: Transaction, facts: Facts, ledger: Ledger): Promise<Names> {
  const sources = await reconcile<Source>(tx, 'sources', bySlug, facts.sources, ledger);
  const teams = await reconcile<Team>(
    tx,
    'teams',
    bySlug,
    facts.teams.map(({ formerNames: _, source, key, ...team }) => ({
      ...team,
      foldedName: fold(team.name),
      ...cite(sources, { source, key }),
    })),
    ledger,
  );
  await writeTeamNames(tx, facts, { sources, teams }, ledger);
  const tournaments = await reconcile<Tournament>(
    tx,
    'tournaments',
    bySlug,
    facts.tournaments.map(({ source, key, ...tournament }) => ({
      ...tournament,
      foldedName: fold(tournament.name),
      ...cite(sources, { source, key }),
    })),
    ledger,
  );
  const names = { sources, teams, tournaments };
  return { ...names, editions: await writeEditions(tx, facts.editions, names, ledger) };
}

/** What an edition is known by: `fifa-world-cup-2022`. */
export function editionSlug(tournament: string, year: number): string {
  return `${tournament}-${year}`;
}

const bySlug = ({ slug }: { slug: string }) => slug;

/** Writes former names, and other names without days. */
async function writeTeamNames(
  tx: Transaction,
  facts: Facts,
  { sources, teams }: Pick<Names, 'sources' | 'teams'>,
  ledger: Ledger,
): Promise<void> {
  const former = facts.teams.flatMap(({ slug: team, formerNames }) =>
    formerNames.map((entry) => ({ ...entry, team, kind: 'FORMER' })),
  );
  const others = facts.otherNames.map((entry) => ({
    ...entry,
    kind: 'ALIAS',
    from: null,
    to: null,
  }));
  const rows = [...former, ...others].map(({ source, key, team, ...entry }) => ({
    ...entry,
    teamId: idIn(teams, team),
    foldedName: fold(entry.name),
    ...cite(sources, { source, key }),
  }));
  await reconcile<TeamName>(tx, 'team_names', bySource, rows, ledger);
}

async function writeEditions(
  tx: Transaction,
  editions: readonly EditionFact[],
  { sources, teams, tournaments }: Omit<Names, 'editions'>,
  ledger: Ledger,
): Promise<Ids> {
  const ids = await reconcile<Edition>(
    tx,
    'editions',
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
    ledger,
  );
  const known = await tx.rows.editionHost.findMany({ orderBy: { ordinal: 'asc' } });
  for (const { tournament, year, hosts } of editions) {
    const editionId = idIn(ids, editionSlug(tournament, year));
    const wanted = hosts.map((host) => idIn(teams, host));
    const old = known.filter((host) => host.editionId === editionId).map(({ teamId }) => teamId);
    const unchanged = old.join() === wanted.join();
    ledger.enter('edition_hosts', unchanged ? 0 : wanted.length, unchanged ? wanted.length : 0);
    if (unchanged) continue;
    await tx.rows.editionHost.deleteMany({ where: { editionId } });
    await tx.insert(
      'edition_hosts',
      wanted.map((teamId, place) => ({ editionId, ordinal: place + 1, teamId })),
    );
  }
  return ids;
}
