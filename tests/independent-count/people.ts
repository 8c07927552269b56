/** Who is meant by a name in a team's list, and by which slug everybody is known. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { folded, plainly, slugFor } from './names.js';

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

/** A spelling of a name in a team's list, with the day of each goal under it. */
interface Spelling {
  name: string;
  days: string[];
}

/** Days from the first goal to the last of one person at most: 25 years. */
const MAX_CAREER_DAYS = 25 * 365;

/**
 * The people who have come so far. Names are one person where they and the team are the same, where the team is the same and
 * the names differ in spelling alone, all their goals within 25 years, or where the reviewed list says so.
 */
export class People {
  readonly #known = new Map<string, Person>();
  readonly #spellings = new Map<string, Spelling[]>();

  /** Takes note of how a goal's row spells a name: of all rows, before anybody is named. */
  note(listing: Listing, date: string): void {
    const { name, team } = meant(listing, date);
    const spellings = this.#spellingsOf(team, name);
    const spelling = spellings.find((one) => one.name === name);
    if (spelling) spelling.days.push(date);
    else spellings.push({ name, days: [date] });
  }

  named(listing: Listing, date: string): Person {
    const { name: written, team } = meant(listing, date);
    const spellings = this.#spellingsOf(team, written);
    const name = commonest(careers(spellings).find((one) => has(one, written)) ?? []) ?? written;
    const key = `${team}/${name}`;
    const person = this.#known.get(key) ?? { name, folded: folded(name), team, slug: '' };
    this.#known.set(key, person);
    return person;
  }

  #spellingsOf(team: string, name: string): Spelling[] {
    const key = `${team}/${slugFor(name) || name}`;
    const spellings = this.#spellings.get(key) ?? [];
    this.#spellings.set(key, spellings);
    return spellings;
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

const has = (spellings: readonly Spelling[], name: string) =>
  spellings.some((spelling) => spelling.name === name);

/** Divides the spellings of a name, by their first goals, wherever 25 years would be passed. */
function careers(spellings: readonly Spelling[]): Spelling[][] {
  const byFirst = [...spellings].sort((one, other) => plainly(firstOf(one), firstOf(other)));
  const groups: Spelling[][] = [];
  for (const spelling of byFirst) {
    const group = groups.at(-1);
    const days = [...(group ?? []), spelling].flatMap((one) => one.days).sort();
    const length = (Date.parse(days.at(-1) ?? '') - Date.parse(days[0] ?? '')) / 86_400_000;
    if (group && length <= MAX_CAREER_DAYS) group.push(spelling);
    else groups.push([spelling]);
  }
  return groups.map((group) => spellings.filter((spelling) => group.includes(spelling)));
}

const firstOf = ({ days }: Spelling) => [...days].sort()[0] ?? '';

/** The spelling of most goals, of equal ones the first that the file has. */
function commonest(spellings: readonly Spelling[]): string | undefined {
  return [...spellings].sort((one, other) => other.days.length - one.days.length)[0]?.name;
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
