/** Rule 14. Names as in the results dataset. */

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

const NATIONS_LEAGUES: readonly string[] = ['UEFA Nations League', 'CONCACAF Nations League'];

export const QUALIFIERS: ReadonlySet<string> = new Set([
  ...CHAMPIONSHIPS.map((name) => `${name} qualification`),
  ...NATIONS_LEAGUES,
  'CONCACAF Nations League qualification',
]);

/** Held in one place within weeks. */
const FINALS: ReadonlySet<string> = new Set([
  ...CHAMPIONSHIPS,
  "FIFA Women's World Cup",
  'Confederations Cup',
]);

export function isFinals(name: string): boolean {
  return FINALS.has(name);
}

/** Without qualification. */
export function isNationsLeague(name: string): boolean {
  return NATIONS_LEAGUES.includes(name);
}

export function isClosedCompetition(name: string): boolean {
  return FINALS.has(name) || QUALIFIERS.has(name);
}
