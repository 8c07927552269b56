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

export interface Roster {
  /** Throws for an unknown key. */
  nameOf(player: string): PlayerName;
  players: PlayerFact[];
  aliases: AliasFact[];
  warnings: Record<string, number>;
}

export type KnownScorers = ReadonlyMap<string, readonly ExistingPlayer[]>;

/** The cited one, the scorer of the same goal, the only one of name, team and birth date, or a new one. */
export function buildRoster(
  source: string,
  players: readonly CupPlayer[],
  knownScorers: KnownScorers,
  directory: PlayerDirectory,
): Roster {
  const people = resolvePlayers(source, players, knownScorers, directory);
  const names = chooseNames(players, people, directory);
  const nameOf = (key: string): PlayerName => {
    const name = names.get(key);
    if (!name) throw new Error(`The files have no player ${key}.`);
    return name;
  };
  const warnings: Record<string, number> = {};
  const warn = (kind: string) => {
    warnings[kind] = (warnings[kind] ?? 0) + 1;
  };
  const facts: PlayerFact[] = [];
  const aliases: AliasFact[] = [];
  const taken = new Set([...names.values()].map(listingKey));
  for (const player of players) {
    const person = people.get(player.key);
    const cited = { source, key: player.key };
    if (nameOf(player.key).name.startsWith(`${player.name} (`)) warn('shared-names');
    if (player.hasRow) {
      const birthDate = birthDateToWrite(player, person, warn);
      facts.push({ ...cited, ...nameOf(player.key), birthDate });
    }
    for (const alias of buildAliases(player, person, directory, warn)) {
      if (taken.has(listingKey(alias))) continue;
      taken.add(listingKey(alias));
      const key = `${player.key}/${alias.team}`;
      aliases.push({ source, key, ...alias, person: nameOf(player.key) });
    }
  }
  return { nameOf, players: facts, aliases, warnings: warnings };
}

function resolvePlayers(
  source: string,
  players: readonly CupPlayer[],
  knownScorers: KnownScorers,
  directory: PlayerDirectory,
): Map<string, ExistingPlayer> {
  const people = new Map<string, ExistingPlayer>();
  const taken = new Set<ExistingPlayer>();
  /** Candidates of exactly one player. */
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
  claim(({ key }) => directory.findByCitation({ source, key }));
  claim((player) => {
    const scorers = knownScorers.get(player.key) ?? [];
    return scorers.find((person) => hasName(person, player.name)) ?? scorers[0];
  });
  claim((player) => {
    const found = player.teams.flatMap(({ team, from }) =>
      directory.findByName({ name: player.name, team }, from),
    );
    const free = new Set(
      found.filter((person) => !taken.has(person) && couldBeSamePlayer(person, player)),
    );
    return free.size === 1 ? [...free][0] : undefined;
  });
  return people;
}

function couldBeSamePlayer(person: ExistingPlayer, player: CupPlayer): boolean {
  const birthDate = plausibleBirthDate(player);
  return (
    compareBirthDates(person.birthDate, birthDate) !== 'OTHER' &&
    couldHaveScored(person, birthDate, yearsOf(player))
  );
}

/** Shared names gain the birth year, else the key. */
function chooseNames(
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
    !directory.findByListing(name) &&
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
    const year = plausibleBirthDate(player)?.slice(0, 4) ?? player.key;
    const free = [name, `${name} (${year})`].map((text) => ({ name: text, team })).find(isFree);
    const chosen = free ?? { name: `${name} (${player.key})`, team };
    taken.add(listingKey(chosen));
    names.set(player.key, chosen);
  }
  return names;
}

/** Null if implausible or known. */
function birthDateToWrite(
  player: CupPlayer,
  person: ExistingPlayer | undefined,
  warn: (kind: string) => void,
): string | null {
  const birthDate = plausibleBirthDate(player);
  if (birthDate === null) {
    warn(player.birthDate === null ? 'unknown-birth-dates' : 'impossible-birth-dates');
    return null;
  }
  if (person?.birthDate) {
    if (person.birthDate !== birthDate) warn('birth-dates-differ');
    return null;
  }
  if (person && !couldHaveScored(person, birthDate, yearsOf(player))) {
    warn('goals-of-two-people');
    return null;
  }
  return birthDate;
}

/** Another team, proven by the key, or a dated new name. */
function buildAliases(
  player: CupPlayer,
  person: ExistingPlayer | undefined,
  directory: PlayerDirectory,
  warn: (kind: string) => void,
): Omit<AliasFact, 'source' | 'key' | 'person'>[] {
  const { name, key } = player;
  const known = person !== undefined && !hasName(person, name);
  if (known && !sharesToken(person, name)) warn('other-names');
  return player.teams.flatMap(({ team, from, to }, place) => {
    const listed = person?.listings.some((listing) => listing.team === team) ?? place === 0;
    if (listed && !known) return [];
    const others = directory.findByName({ name, team }, from).filter((other) => other !== person);
    if (others.length > 0) {
      if (!listed) warn('one-player-two-people');
      return [];
    }
    const days = listed ? { from, to } : { from: null, to: null };
    const reason = listed
      ? `${key}: the scorer of the same World Cup goals`
      : `${key}: one player in the squads of two teams`;
    return [{ name, team, ...days, reason }];
  });
}

/** Null if implausible. */
function plausibleBirthDate(player: CupPlayer): string | null {
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

const hasName = (person: ExistingPlayer, name: string) =>
  permanentNames(person).some((words) => words.join() === nameTokens(name).join());

function sharesToken(person: ExistingPlayer, name: string): boolean {
  const words = new Set(nameTokens(name));
  return permanentNames(person)
    .flat()
    .some((word) => words.has(word));
}
