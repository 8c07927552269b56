/** One spelling for each name: the commonest in the files, on a tie the first. */

import { daysBetween } from '../../statistics/days.js';
import { slugify } from '../../text/slug.js';
import type { PlayerName } from '../facts.js';

/** Days from the first goal to the last of a career at most: 25 years. The longest recorded career is of 23. */
const MAX_CAREER_DAYS = 25 * 365;

/** The spellings of the names of a kind, by slug. */
export class Spellings {
  readonly #counts = new Map<string, Map<string, number>>();

  /** Enters a name that a row has. */
  add(slug: string, name: string): void {
    const counts = this.#counts.get(slug) ?? new Map<string, number>();
    counts.set(name, (counts.get(name) ?? 0) + 1);
    this.#counts.set(slug, counts);
  }

  has(slug: string): boolean {
    return this.#counts.has(slug);
  }

  /** In the order in which they were entered. */
  slugs(): string[] {
    return [...this.#counts.keys()];
  }

  nameOf(slug: string): string {
    return commonest(this.#counts.get(slug) ?? new Map([[slug, 1]]));
  }

  /** Names that have more than one spelling. */
  countDoubled(): number {
    return [...this.#counts.values()].filter(({ size }) => size > 1).length;
  }
}

/** A spelling of a scorer's name with the days of the first and the last goal under it. */
interface ScorerSpelling {
  name: string;
  count: number;
  from: string;
  to: string;
}

/**
 * The spellings of scorers. Spellings of one slug in the list of one team are one person, unless the goals under them
 * lie further apart than a career lasts: Gérson of 1970 and Gerson of 2024 are two.
 */
export class ScorerSpellings {
  readonly #spellings = new Map<string, Map<string, ScorerSpelling>>();

  /** Enters a scorer of a goal. */
  add({ team, name }: PlayerName, date: string): void {
    const key = `${team}/${nameKey(name)}`;
    const spellings = this.#spellings.get(key) ?? new Map<string, ScorerSpelling>();
    this.#spellings.set(key, spellings);
    const spelling = spellings.get(name) ?? { name, count: 0, from: date, to: date };
    spellings.set(name, spelling);
    spelling.count += 1;
    if (date < spelling.from) spelling.from = date;
    if (date > spelling.to) spelling.to = date;
  }

  /** The people with more than one spelling: by team and spelling, `mu/Kleito`, the one name of each. */
  unify(): { names: ReadonlyMap<string, string>; people: number } {
    const names = new Map<string, string>();
    let people = 0;
    for (const [key, spellings] of this.#spellings) {
      const team = key.slice(0, key.indexOf('/'));
      for (const person of peopleOf([...spellings.values()])) {
        if (person.length < 2) continue;
        people += 1;
        const name = commonest(new Map(person.map((spelling) => [spelling.name, spelling.count])));
        for (const spelling of person) names.set(`${team}/${spelling.name}`, name);
      }
    }
    return { names, people };
  }
}

/** What spellings of one name have in common; a name without a letter of a slug is its only spelling. */
export function nameKey(name: string): string {
  return slugify(name) || name;
}

/** Divides the spellings of a name among people, each with the goals of one career, in the order of the spellings. */
function peopleOf(spellings: readonly ScorerSpelling[]): ScorerSpelling[][] {
  if (spellings.length < 2) return [];
  const people: { from: string; to: string; spellings: Set<ScorerSpelling> }[] = [];
  for (const spelling of spellings.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    const last = people.at(-1);
    const to = last && last.to > spelling.to ? last.to : spelling.to;
    if (last && daysBetween(last.from, to) <= MAX_CAREER_DAYS) {
      last.spellings.add(spelling);
      last.to = to;
    } else people.push({ from: spelling.from, to, spellings: new Set([spelling]) });
  }
  return people.map((person) => spellings.filter((spelling) => person.spellings.has(spelling)));
}

/** The name that occurs most often, the first of several. */
function commonest(counts: ReadonlyMap<string, number>): string {
  let [found = '', most = 0] = [...counts][0] ?? [];
  for (const [name, count] of counts) if (count > most) [found, most] = [name, count];
  return found;
}
