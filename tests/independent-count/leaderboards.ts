/** Leaderboards of scorers: their rows with bounds, and whether goals without a scorer could change them. */
import { figureOf, goalsFigure, yearsOf } from './careers.js';
import { coverageOf } from './coverage.js';
import { type Filter, through } from './filter.js';
import { type Match, otherSide, type Results } from './results.js';
import { FIRST, scopeOf } from './scope.js';
import {
  ownSide,
  type Scorer,
  type ScorerFilter,
  scorersOf,
  topOf,
  unnamedGoals,
} from './scorers.js';

/** A leaderboard as the rows settle it. */
export interface Board {
  rows: (Scorer & { figure: ReturnType<typeof figureOf> })[];
  coverage: ReturnType<typeof coverageOf>;
  isCertain: boolean;
}

/** The leaderboard of a filter as of a day. */
export function boardOf(
  results: Results,
  filter: ScorerFilter,
  asOf: string | null,
  first: number,
): Board {
  const matches = matchesUnder(results, filter, asOf);
  const all = scorersOf(results, filter, asOf);
  const rows = topOf(all, first);
  const scope = scopeOf(results, filter, asOf);
  return {
    rows: rows.map((row) => ({ ...row, figure: figureOfRow(results, row, filter, asOf) })),
    coverage: coverageOf(
      matches.flatMap((match) => sidesOf(match, filter)),
      scope,
    ),
    isCertain: scope === 'COMPLETE' && isCertain(all, rows, first, missingByTeam(matches, filter)),
  };
}

/** A row's goals: those of the career by the last day of the filter, or those of a part of it. */
function figureOfRow(
  results: Results,
  { player, team, goals }: Scorer,
  filter: ScorerFilter,
  asOf: string | null,
) {
  const { opponent, tournament, from = FIRST, to = null } = filter;
  if (opponent === undefined && tournament === undefined && from <= FIRST) {
    const [day = null] = [asOf, to].filter((one) => one !== null).sort();
    return goalsFigure(results, player.slug, team, day);
  }
  const scope = scopeOf(results, { ...filter, team }, asOf);
  const years = yearsOf(results, player.slug);
  const playable = matchesUnder(results, { ...filter, team }, asOf).filter(
    ({ date }) => years.from <= date && date <= years.to,
  );
  const most = scope === 'PARTIAL' ? null : goals.length + unnamedGoals(team, playable);
  return figureOf(goals.length, most, scope);
}

/** The played matches in which a goal would count. */
function matchesUnder(results: Results, filter: ScorerFilter, asOf: string | null): Match[] {
  const { team, opponent, category: _, ...rest } = filter;
  const sides: Filter = {};
  if (team !== undefined) sides.team = team;
  else if (opponent !== undefined) sides.team = opponent;
  if (team !== undefined && opponent !== undefined) sides.opponent = opponent;
  return through(results, { ...rest, ...sides }, asOf).filter(({ score }) => score !== null);
}

/** The teams whose goals in a match count. */
function scoringIn(match: Match, { team, opponent }: ScorerFilter): string[] {
  if (team !== undefined) return [team];
  return opponent === undefined ? [match.home, match.away] : [otherSide(match, opponent)];
}

/** The match itself where the goals of both sides count, else one side of it. */
function sidesOf(match: Match, filter: ScorerFilter): Match[] {
  const teams = scoringIn(match, filter);
  return teams.length === 2 ? [match] : teams.map((team) => ownSide(team, match));
}

/** Of each team whose goals count, how many name nobody. */
function missingByTeam(matches: readonly Match[], filter: ScorerFilter): Map<string, number> {
  const missing = new Map<string, number>();
  for (const match of matches) {
    for (const team of scoringIn(match, filter)) {
      missing.set(team, (missing.get(team) ?? 0) + unnamedGoals(team, [match]));
    }
  }
  return missing;
}

/**
 * Whether the ranking stays as it is whoever scored the goals that name nobody. All of a team's may be one man's: one of the
 * rows, somebody outside them, or somebody of whom nothing is on record.
 */
function isCertain(
  all: readonly Scorer[],
  rows: readonly Scorer[],
  first: number,
  missing: ReadonlyMap<string, number>,
): boolean {
  const least = all.length < first ? 1 : (rows.at(-1)?.goals.length ?? 1);
  const best = new Map<string, number>();
  for (const { team, goals } of all.slice(rows.length)) {
    best.set(team, Math.max(best.get(team) ?? 0, goals.length));
  }
  const isOvertaken = (row: Scorer, goals: number) =>
    rows.some((other) => {
      const ahead = other.goals.length - row.goals.length;
      return other !== row && ahead >= 0 && ahead <= goals;
    });
  return [...missing].every(
    ([team, goals]) =>
      goals === 0 ||
      ((best.get(team) ?? 0) + goals < least &&
        !rows.some((row) => row.team === team && isOvertaken(row, goals))),
  );
}
