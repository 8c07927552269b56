/** Who scored: recorded goals of players, their bounds, hat-tricks and a team's record of recorded goals. */
import { type Filter, through } from './filter.js';
import { plainly } from './names.js';
import type { Person } from './people.js';
import { type Goal, type Match, otherSide, type Results } from './results.js';

/** A filter of scorers: goals for a team, against an opponent. The dataset has men's matches alone. */
export interface ScorerFilter
  extends Pick<Filter, 'team' | 'opponent' | 'tournament' | 'from' | 'to'> {
  category?: 'MEN';
}

export interface Scorer {
  rank: number;
  player: Person;
  team: string;
  /** Recorded goals, by rules 4 and 5. */
  goals: Goal[];
  penalties: number;
}

/** The recorded goals that a filter lets through, in their order: own goals and rows that name nobody are nobody's. */
export function recordedGoals(
  results: Results,
  { team, opponent, category: _, ...ofMatch }: ScorerFilter,
  asOf: string | null,
): Goal[] {
  const side = team ?? opponent;
  return through(results, side === undefined ? ofMatch : { ...ofMatch, team: side }, asOf)
    .flatMap(({ goals }) => goals)
    .filter((goal) => goal.scorer !== null && !goal.ownGoal)
    .filter((goal) => team === undefined || goal.team === team)
    .filter((goal) => opponent === undefined || otherSide(goal.match, goal.team) === opponent);
}

/** Everybody with a recorded goal, one row for each team scored for; ranks 1, 2, 2, 4 (rule 12), ties by name. */
export function scorersOf(results: Results, filter: ScorerFilter, asOf: string | null): Scorer[] {
  const rows = groupsOf(recordedGoals(results, filter, asOf), ownKey).map((goals) => ({
    player: goals[0]?.scorer as Person,
    team: goals[0]?.team ?? '',
    goals,
    penalties: goals.filter(({ penalty }) => penalty).length,
  }));
  rows.sort(
    (one, other) =>
      other.goals.length - one.goals.length ||
      plainly(one.player.folded, other.player.folded) ||
      plainly(one.player.slug, other.player.slug),
  );
  let rank = 0;
  return rows.map((row, place) => {
    if (row.goals.length !== rows[place - 1]?.goals.length) rank = place + 1;
    return { ...row, rank };
  });
}

/** The first n of a ranking and everyone tied with the n-th (rule 12). */
export function topOf<Row extends { rank: number }>(rows: readonly Row[], n: number): Row[] {
  const last = rows[n - 1]?.rank ?? Number.POSITIVE_INFINITY;
  return rows.filter(({ rank }) => rank <= last);
}

/**
 * Three or more recorded goals by one player for one team in one match (rule 10), in the order of the matches, those of one
 * match by the slug of the player.
 */
export function hatTricksOf(results: Results, filter: ScorerFilter, asOf: string | null = null) {
  const matches = groupsOf(recordedGoals(results, filter, asOf), ({ match }) => match.slug);
  return matches.flatMap((goals) =>
    groupsOf(goals, ownKey)
      .filter((group) => group.length >= 3)
      .map((group) => ({
        player: group[0]?.scorer?.slug ?? '',
        team: group[0]?.team ?? '',
        match: group[0]?.match.slug ?? '',
        goals: group.length,
      }))
      .sort((one, other) => plainly(one.player, other.player)),
  );
}

/** A team's goals in some matches that no row gives to a player of its own or to an own goal. */
export function unnamedGoals(team: string, matches: readonly Match[]): number {
  let sum = 0;
  for (const { home, away, score, goals } of matches) {
    if (!score || (home !== team && away !== team)) continue;
    const inScore = home === team ? score.home : score.away;
    sum += inScore - goals.filter((goal) => goal.team === team && goal.scorer !== null).length;
  }
  return sum;
}

/** What a match was for the goals of one side alone. */
export function ownSide(team: string, match: Match): Match {
  const { home, score, goals } = match;
  const own =
    score && (home === team ? { home: score.home, away: 0 } : { home: 0, away: score.away });
  return { ...match, score: own, goals: goals.filter((goal) => goal.team === team) };
}

/** A player's goals for a team as a key; goals of one man for two teams are two rows. */
const ownKey = ({ scorer, team }: Goal) => `${scorer?.slug}/${team}`;

/** Goals with the same key together, groups and goals in the order in which they came. */
export function groupsOf(goals: readonly Goal[], keyOf: (goal: Goal) => string): Goal[][] {
  const groups = new Map<string, Goal[]>();
  for (const goal of goals) {
    const group = groups.get(keyOf(goal)) ?? [];
    groups.set(keyOf(goal), group);
    group.push(goal);
  }
  return [...groups.values()];
}
