import { slugify } from '../text/slug.js';
import type { Category, TeamFact } from './facts.js';

/** Former name with days, or another spelling. */
export interface RecordTeamName {
  team: string;
  category: Category;
  name: string;
  from: string | null;
  to: string | null;
}

/** Null day: dates ignored. */
export interface RecordTeams {
  /** Own, former and other names, `CURRENT_NAMES`. */
  find(category: Category, name: string, day: string | null): string | null;
  /** Then `EQUAL_NAMES`. */
  findByAnyName(category: Category, name: string, day: string | null): string | null;
}

/** Some from a day on. */
const CURRENT_NAMES: readonly { name: string; is: string; from?: string }[] = [
  { name: 'West Germany', is: 'Germany' },
  { name: 'East Germany', is: 'German DR' },
  { name: 'Soviet Union', is: 'Russia' },
  { name: 'Zaire', is: 'DR Congo' },
  { name: 'Dutch East Indies', is: 'Indonesia' },
  { name: 'Serbia and Montenegro', is: 'Serbia' },
  // Yugoslavia ended in 1992; FR Yugoslavia is Serbia.
  { name: 'Yugoslavia', is: 'Serbia', from: '1993-01-01' },
  { name: 'China PR', is: 'China' },
  { name: 'Chinese Taipei', is: 'Taiwan' },
];

/** A record has either. */
const EQUAL_NAMES: readonly (readonly [string, string])[] = [
  ['Turkey', 'Türkiye'],
  ['Czech Republic', 'Czechia'],
  ['Ivory Coast', "Côte d'Ivoire"],
  ['Cape Verde', 'Cabo Verde'],
  ['Swaziland', 'Eswatini'],
  ['Macedonia', 'North Macedonia'],
];

export function canonicalTeamName(name: string, date: string): string {
  const renamed = CURRENT_NAMES.find((entry) => entry.name === name && (entry.from ?? '') <= date);
  return renamed?.is ?? name;
}

export function teamSlug(category: Category, name: string): string {
  return `${slugify(name)}${category === 'WOMEN' ? '-women' : ''}`;
}

export function createRecordTeams(
  slugs: ReadonlySet<string>,
  names: readonly RecordTeamName[],
): RecordTeams {
  const slugIfKnown = (category: Category, name: string) => {
    const slug = teamSlug(category, name);
    return slugs.has(slug) ? slug : null;
  };
  const firstKnown = (category: Category, candidates: readonly string[]) =>
    candidates.map((name) => slugIfKnown(category, name)).find((slug) => slug !== null) ?? null;
  const find: RecordTeams['find'] = (category, name, day) => {
    const current = successorName(name, day);
    return (
      slugIfKnown(category, current) ??
      findByOtherName(names, category, current, day) ??
      firstKnown(category, currentNames(current))
    );
  };
  const known = memoize(find);
  return {
    find: known,
    findByAnyName: memoize(
      (category, name, day) => known(category, name, day) ?? firstKnown(category, equalNames(name)),
    ),
  };
}

/** Few names on few days. */
function memoize(find: RecordTeams['find']): RecordTeams['find'] {
  const results = new Map<string, string | null>();
  return (category, name, day) => {
    const key = `${category}/${day}/${name}`;
    const known = results.get(key);
    if (known !== undefined) return known;
    const result = find(category, name, day);
    results.set(key, result);
    return result;
  };
}

/** Else the name. */
function successorName(name: string, day: string | null): string {
  const entry = CURRENT_NAMES.find(
    ({ name: old, from }) =>
      from !== undefined && day !== null && from <= day && isSameName(old, name),
  );
  return entry?.is ?? name;
}

/** By a name with days, else by one without. Null if none or several. */
function findByOtherName(
  names: readonly RecordTeamName[],
  category: Category,
  name: string,
  day: string | null,
): string | null {
  const alike = names.filter(
    (entry) => entry.category === category && isSameName(entry.name, name),
  );
  const dated = alike.filter(
    ({ from, to }) =>
      (from !== null || to !== null) &&
      (day === null || ((from ?? day) <= day && day <= (to ?? day))),
  );
  const undated = alike.filter(({ from, to }) => from === null && to === null);
  const [team, ...others] = new Set((dated.length > 0 ? dated : undated).map((one) => one.team));
  return others.length === 0 ? (team ?? null) : null;
}

function currentNames(name: string): string[] {
  return CURRENT_NAMES.filter(({ from }) => from === undefined).flatMap((entry) => {
    if (isSameName(entry.name, name)) return [entry.is];
    return isSameName(entry.is, name) ? [entry.name] : [];
  });
}

function equalNames(name: string): string[] {
  return EQUAL_NAMES.flatMap(([one, other]) => {
    if (isSameName(one, name)) return [other];
    return isSameName(other, name) ? [one] : [];
  });
}

const isSameName = (one: string, other: string) => slugify(one) === slugify(other);

export function missingTeams(
  teams: ReadonlyMap<string, { name: string; category: Category }>,
  known: ReadonlySet<string>,
  source: string,
): TeamFact[] {
  return [...teams]
    .filter(([slug]) => !known.has(slug))
    .map(([slug, team]) => ({ source, key: slug, slug, ...team, formerNames: [] }));
}
