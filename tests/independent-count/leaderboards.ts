/** Leaderboards of scorers: their rows with bounds, and whether goals without a scorer could change them. */
import { goalsOfCareer, windowOf } from './careers.js';
import { coverageOf } from './coverage.js';
import { type Filter, through } from './filter.js';
import { type Match, otherSide, type Results } from './results.js';
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
  rows: (Scorer & { upperBound: number })[];
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
  const matches = scopeOf(results, filter, asOf);
  const all = scorersOf(results, filter, asOf);
  // The window is that of the career by that day; of the goals in it, those of the filter's matches count (rule 14).
  const atMost = ({ player, team, goals }: Scorer) => {
    const window = new Set(
      windowOf(results, team, goalsOfCareer(results, player.slug, team, asOf)),
    );
    const open = matches.filter((match) => window.has(match));
    return goals.length + unnamedGoals(team, open);
  };
  const rows = topOf(all, first);
  return {
    rows: rows.map((row) => ({ ...row, upperBound: atMost(row) })),
    coverage: coverageOf(matches.flatMap((match) => sidesOf(match, filter))),
    isCertain:
      isHeld(results, filter, asOf) && isCertain(all, rows, first, missingByTeam(matches, filter)),
  };
}

/** The played matches in which a goal would count. */
function scopeOf(results: Results, filter: ScorerFilter, asOf: string | null): Match[] {
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
 * Whether the record holds every match under a filter: of men's football it holds all, of what it does not know none, and
 * where nothing says whose football is meant, the women's is missing.
 */
function isHeld(
  { teams, tournaments }: Results,
  filter: ScorerFilter,
  asOf: string | null,
): boolean {
  const { category, team, opponent, tournament, from = FIRST, to = LAST } = filter;
  const isTeam = (slug: string) => teams.some((one) => one.slug === slug);
  const named = [team, opponent].filter((slug) => slug !== undefined);
  if (!named.every(isTeam) || (tournament !== undefined && !tournaments.has(tournament)))
    return false;
  const isOfMen = category !== undefined || tournament !== undefined || named.length > 0;
  const [begin, end] = [from < FIRST ? FIRST : from, asOf !== null && asOf < to ? asOf : to];
  return isOfMen || begin > end;
}

/** The days between which there are matches at all. */
const [FIRST, LAST] = ['1872-11-30', '9999-12-31'];

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
