/** Reviewed players under more than one name; names are never merged by similarity. */
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { slugify } from '../text/slug.js';
import { daySchema, readYaml } from './documents/yaml.js';
import type { AliasFact, Category, PlayerName } from './facts.js';

export const ALIASES_FILE = fileURLToPath(new URL('../../prisma/aliases.yaml', import.meta.url));

const name = z.string().min(1);

const document = z.strictObject({
  category: z.enum(['MEN', 'WOMEN']),
  aliases: z.array(
    z.strictObject({
      team: name,
      name,
      from: daySchema.optional(),
      to: daySchema.optional(),
      is: name,
      of: name.optional(),
      reason: name,
    }),
  ),
});

/** The player that a listing means on a day. */
export interface Aliases {
  resolve(listed: PlayerName, date: string): PlayerName;
  /** Maps team slugs with `find`; null drops the alias. */
  withTeamSlugs(find: (team: string, day: string | null) => string | null): Aliases;
  /** Those applied so far. */
  used(): Omit<AliasFact, 'source' | 'key'>[];
}

export function readAliases(category: Category): Aliases {
  const { category: theirs, aliases } = readYaml(ALIASES_FILE, document);
  return createAliases(
    theirs === category
      ? aliases.map(({ team, name, from, to, is, of, reason }) => ({
          team: slugify(team),
          name,
          from: from ?? null,
          to: to ?? null,
          person: { name: is, team: slugify(of ?? team) },
          reason,
        }))
      : [],
  );
}

export function createAliases(aliases: readonly Omit<AliasFact, 'source' | 'key'>[]): Aliases {
  const byListing = new Map<string, Omit<AliasFact, 'source' | 'key'>[]>();
  for (const alias of aliases) {
    const listing = `${alias.team}/${alias.name}`;
    byListing.set(listing, [...(byListing.get(listing) ?? []), alias]);
  }
  const used = new Set<Omit<AliasFact, 'source' | 'key'>>();
  return {
    resolve(listed, date) {
      const alias = byListing
        .get(`${listed.team}/${listed.name}`)
        ?.find(({ from, to }) => (from ?? date) <= date && date <= (to ?? date));
      if (!alias) return listed;
      used.add(alias);
      return alias.person;
    },
    withTeamSlugs: (find) => createAliases(aliases.flatMap((alias) => mapTeamSlugs(alias, find))),
    used: () => [...used],
  };
}

/** Empty if the record lacks a team. */
function mapTeamSlugs<Alias extends Omit<AliasFact, 'source' | 'key'>>(
  alias: Alias,
  find: (team: string, day: string | null) => string | null,
): Alias[] {
  const day = alias.from ?? alias.to;
  const [team, other] = [find(alias.team, day), find(alias.person.team, day)];
  if (team === null || other === null) return [];
  return [{ ...alias, team, person: { ...alias.person, team: other } }];
}
