import { slugify } from '../../text/slug.js';
import type { Citation, Facts, PlayerName } from '../facts.js';

export interface NamedPlayer extends PlayerName, Citation {}

/** One a team and name. */
export function listNamedPlayers(facts: Facts): NamedPlayer[] {
  const named = new Map<string, NamedPlayer>();
  const name = (player: PlayerName | null, source: string) => {
    if (!player) return;
    const key = `${player.team}/${player.name}`;
    if (!named.has(key)) named.set(key, { ...player, source, key });
  };
  for (const match of facts.matches) {
    for (const { scorer, source } of match.goals) name(scorer, source);
    for (const { taker, foulBy, foulOn, source } of match.penalties) {
      for (const player of [taker, foulBy, foulOn]) name(player, source);
    }
    const { appearances = [], bookings = [] } = match.sheet ?? {};
    for (const { player, source } of [...appearances, ...bookings]) name(player, source);
  }
  for (const player of facts.players) name(player, player.source);
  for (const { speaker, source } of facts.quotes) name(speaker, source);
  for (const { player, source } of facts.figures) name(player, source);
  return [...named.values()];
}

export interface SlugCandidate {
  id: number;
  name: string;
  /** First team's slug. */
  team: string;
}

/** `harry-kane`; shared: `luis-suarez-uruguay`, then `-2`, `-3`. */
export function assignPlayerSlugs(people: readonly SlugCandidate[]): Map<number, string> {
  const shared = countNames(people.map(({ name }) => slugify(name)));
  const isAlone = ({ name }: SlugCandidate) => shared.get(slugify(name)) === 1;
  // Reserved for a unique name.
  const taken = new Set(people.filter(isAlone).map(({ name }) => slugify(name)));
  return new Map(
    people.map((person) => {
      if (isAlone(person)) return [person.id, slugify(person.name)];
      const slug = firstFree(`${slugify(person.name)}-${person.team}`, taken);
      taken.add(slug);
      return [person.id, slug];
    }),
  );
}

function firstFree(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug;
  let number = 2;
  while (taken.has(`${slug}-${number}`)) number += 1;
  return `${slug}-${number}`;
}

function countNames(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
