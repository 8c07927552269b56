/** Closed competitions: those of which it is fixed which matches there are. They are told by their names in the results dataset. */

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

/** Qualifications for championships, and the Nations Leagues. */
export const QUALIFIERS: ReadonlySet<string> = new Set([
  ...CHAMPIONSHIPS.map((name) => `${name} qualification`),
  'UEFA Nations League',
  'CONCACAF Nations League',
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

/** Whether a tournament is a closed competition. */
export function isClosedCompetition(name: string): boolean {
  return FINALS.has(name) || QUALIFIERS.has(name);
}
