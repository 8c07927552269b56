/**
 * Who the teams of the Fjelstul World Cup Database are: teams of the record by their names, else by their matches.
 * Entry point: `cupTeams`.
 */

import type { Category, MatchFact, OtherNameFact } from '../facts.js';
import { canonicalTeamName, type RecordTeams, teamSlug } from '../world-cup-teams.js';
import { categoryOf, type FjelstulFiles } from './files.js';

/** The part of a team's matches that a team of the record must have, to be known by them. */
const MIN_SHARED_PART = 0.9;

/** Matches that two teams must have in common at least. */
const MIN_SHARED_MATCHES = 2;

/** The teams of the files. */
export interface CupTeams {
  /** The slug of the team that the files call so on a day: one of the record, or a new one. */
  teamOf(category: Category, name: string, day: string): string;
  /** The names and categories of all that were asked for, by slug. */
  teams: ReadonlyMap<string, { name: string; category: Category }>;
  /** The names that only matches have explained. */
  otherNames: OtherNameFact[];
}

/** A team's match of the files: sides as the files call them. */
interface NamedMatch {
  category: Category;
  date: string;
  name: string;
  opponent: string;
}

/** Finds the teams of the files among those of a record, given the World Cup matches that it has from other sources. */
export function cupTeams(
  files: FjelstulFiles,
  source: string,
  record: RecordTeams,
  matches: readonly MatchFact[],
): CupTeams {
  const found = teamsByMatches(namedMatches(files), record, matches);
  const teams = new Map<string, { name: string; category: Category }>();
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
      return slug;
    },
    otherNames: [...found.values()].map(({ category, name, team }) => ({
      source,
      key: teamSlug(category, name),
      team,
      name,
    })),
  };
}

/** Every match of the files twice, once for each side. */
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

/**
 * The teams whose names the record does not know, by name: each is the team of the record that has nine in ten of its
 * matches, and two of them, on the same days against the same opponents. Opponents whose names are unknown as well count
 * as the teams that most of their own matches point to.
 */
function teamsByMatches(
  named: readonly NamedMatch[],
  record: RecordTeams,
  matches: readonly MatchFact[],
): Map<string, NamedTeam> {
  const opponents = opponentsOn(matches);
  const unknown = Map.groupBy(
    named.filter(({ category, name, date }) => record.find(category, name, date) === null),
    nameKey,
  );
  let found = new Map<string, NamedTeam>();
  /** The team of the record that most of a name's matches point to, with their number. */
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

/** Against whom a team of the record played on a day: by `1954-06-17/germany`. */
function opponentsOn(matches: readonly MatchFact[]): Map<string, string[]> {
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
