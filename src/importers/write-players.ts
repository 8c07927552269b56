/** People, each under the names by which sources list them. */
import type { Transaction } from '../database.js';
import { fold, slugOf } from '../record/names.js';
import type { Facts, PlayerName } from './facts.js';
import { type NamedPlayer, namedPlayers, playerSlugs } from './players.js';
import { cite, createAll, type Ids, idIn, type Tally } from './table.js';
import type { Names } from './write-names.js';

/** The id of the person whom a name in a team's list means. */
export type WhoIs = (player: PlayerName) => number;

/**
 * Writes everybody whom the facts name. A name in a team's list that the record does not know is a new person: people are
 * never merged by likeness.
 */
export async function writePlayers(
  tx: Transaction,
  facts: Facts,
  { sources, teams }: Names,
  tally: Tally,
): Promise<WhoIs> {
  const known = await tx.playerAlias.findMany({ orderBy: { id: 'asc' } });
  const ids = new Map(known.map((alias) => [listing(alias.teamId, alias.name), alias.playerId]));
  const named = namedPlayers(facts);
  const newcomers = named.filter(({ team, name }) => !ids.has(listing(idIn(teams, team), name)));
  const people = await enrol(tx, newcomers, sources);
  const lastAlias = known.at(-1)?.id ?? 0;
  const aliases = people.map(({ id, player }, place) => ({
    id: lastAlias + place + 1,
    playerId: id,
    teamId: idIn(teams, player.team),
    name: player.name,
    foldedName: fold(player.name),
    from: null,
    to: null,
    reason: null,
    ...cite(sources, player),
  }));
  await createAll(tx.playerAlias, aliases);
  for (const { teamId, name, playerId } of aliases) ids.set(listing(teamId, name), playerId);
  tally.read += named.length;
  tally.written += newcomers.length;
  tally.unchanged += named.length - newcomers.length;
  return ({ team, name }) => idIn(ids, listing(idIn(teams, team), name));
}

/** Writes when people were born. */
export async function writeBirthDates(
  tx: Transaction,
  { players }: Facts,
  whoIs: WhoIs,
  tally: Tally,
): Promise<void> {
  const known = await tx.player.findMany({ select: { id: true, birthDate: true } });
  const born = new Map(known.map(({ id, birthDate }) => [id, birthDate]));
  for (const player of players) {
    const id = whoIs(player);
    tally.read += 1;
    if (born.get(id) === player.birthDate) {
      tally.unchanged += 1;
    } else {
      await tx.player.update({ where: { id }, data: { birthDate: player.birthDate } });
      tally.written += 1;
    }
  }
}

/** Creates people, and gives everybody the slug that is theirs now: a newcomer may share somebody's name. */
async function enrol(tx: Transaction, newcomers: readonly NamedPlayer[], sources: Ids) {
  const old = await tx.player.findMany({
    orderBy: { id: 'asc' },
    include: { aliases: { orderBy: { id: 'asc' }, take: 1, include: { team: true } } },
  });
  const last = old.at(-1)?.id ?? 0;
  const people = newcomers.map((player, place) => ({ id: last + place + 1, player }));
  const slugs = playerSlugs([
    ...old.map(({ id, name, aliases }) => ({ id, name, team: aliases[0]?.team.slug ?? '' })),
    ...people.map(({ id, player }) => ({ id, ...player })),
  ]);
  for (const { id, slug } of old) {
    const now = slugs.get(id) ?? slug;
    if (now !== slug) await tx.player.update({ where: { id }, data: { slug: now } });
  }
  const teams = await tx.team.findMany();
  const categories = new Map(teams.map(({ slug, category }) => [slug, category]));
  await createAll(
    tx.player,
    people.map(({ id, player }) => ({
      id,
      slug: slugs.get(id) ?? slugOf(player.name),
      name: player.name,
      nameSlug: slugOf(player.name),
      foldedName: fold(player.name),
      category: categories.get(player.team) ?? 'MEN',
      birthDate: null,
      ...cite(sources, player),
    })),
  );
  return people;
}

const listing = (teamId: number, name: string) => `${teamId}/${name}`;
