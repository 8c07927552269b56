/** Matches of the invented world whose goals are what a test is about. */
import type { MatchFact } from '../../src/importers/facts.js';
import { factOf, TEAMS, type WorldGoal } from '../record/world.js';

export const [one = '', other = ''] = TEAMS.map(({ slug }) => slug);

/** A match of the first two teams with some goals; scores follow the rows. */
export function matchWith(date: string, goals: readonly WorldGoal[]): MatchFact {
  const scored = (team: string) => goals.filter((goal) => goal.team === team).length;
  return factOf(
    {
      slug: `${date}-${one}-${other}`,
      date,
      home: one,
      away: other,
      score: { home: scored(one), away: scored(other) },
      category: 'MEN',
      tournament: 'friendly',
      edition: null,
      isEditionStated: true,
      goals: [...goals],
    },
    0,
  );
}

export const goal = (scorer: string | null, how: Partial<WorldGoal> = {}): WorldGoal => ({
  team: TEAMS.find(({ players }) => players.includes(scorer ?? ''))?.slug ?? one,
  scorer,
  ownGoal: false,
  penalty: false,
  ...how,
});

export const ANA = 'ana-avalon';
export const BO = 'bo-brobdingnag';
export const times = (count: number, scorer: string | null, how: Partial<WorldGoal> = {}) =>
  Array.from({ length: count }, () => goal(scorer, how));
