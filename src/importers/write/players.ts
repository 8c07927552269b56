import type { Transaction } from '../../database/types.js';
import type { Player, PlayerAlias, Team } from '../../generated/sqlite/client.js';
import { fold } from '../../text/fold.js';
import { slugify } from '../../text/slug.js';
import type { AliasFact, Facts, PlayerName } from '../facts.js';
import {
  assignPlayerSlugs,
  listNamedPlayers,
  type NamedPlayer,
  type SlugCandidate,
} from './player-slugs.js';
import type { ReferenceIds } from './reference.js';
import {
  citationColumns,
  type IdByKey,
  type ImportCounts,
  reconcile,
  requireId,
  sourceKeyOf,
} from './upsert.js';

/** Throws for an unknown listing. */
export type PlayerResolver = (player: PlayerName) => number;

/** An unknown listing is a new player; names are never merged by similarity. */
export async function writePlayers(
  tx: Transaction,
  facts: Facts,
  { sources, teams }: ReferenceIds,
  counts: ImportCounts,
): Promise<PlayerResolver> {
  const known = await tx.readAll<PlayerAlias>('player_aliases');
  // Dated listings are resolved before.
  const always = known.filter(({ from, to }) => from === null && to === null);
  const ids = new Map(always.map((alias) => [listing(alias.teamId, alias.name), alias.playerId]));
  const named = listNamedPlayers(facts);
  const newcomers = named.filter(
    ({ team, name }) => !ids.has(listing(requireId(teams, team), name)),
  );
  const people = await insertPlayers(tx, newcomers, known, sources);
  const lastAlias = highest(known);
  const aliases = people.map(({ id, player }, place) => ({
    id: lastAlias + place + 1,
    playerId: id,
    teamId: requireId(teams, player.team),
    name: player.name,
    foldedName: fold(player.name),
    from: null,
    to: null,
    reason: null,
    ...citationColumns(sources, player),
  }));
  await tx.insert('player_aliases', aliases);
  for (const { teamId, name, playerId } of aliases) ids.set(listing(teamId, name), playerId);
  counts.count('players', newcomers.length, named.length - newcomers.length);
  const resolvePlayer: PlayerResolver = ({ team, name }) =>
    requireId(ids, listing(requireId(teams, team), name));
  await writeAliases(tx, facts.aliases, { sources, teams }, resolvePlayer, counts);
  return resolvePlayer;
}

async function writeAliases(
  tx: Transaction,
  aliases: readonly AliasFact[],
  { sources, teams }: Pick<ReferenceIds, 'sources' | 'teams'>,
  resolvePlayer: PlayerResolver,
  counts: ImportCounts,
): Promise<void> {
  const rows = aliases.map(({ team, name, person, from, to, reason, ...cited }) => ({
    playerId: resolvePlayer(person),
    teamId: requireId(teams, team),
    name,
    foldedName: fold(name),
    from,
    to,
    reason,
    ...citationColumns(sources, cited),
  }));
  await reconcile<PlayerAlias>(tx, 'player_aliases', sourceKeyOf, rows, counts);
}

export async function writeBirthDates(
  tx: Transaction,
  { players }: Facts,
  resolvePlayer: PlayerResolver,
  counts: ImportCounts,
): Promise<void> {
  const known = await tx.readAll<Player>('players');
  const born = new Map(known.map(({ id, birthDate }) => [id, birthDate]));
  const stated = players
    .filter(({ birthDate }) => birthDate !== null)
    .map((player) => [resolvePlayer(player), player.birthDate] as const);
  const dates = [...new Map(stated)].map(([id, birthDate]) => ({ id, birthDate }));
  const changed = dates.filter(({ id, birthDate }) => born.get(id) !== birthDate);
  await tx.update('players', changed);
  counts.count('birth_dates', changed.length, dates.length - changed.length);
}

/** Updates all slugs, since a new player may share a name. */
async function insertPlayers(
  tx: Transaction,
  newcomers: readonly NamedPlayer[],
  known: readonly PlayerAlias[],
  sources: IdByKey,
) {
  const old = await tx.readAll<Player>('players');
  const teams = await tx.readAll<Team>('teams');
  const last = highest(old);
  const people = newcomers.map((player, place) => ({ id: last + place + 1, player }));
  const slugs = assignPlayerSlugs([
    ...firstListings(old, known, teams),
    ...people.map(({ id, player }) => ({ id, ...player })),
  ]);
  const renamed = old.filter(({ id, slug }) => slugs.get(id) !== slug);
  await tx.update(
    'players',
    renamed.map(({ id }) => ({ id, slug: slugs.get(id) })),
  );
  const categories = new Map(teams.map(({ slug, category }) => [slug, category]));
  await tx.insert(
    'players',
    people.map(({ id, player }) => ({
      id,
      slug: slugs.get(id),
      name: player.name,
      nameSlug: slugify(player.name),
      foldedName: fold(player.name),
      category: categories.get(player.team),
      birthDate: null,
      ...citationColumns(sources, player),
    })),
  );
  return people;
}

/** In order of id. */
function firstListings(
  players: readonly Player[],
  aliases: readonly PlayerAlias[],
  teams: readonly Team[],
): SlugCandidate[] {
  const slugs = new Map(teams.map(({ id, slug }) => [id, slug]));
  const first = new Map<number, PlayerAlias>();
  for (const alias of aliases) {
    const earlier = first.get(alias.playerId);
    if (!earlier || alias.id < earlier.id) first.set(alias.playerId, alias);
  }
  const teamOf = (id: number) => slugs.get(first.get(id)?.teamId ?? 0) ?? '';
  return [...players]
    .sort((one, other) => one.id - other.id)
    .map(({ id, name }) => ({ id, name, team: teamOf(id) }));
}

const highest = (rows: readonly { id: number }[]) =>
  rows.reduce((last, { id }) => Math.max(last, id), 0);

const listing = (teamId: number, name: string) => `${teamId}/${name}`;
