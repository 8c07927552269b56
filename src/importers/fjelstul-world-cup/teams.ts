/** By name, then by matches. */

import type {
  AffiliationFact,
  Category,
  Confederation,
  MatchFact,
  OtherNameFact,
} from '../facts.js';
import { canonicalTeamName, type RecordTeams, teamSlug } from '../world-cup-teams.js';
import { categoryOf, type FjelstulFiles } from './files.js';

/** Share of a team's matches. */
const MIN_SHARED_PART = 0.9;

const MIN_SHARED_MATCHES = 2;

export interface CupTeams {
  /** Of the record, or new. */
  teamOf(category: Category, name: string, day: string): string;
  teams: ReadonlyMap<string, { name: string; category: Category }>;
  otherNames: OtherNameFact[];
  affiliationsOf(confederations: ReadonlyMap<string, Confederation>): AffiliationFact[];
}

interface NamedMatch {
  category: Category;
  date: string;
  name: string;
  opponent: string;
}

/** `matches`: of other sources. */
export function createCupTeams(
  files: FjelstulFiles,
  source: string,
  record: RecordTeams,
  matches: readonly MatchFact[],
): CupTeams {
  const found = findTeamsByMatches(namedMatches(files), record, matches);
  const teams = new Map<string, { name: string; category: Category }>();
  const listedNames = new Map<string, string>();
  return {
    teams,
    teamOf(category, name, day) {
      const current = canonicalTeamName(name, day);
      const slug =
        record.find(category, name, day) ??
        found.get(nameKey({ category, name }))?.team ??
        record.findByAnyName(category, name, day) ??
        teamSlug(category, current);
      teams.set(slug, { name: current, category });
      listedNames.set(slug, name);
      return slug;
    },
    otherNames: [...found.values()].map(({ category, name, team }) => ({
      source,
      key: teamSlug(category, name),
      team,
      name,
      kind: 'ALIAS',
    })),
    affiliationsOf: (confederations) =>
      [...listedNames].flatMap(([team, name]) => {
        const confederation = confederations.get(name);
        return confederation ? [{ source, key: team, team, confederation }] : [];
      }),
  };
}

function namedMatches({ tournaments, matches }: FjelstulFiles): NamedMatch[] {
  const categories = new Map(
    tournaments.rows.map(({ values }) => [values.tournament_id, categoryOf(values)]),
  );
  return matches.rows.flatMap(({ values: row }) => {
    const category = categories.get(row.tournament_id);
    const [home, away] = [row.home_team_name, row.away_team_name];
    if (!category || home === '' || away === '') return [];
    const match = { category, date: row.match_date };
    return [
      { ...match, name: home, opponent: away },
      { ...match, name: away, opponent: home },
    ];
  });
}

interface NamedTeam {
  category: Category;
  name: string;
  team: string;
}

const nameKey = ({ category, name }: { category: Category; name: string }) => `${category}/${name}`;

/** Record teams with 90 % and two of the matches, by day and opponent; unknown opponents by most of their matches. */
function findTeamsByMatches(
  named: readonly NamedMatch[],
  record: RecordTeams,
  matches: readonly MatchFact[],
): Map<string, NamedTeam> {
  const opponents = groupOpponents(matches);
  const unknown = Map.groupBy(
    named.filter(({ category, name, date }) => record.find(category, name, date) === null),
    nameKey,
  );
  let found = new Map<string, NamedTeam>();
  const candidate = (own: readonly NamedMatch[]) => {
    const counts = new Map<string, number>();
    for (const { category, opponent, date } of own) {
      const known = record.find(category, opponent, date);
      const other = known ?? found.get(nameKey({ category, name: opponent }))?.team;
      for (const team of opponents.get(`${date}/${other}`) ?? []) {
        counts.set(team, (counts.get(team) ?? 0) + 1);
      }
    }
    return [...counts].sort(([, one], [, other]) => other - one)[0];
  };
  const search = (accepts: (shared: number, all: number) => boolean) =>
    new Map(
      [...unknown].flatMap(([key, own]) => {
        const [team, shared] = candidate(own) ?? [];
        const { category, name } = own[0] ?? {};
        if (!team || !shared || !category || name === undefined) return [];
        return accepts(shared, own.length) ? [[key, { category, name, team }] as const] : [];
      }),
    );
  found = search(() => true);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    found = search(
      (shared, all) => shared >= MIN_SHARED_MATCHES && shared >= MIN_SHARED_PART * all,
    );
  }
  return found;
}

/** Key: `1954-06-17/germany`. */
function groupOpponents(matches: readonly MatchFact[]): Map<string, string[]> {
  const sides = matches.flatMap(({ date, home, away }) => [
    { key: `${date}/${home}`, opponent: away },
    { key: `${date}/${away}`, opponent: home },
  ]);
  return new Map(
    [...Map.groupBy(sides, ({ key }) => key)].map(([key, group]) => [
      key,
      group.map(({ opponent }) => opponent),
    ]),
  );
}
