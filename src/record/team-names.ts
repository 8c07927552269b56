import type { TeamName } from '../generated/sqlite/client.js';
import { slugify } from '../text/slug.js';
import type { Category } from './reference.js';

type NameKind = 'ALIAS' | 'FIFA_CODE' | 'CODE' | 'FOREIGN';

export interface OtherName extends Pick<TeamName, 'name'> {
  kind: NameKind;
}

interface NamedTeam {
  slug: string;
  name: string;
  category: Category;
  formerNames: readonly Pick<TeamName, 'name'>[];
  otherNames: readonly OtherName[];
}

/** FIFA's; null without one. */
export const codeOf = ({ otherNames }: Pick<NamedTeam, 'otherNames'>): string | null =>
  otherNames.find(({ kind }) => kind === 'FIFA_CODE')?.name ?? null;

/** In use by name, then former by day; each spelling once, without the current name. */
export function aliasesOf(team: NamedTeam): string[] {
  const aliases = [...namesOf(team, 'ALIAS'), ...namesOf(team, 'FORMER')];
  const slugs = [team.name, ...aliases].map(slugify);
  return aliases.filter((_, place) => slugs.indexOf(slugs[place + 1] ?? '') === place + 1);
}

function namesOf(
  { name, formerNames, otherNames }: NamedTeam,
  wanted: NameKind | 'CURRENT' | 'FORMER',
): readonly string[] {
  if (wanted === 'CURRENT') return [name];
  if (wanted === 'FORMER') return formerNames.map((former) => former.name);
  return otherNames.flatMap(({ name, kind }) => (kind === wanted ? [name] : []));
}

/** Names of one rank that mean two teams find neither as a slug. */
const RANKS = [['CURRENT'], ['ALIAS', 'FORMER'], ['FIFA_CODE'], ['CODE'], ['FOREIGN']] as const;

/** Undefined for none or several of the best rank. */
export type FindTeamSlug = (name: string) => string | undefined;

export function createTeamFinder(teams: readonly NamedTeam[]): FindTeamSlug {
  const found = new Map(teams.map(({ slug }) => [slug, new Set([slug])]));
  for (const kinds of RANKS) {
    const named = teams.flatMap((team) =>
      kinds
        .flatMap((kind) => namesOf(team, kind))
        .map((name) => ({ key: nameSlug(team, name), slug: team.slug })),
    );
    for (const [key, same] of Map.groupBy(named, (one) => one.key)) {
      if (!found.has(key)) found.set(key, new Set(same.map(({ slug }) => slug)));
    }
  }
  return (name) => {
    const [slug, ...others] = found.get(name) ?? found.get(slugify(name)) ?? [];
    return others.length === 0 ? slug : undefined;
  };
}

const nameSlug = ({ category }: NamedTeam, name: string) =>
  `${slugify(name)}${category === 'WOMEN' ? '-women' : ''}`;

const SEARCH_ORDER = RANKS.flat();

/** Place of a found text among the kinds of names: 0 for the current one. Texts of women's teams may end in `women`. */
export function nameRank(team: NamedTeam, text: string): number {
  const name = team.category === 'WOMEN' ? text.replace(/ women$/, '') : text;
  const rank = SEARCH_ORDER.findIndex((kind) => namesOf(team, kind).includes(name));
  return rank < 0 ? SEARCH_ORDER.indexOf('FORMER') : rank;
}
