/** Closed competitions, whose matches are fixed beforehand, by their names in the results dataset. */

/** Championships of the world and of the continents, each with a qualification of its own. */
export const CHAMPIONSHIPS: readonly string[] = [
  'FIFA World Cup',
  'UEFA Euro',
  'Copa América',
  'African Cup of Nations',
  'AFC Asian Cup',
  'Gold Cup',
  'CONCACAF Championship',
  'Oceania Nations Cup',
];

/** Leagues of groups at several levels, the highest of which ends with a bracket of four. */
const NATIONS_LEAGUES: readonly string[] = ['UEFA Nations League', 'CONCACAF Nations League'];

/** Qualifications for championships and leagues, and the Nations Leagues. */
export const QUALIFIERS: ReadonlySet<string> = new Set([
  ...CHAMPIONSHIPS.map((name) => `${name} qualification`),
  ...NATIONS_LEAGUES,
  'CONCACAF Nations League qualification',
]);

/** Tournaments whose editions are held in one place and within weeks. */
const FINALS: ReadonlySet<string> = new Set([
  ...CHAMPIONSHIPS,
  "FIFA Women's World Cup",
  'Confederations Cup',
]);

/** Whether a tournament is a championship or the Confederations Cup: neither a qualification nor a league. */
export function isFinals(name: string): boolean {
  return FINALS.has(name);
}

/** Whether a tournament is a Nations League, its qualification left out. */
export function isNationsLeague(name: string): boolean {
  return NATIONS_LEAGUES.includes(name);
}

/** Whether a tournament is a closed competition. */
export function isClosedCompetition(name: string): boolean {
  return FINALS.has(name) || QUALIFIERS.has(name);
}
