/** Who the players of the Fjelstul World Cup Database are: people of the record, or new ones. */

import { type ExistingPlayer, permanentListing } from '../existing-players.js';
import type { AliasFact, PlayerFact, PlayerName } from '../facts.js';
import {
  compareBirthDates,
  couldHaveScored,
  isPlausibleBirthDate,
  listingKey,
  nameTokens,
  type PlayerDirectory,
  permanentNames,
} from '../player-matching.js';
import type { CupPlayer } from './types.js';

/** The players of the files as people, and what is said of them. */
export interface Roster {
  /** The name by which a player of the files is known to the record from now on. */
  nameOf(player: string): PlayerName;
  players: PlayerFact[];
  aliases: AliasFact[];
  /** What was odd, by kind. */
  warnings: Record<string, number>;
}

/** The scorers that the record has for goals which both sources have, by the key of the player in the files. */
export type KnownScorers = ReadonlyMap<string, readonly ExistingPlayer[]>;

/**
 * Finds everybody. A player of the files is a person of the record where an earlier import found so; else where the
 * record has him as the scorer of the same goal; else where exactly one person has the same name in the same team, may
 * have been born that day, and no other player of the files has as good a claim. All others are new people.
 */
export function buildRoster(
  source: string,
  players: readonly CupPlayer[],
  proofs: KnownScorers,
  directory: PlayerDirectory,
): Roster {
  const people = resolvePlayers(source, players, proofs, directory);
  const names = namesOf(players, people, directory);
  const nameOf = (key: string): PlayerName => {
    const name = names.get(key);
    if (!name) throw new Error(`The files have no player ${key}.`);
    return name;
  };
  const warnings: Record<string, number> = {};
  const odd = (kind: string) => {
    warnings[kind] = (warnings[kind] ?? 0) + 1;
  };
  const facts: PlayerFact[] = [];
  const aliases: AliasFact[] = [];
  const taken = new Set([...names.values()].map(listingKey));
  for (const player of players) {
    const person = people.get(player.key);
    const cited = { source, key: player.key };
    if (nameOf(player.key).name.startsWith(`${player.name} (`)) odd('shared-names');
    if (player.stated) {
      const birthDate = birthOf(player, person, odd);
      facts.push({ ...cited, ...nameOf(player.key), birthDate });
    }
    for (const alias of aliasesOf(player, person, directory, odd)) {
      if (taken.has(listingKey(alias))) continue;
      taken.add(listingKey(alias));
      const key = `${player.key}/${alias.team}`;
      aliases.push({ source, key, ...alias, person: nameOf(player.key) });
    }
  }
  return { nameOf, players: facts, aliases, warnings: warnings };
}

/** The people of the record whom the players are, by the key of the player. */
function resolvePlayers(
  source: string,
  players: readonly CupPlayer[],
  proofs: KnownScorers,
  directory: PlayerDirectory,
): Map<string, ExistingPlayer> {
  const people = new Map<string, ExistingPlayer>();
  const taken = new Set<ExistingPlayer>();
  /** Each player who has a candidate gets him, if no other player has the same one. */
  const claim = (candidateOf: (player: CupPlayer) => ExistingPlayer | undefined) => {
    const claims = new Map<ExistingPlayer, CupPlayer[]>();
    for (const player of players) {
      const candidate = people.has(player.key) ? undefined : candidateOf(player);
      if (candidate && !taken.has(candidate)) {
        claims.set(candidate, [...(claims.get(candidate) ?? []), player]);
      }
    }
    for (const [person, [first, ...others]] of claims) {
      if (!first || others.length > 0) continue;
      people.set(first.key, person);
      taken.add(person);
    }
  };
  claim(({ key }) => directory.cited({ source, key }));
  claim((player) => {
    const scorers = proofs.get(player.key) ?? [];
    return scorers.find((person) => isCalled(person, player.name)) ?? scorers[0];
  });
  claim((player) => {
    const found = player.teams.flatMap(({ team, from }) =>
      directory.named({ name: player.name, team }, from),
    );
    const free = new Set(
      found.filter((person) => !taken.has(person) && couldBeSamePlayer(person, player)),
    );
    return free.size === 1 ? [...free][0] : undefined;
  });
  return people;
}

/** Whether birth dates and the years of goals allow that a person of the record is a player of the files. */
function couldBeSamePlayer(person: ExistingPlayer, player: CupPlayer): boolean {
  const birthDate = possibleBirth(player);
  return (
    compareBirthDates(person.birthDate, birthDate) !== 'OTHER' &&
    couldHaveScored(person, birthDate, yearsOf(player))
  );
}

/** The names by which everybody is known; who shares a new name has the year of birth with it, else the key. */
function namesOf(
  players: readonly CupPlayer[],
  people: ReadonlyMap<string, ExistingPlayer>,
  directory: PlayerDirectory,
): Map<string, PlayerName> {
  const newcomers = players.filter(({ key }) => !people.has(key));
  const bearers = new Map<string, number>();
  for (const player of newcomers) {
    const key = listingKey(firstListing(player));
    bearers.set(key, (bearers.get(key) ?? 0) + 1);
  }
  const taken = new Set<string>();
  const isFree = (name: PlayerName) =>
    !directory.listed(name) &&
    !taken.has(listingKey(name)) &&
    !((bearers.get(listingKey(name)) ?? 0) > 1);
  const names = new Map<string, PlayerName>();
  for (const player of players) {
    const person = people.get(player.key);
    if (person) {
      names.set(player.key, permanentListing(person, player.teams[0]?.team));
      continue;
    }
    const { name, team } = firstListing(player);
    const year = possibleBirth(player)?.slice(0, 4) ?? player.key;
    const free = [name, `${name} (${year})`].map((text) => ({ name: text, team })).find(isFree);
    const chosen = free ?? { name: `${name} (${player.key})`, team };
    taken.add(listingKey(chosen));
    names.set(player.key, chosen);
  }
  return names;
}

/** The day of birth that may be written: what the record has already stays, and what cannot be is left out. */
function birthOf(
  player: CupPlayer,
  person: ExistingPlayer | undefined,
  odd: (kind: string) => void,
): string | null {
  const birthDate = possibleBirth(player);
  if (birthDate === null) {
    odd(player.birthDate === null ? 'unknown-birth-dates' : 'impossible-birth-dates');
    return null;
  }
  if (person?.birthDate) {
    if (person.birthDate !== birthDate) odd('birth-dates-differ');
    return null;
  }
  if (person && !couldHaveScored(person, birthDate, yearsOf(player))) {
    odd('goals-of-two-people');
    return null;
  }
  return birthDate;
}

/**
 * The further listings of a player: another team, which the one key of the files proves; and a name that the record does
 * not have, in the days of his tournaments, for a later source that uses it.
 */
function aliasesOf(
  player: CupPlayer,
  person: ExistingPlayer | undefined,
  directory: PlayerDirectory,
  odd: (kind: string) => void,
): Omit<AliasFact, 'source' | 'key' | 'person'>[] {
  const { name, key } = player;
  const known = person !== undefined && !isCalled(person, name);
  if (known && !sharesWord(person, name)) odd('other-names');
  return player.teams.flatMap(({ team, from, to }, place) => {
    const listed = person?.listings.some((listing) => listing.team === team) ?? place === 0;
    if (listed && !known) return [];
    const others = directory.named({ name, team }, from).filter((other) => other !== person);
    if (others.length > 0) {
      if (!listed) odd('one-player-two-people');
      return [];
    }
    const days = listed ? { from, to } : { from: null, to: null };
    const reason = listed
      ? `${key}: the scorer of the same World Cup goals`
      : `${key}: one player in the squads of two teams`;
    return [{ name, team, ...days, reason }];
  });
}

/** A birth date with which the player could have played. */
function possibleBirth(player: CupPlayer): string | null {
  const { birthDate } = player;
  const { first, last } = yearsOf(player);
  return birthDate &&
    isPlausibleBirthDate(birthDate, first) &&
    isPlausibleBirthDate(birthDate, last)
    ? birthDate
    : null;
}

function yearsOf({ teams }: CupPlayer) {
  const years = teams.flatMap(({ from, to }) => [from, to]).map((date) => Number(date.slice(0, 4)));
  return { first: Math.min(...years), last: Math.max(...years) };
}

const firstListing = ({ name, teams, key }: CupPlayer): PlayerName => ({
  name,
  team: teams[0]?.team ?? key,
});

/** Whether the record has somebody under a name at all times. */
const isCalled = (person: ExistingPlayer, name: string) =>
  permanentNames(person).some((words) => words.join() === nameTokens(name).join());

function sharesWord(person: ExistingPlayer, name: string): boolean {
  const words = new Set(nameTokens(name));
  return permanentNames(person)
    .flat()
    .some((word) => words.has(word));
}
