/** The teams of World Cup datasets by the names that the results dataset uses: the current or last name of each. */
import type { Category, TeamFact } from './facts.js';

/** Names of another day, or of another source, and from which day on they mean that team; always where left out. */
const NAMES: readonly { name: string; is: string; from?: string }[] = [
  { name: 'West Germany', is: 'Germany' },
  { name: 'East Germany', is: 'German DR' },
  { name: 'Soviet Union', is: 'Russia' },
  { name: 'Zaire', is: 'DR Congo' },
  { name: 'Dutch East Indies', is: 'Indonesia' },
  { name: 'Serbia and Montenegro', is: 'Serbia' },
  // Yugoslavia ended in 1992; what was called so afterwards is Serbia.
  { name: 'Yugoslavia', is: 'Serbia', from: '1993-01-01' },
  { name: 'China PR', is: 'China' },
  { name: 'Chinese Taipei', is: 'Taiwan' },
];

/** The name by which the record knows the team that a source calls so on a day. */
export function teamNameOn(name: string, date: string): string {
  const renamed = NAMES.find((entry) => entry.name === name && (entry.from ?? '') <= date);
  return renamed?.is ?? name;
}

/** The teams that the record does not have yet, as facts; its own word on a team stays. */
export function newTeams(
  teams: ReadonlyMap<string, { name: string; category: Category }>,
  known: ReadonlySet<string>,
  source: string,
): TeamFact[] {
  return [...teams]
    .filter(([slug]) => !known.has(slug))
    .map(([slug, team]) => ({ source, key: slug, slug, ...team, formerNames: [] }));
}
