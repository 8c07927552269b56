/** Who the facts speak of, and the slugs by which people are known. */
import { slugify } from '../../text/slug.js';
import type { Citation, Facts, PlayerName } from '../facts.js';

/** A name in a team's list, and the first fact that has it. */
export interface NamedPlayer extends PlayerName, Citation {}

/** Everybody whom the facts name, once for each team, in the order of the facts. */
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
  }
  for (const player of facts.players) name(player, player.source);
  for (const { speaker, source } of facts.quotes) name(speaker, source);
  for (const { player, source } of facts.figures) name(player, source);
  return [...named.values()];
}

/** A person as far as a slug needs it. */
export interface SlugCandidate {
  id: number;
  name: string;
  /** The slug of the first team that the person is listed for. */
  team: string;
}

/**
 * The slug of each person: `harry-kane` where the name is the only one of its kind, else with the team,
 * `luis-suarez-uruguay`, and where even that is shared, `-2`, `-3` in the order of the people.
 */
export function assignPlayerSlugs(people: readonly SlugCandidate[]): Map<number, string> {
  const shared = countOf(people.map(({ name }) => slugify(name)));
  const isAlone = ({ name }: SlugCandidate) => shared.get(slugify(name)) === 1;
  // A bare slug belongs to the one who alone has the name, whoever else might come to it by way of his team.
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

function countOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
