import { fold } from '../../text/fold.js';
import type { ExistingPlayer } from '../existing-players.js';
import type { MatchDraft } from '../match-sheets.js';
import {
  couldHaveScored,
  isPlausibleBirthDate,
  nameTokens,
  type PlayerDirectory,
} from '../player-matching.js';

/** Undefined where a name belongs to nobody on record, or to several. */
export type FindPlayer = (team: string, name: string) => ExistingPlayer | undefined;

/** By the letters of the name in any order, else by a word that only one scorer and one name of the side have. */
export function createPlayerLookup(
  year: number,
  names: readonly { team: string; name: string }[],
  drafts: readonly MatchDraft[],
  players: readonly ExistingPlayer[],
  directory: PlayerDirectory,
): FindPlayer {
  const byLetters = Map.groupBy(
    players
      .filter((person) => couldPlay(person, year))
      .flatMap((person) =>
        person.listings.map(({ team, name }) => ({ key: lettersKey(team, name), person })),
      ),
    ({ key }) => key,
  );
  const byWord = wordsOfScorers(year, drafts, directory);
  const namesByTeam = Map.groupBy(dedupe(names), ({ team }) => team);
  return (team, name) => {
    const found = new Set(byLetters.get(lettersKey(team, name))?.map(({ person }) => person));
    if (found.size > 0) return found.size === 1 ? [...found][0] : undefined;
    const others = namesByTeam.get(team)?.filter((one) => one.name !== name) ?? [];
    const words = nameTokens(name).filter((word) =>
      others.every((other) => !nameTokens(other.name).includes(word)),
    );
    const scorers = new Set(words.flatMap((word) => [...(byWord.get(`${team}/${word}`) ?? [])]));
    return scorers.size === 1 ? [...scorers][0] : undefined;
  };
}

const couldPlay = (person: ExistingPlayer, year: number) =>
  (person.birthDate === null || isPlausibleBirthDate(person.birthDate, year)) &&
  couldHaveScored(person, person.birthDate, { first: year, last: year });

const lettersKey = (team: string, name: string) =>
  `${team}/${[...fold(name).replace(/[^\p{L}]/gu, '')].sort().join('')}`;

const dedupe = (names: readonly { team: string; name: string }[]) => [
  ...new Map(names.map((one) => [`${one.team}/${one.name}`, one])).values(),
];

/** Key: `mexico/jimenez`. */
function wordsOfScorers(
  year: number,
  drafts: readonly MatchDraft[],
  directory: PlayerDirectory,
): ReadonlyMap<string, ReadonlySet<ExistingPlayer>> {
  const found = new Map<string, Set<ExistingPlayer>>();
  for (const { date, goals } of drafts) {
    if (!date.startsWith(`${year}-`)) continue;
    for (const { scorer } of goals) {
      const person = scorer && directory.findByListing(scorer);
      if (!person) continue;
      for (const word of nameTokens(scorer.name)) {
        const key = `${scorer.team}/${word}`;
        found.set(key, (found.get(key) ?? new Set()).add(person));
      }
    }
  }
  return found;
}
