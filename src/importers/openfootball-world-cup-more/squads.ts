import type { ExistingPlayer } from '../existing-players.js';
import { FJELSTUL, type MatchDraft } from '../match-sheets.js';
import { isPlausibleBirthDate, nameTokens, type PlayerDirectory } from '../player-matching.js';

export interface Starter {
  team: string;
  name: string;
  date: string;
}

/** Those whom a name may mean; one if it is certain. */
export type FindStarter = (starter: Starter) => ExistingPlayer[];

/**
 * By name among Fjelstul's players of the team whose age fits, of several the one in the squad list of the year; without one
 * the scorer of that World Cup whose name has the words.
 */
export function createStarterLookup(
  drafts: readonly MatchDraft[],
  directory: PlayerDirectory,
): FindStarter {
  const scorers = scorersByTeam(drafts, directory);
  return ({ team, name, date }) => {
    const year = date.slice(0, 4);
    const found = directory
      .findByName({ name, team }, date)
      .filter((person) => isOf(person, FJELSTUL, '') && fitsAge(person, year));
    if (found.length === 0) {
      const words = nameTokens(name);
      return [...(scorers.get(`${year}/${team}`) ?? [])].filter(({ listings }) =>
        listings.some((one) => words.every((word) => nameTokens(one.name).includes(word))),
      );
    }
    const listed = found.filter((person) => isOf(person, 'world-cup-squads', `${year}/`));
    return listed.length === 1 ? listed : found;
  };
}

const isOf = ({ keys }: ExistingPlayer, source: string, beginning: string) =>
  keys.some((cited) => cited.source === source && cited.key.startsWith(beginning));

const fitsAge = ({ birthDate }: ExistingPlayer, year: string) =>
  birthDate === null || isPlausibleBirthDate(birthDate, Number(year));

/** Key: `1938/brazil`. */
function scorersByTeam(
  drafts: readonly MatchDraft[],
  directory: PlayerDirectory,
): ReadonlyMap<string, ReadonlySet<ExistingPlayer>> {
  const scorers = new Map<string, Set<ExistingPlayer>>();
  for (const { date, goals } of drafts) {
    for (const { scorer } of goals) {
      const person = scorer && directory.findByListing(scorer);
      if (!person) continue;
      const key = `${date.slice(0, 4)}/${scorer.team}`;
      scorers.set(key, (scorers.get(key) ?? new Set()).add(person));
    }
  }
  return scorers;
}
