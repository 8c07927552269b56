/** Who is meant by a name in a team's list, and by which slug everybody is known. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { folded, slugFor } from './names.js';

export interface Person {
  name: string;
  /** The name as names are compared and ordered. */
  folded: string;
  /** The team that listed the person first. */
  team: string;
  slug: string;
}

interface Listing {
  name: string;
  team: string;
}

interface Alias {
  team: string;
  name: string;
  from?: string;
  to?: string;
  is: string;
  of: string;
}

/** The reviewed list of people under two names; it is a document and no part of the program. */
const ALIASES: Alias[] = parse(readFileSync('prisma/aliases.yaml', 'utf8')).aliases.map(
  (line: Alias) => ({ ...line, team: slugFor(line.team), of: slugFor(line.of ?? line.team) }),
);

/** The people who have come so far. Names are one person where they and the team are the same, or the reviewed list says so. */
export class People {
  readonly #known = new Map<string, Person>();

  named(listing: Listing, date: string): Person {
    const { name, team } = meant(listing, date);
    const key = `${team}/${name}`;
    const person = this.#known.get(key) ?? { name, folded: folded(name), team, slug: '' };
    this.#known.set(key, person);
    return person;
  }

  /** Everybody, each with a slug that nobody else has. */
  all(): Person[] {
    const everybody = [...this.#known.values()];
    const bearers = new Map<string, number>();
    for (const { name } of everybody) {
      bearers.set(slugFor(name), (bearers.get(slugFor(name)) ?? 0) + 1);
    }
    const isShared = ({ name }: Person) => (bearers.get(slugFor(name)) ?? 0) > 1;
    const taken = new Set<string>();
    for (const person of everybody.filter((one) => !isShared(one))) {
      person.slug = slugFor(person.name);
      taken.add(person.slug);
    }
    for (const person of everybody.filter(isShared)) {
      const slug = `${slugFor(person.name)}-${person.team}`;
      person.slug = slug;
      for (let number = 2; taken.has(person.slug); number += 1) person.slug = `${slug}-${number}`;
      taken.add(person.slug);
    }
    return everybody;
  }
}

function meant({ name, team }: Listing, date: string): Listing {
  const alias = ALIASES.find(
    (line) =>
      line.team === team &&
      line.name === name &&
      (line.from ?? date) <= date &&
      date <= (line.to ?? date),
  );
  return alias ? { name: alias.is, team: alias.of } : { name, team };
}
