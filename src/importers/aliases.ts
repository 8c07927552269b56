/** The reviewed list of people under more than one name. Nobody is merged, or told apart, by likeness. */
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { slugOf } from '../record/names.js';
import { day, readDocument } from './documents.js';
import type { AliasFact, Category, PlayerName } from './facts.js';

/** The file of the list. */
export const ALIASES = fileURLToPath(new URL('../../prisma/aliases.yaml', import.meta.url));

const name = z.string().min(1);

const document = z.strictObject({
  category: z.enum(['MEN', 'WOMEN']),
  aliases: z.array(
    z.strictObject({
      team: name,
      name,
      from: day.optional(),
      to: day.optional(),
      is: name,
      of: name.optional(),
      reason: name,
    }),
  ),
});

/** Who is meant by a name in a team's list on a day. */
export interface Aliases {
  personOf(listed: PlayerName, date: string): PlayerName;
  /** The aliases that were of use so far. */
  used(): Omit<AliasFact, 'source' | 'key'>[];
}

/** The reviewed aliases of a category. */
export function readAliases(category: Category): Aliases {
  const { category: theirs, aliases } = readDocument(ALIASES, document);
  return aliasesOf(
    theirs === category
      ? aliases.map(({ team, name, from, to, is, of, reason }) => ({
          team: slugOf(team),
          name,
          from: from ?? null,
          to: to ?? null,
          person: { name: is, team: slugOf(of ?? team) },
          reason,
        }))
      : [],
  );
}

/** The same for a list that is at hand. */
export function aliasesOf(aliases: readonly Omit<AliasFact, 'source' | 'key'>[]): Aliases {
  const byListing = new Map<string, Omit<AliasFact, 'source' | 'key'>[]>();
  for (const alias of aliases) {
    const listing = `${alias.team}/${alias.name}`;
    byListing.set(listing, [...(byListing.get(listing) ?? []), alias]);
  }
  const used = new Set<Omit<AliasFact, 'source' | 'key'>>();
  return {
    personOf(listed, date) {
      const alias = byListing
        .get(`${listed.team}/${listed.name}`)
        ?.find(({ from, to }) => (from ?? date) <= date && date <= (to ?? date));
      if (!alias) return listed;
      used.add(alias);
      return alias.person;
    },
    used: () => [...used],
  };
}
