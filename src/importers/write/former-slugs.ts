/** Former slugs, which the API still resolves. */
import type { Transaction } from '../../database/types.js';
import type { Recognition } from '../recognition/recognise.js';

interface Redirect {
  entity: string;
  slug: string;
  currentSlug: string;
  name: string | null;
}

const TABLES = {
  Team: 'teams',
  Tournament: 'tournaments',
  Match: 'matches',
  Player: 'players',
} as const;

/** Resolves chains; deletes redirects without target and slugs in use. Returns whether anything changed. */
export async function writeFormerSlugs(
  tx: Transaction,
  { renamed, moved }: Recognition,
): Promise<boolean> {
  const known = await tx.prisma.formerSlug.findMany();
  const added: Redirect[] = [
    ...renamed.map(({ entity, slug, currentSlug, name }) => ({ entity, slug, currentSlug, name })),
    ...moved.map(({ slug, currentSlug }) => ({ entity: 'Match', slug, currentSlug, name: null })),
  ];
  const all = new Map([...known, ...added].map((one) => [`${one.entity} ${one.slug}`, one]));
  const current = await currentSlugs(tx);
  const wanted = [...all.values()]
    .filter(({ entity, slug }) => !current.has(`${entity} ${slug}`))
    .map((one) => ({ ...one, currentSlug: resolveChain(one, all, current) }))
    .filter(({ entity, currentSlug }) => current.has(`${entity} ${currentSlug}`));
  if (serialize(known) === serialize(wanted)) return false;
  await tx.prisma.formerSlug.deleteMany();
  await tx.insert('former_slugs', wanted);
  return true;
}

async function currentSlugs(tx: Transaction): Promise<ReadonlySet<string>> {
  const slugs = new Set<string>();
  for (const [entity, table] of Object.entries(TABLES)) {
    for (const { slug } of await tx.readAll<{ slug: string }>(table))
      slugs.add(`${entity} ${slug}`);
  }
  return slugs;
}

/** May be unused. */
function resolveChain(
  { entity, currentSlug }: Redirect,
  all: ReadonlyMap<string, Redirect>,
  living: ReadonlySet<string>,
): string {
  const visited = new Set<string>();
  let slug = currentSlug;
  while (!living.has(`${entity} ${slug}`) && !visited.has(slug)) {
    visited.add(slug);
    slug = all.get(`${entity} ${slug}`)?.currentSlug ?? slug;
  }
  return slug;
}

const serialize = (redirects: readonly Redirect[]) =>
  redirects
    .map(({ entity, slug, currentSlug, name }) => [entity, slug, currentSlug, name].join('\u0000'))
    .sort()
    .join('\n');
