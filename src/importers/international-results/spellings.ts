/** Most frequent, then first. */

import { daysBetween } from '../../statistics/days.js';
import { slugify } from '../../text/slug.js';
import type { PlayerName } from '../facts.js';

/** 25 years; longest recorded: 23. */
const MAX_CAREER_DAYS = 25 * 365;

/** By slug. */
export class Spellings {
  readonly #counts = new Map<string, Map<string, number>>();

  add(slug: string, name: string): void {
    const counts = this.#counts.get(slug) ?? new Map<string, number>();
    counts.set(name, (counts.get(name) ?? 0) + 1);
    this.#counts.set(slug, counts);
  }

  has(slug: string): boolean {
    return this.#counts.has(slug);
  }

  /** In order of insertion. */
  slugs(): string[] {
    return [...this.#counts.keys()];
  }

  nameOf(slug: string): string {
    return commonest(this.#counts.get(slug) ?? new Map([[slug, 1]]));
  }

  countDoubled(): number {
    return [...this.#counts.values()].filter(({ size }) => size > 1).length;
  }
}

interface ScorerSpelling {
  name: string;
  count: number;
  from: string;
  to: string;
}

/** One slug in one team is one player, unless goals are a career apart (Gérson 1970, Gerson 2024). */
export class ScorerSpellings {
  readonly #spellings = new Map<string, Map<string, ScorerSpelling>>();

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

  /** Key: `mu/Kleito`. */
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

/** The name if its slug is empty. */
export function nameKey(name: string): string {
  return slugify(name) || name;
}

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

/** First on a tie. */
function commonest(counts: ReadonlyMap<string, number>): string {
  let [found = '', most = 0] = [...counts][0] ?? [];
  for (const [name, count] of counts) if (count > most) [found, most] = [name, count];
  return found;
}
