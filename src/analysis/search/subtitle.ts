/** What tells apart search results of one title. */
import type { MatchRow } from '../../record/matches.js';
import type { PlayerRow } from '../../record/players.js';
import type { Category, EditionRow, ReferenceData } from '../../record/reference.js';

const ADJECTIVES: Record<Category, string> = { MEN: "Men's", WOMEN: "Women's" };

/** `Women's team`, `Men's tournament`. */
export const categorySubtitle = (category: Category, noun: 'team' | 'tournament'): string =>
  `${ADJECTIVES[category]} ${noun}`;

/** `Men's tournament, 1966-07-11 to 1966-07-30`. */
export function editionSubtitle(
  { tournaments }: ReferenceData,
  { tournamentId, startDate, endDate }: EditionRow,
): string {
  const subtitle = categorySubtitle(tournaments.get(tournamentId).category, 'tournament');
  return startDate && endDate ? `${subtitle}, ${startDate} to ${endDate}` : subtitle;
}

/** `England, born 1993`, else years of recorded goals: `England, goals 1956-1962`. */
export function playerSubtitle(
  reference: ReferenceData,
  { teams = [], birthDate, goalYears = [] }: PlayerRow,
): string {
  const names = teams.map((id) => reference.teams.get(id).name);
  const [first, last] = [goalYears[0], goalYears.at(-1)];
  const goals = first && `goals ${first === last ? first : `${first}-${last}`}`;
  const years = birthDate ? `born ${birthDate.slice(0, 4)}` : goals;
  return [...names, ...(years ? [years] : [])].join(', ');
}

/** `FIFA World Cup, 1-2`; without a score while unplayed. */
export function matchSubtitle(
  { tournaments }: ReferenceData,
  { tournamentId, homeScore, awayScore }: MatchRow,
): string {
  const { name } = tournaments.get(tournamentId);
  return homeScore === null ? name : `${name}, ${homeScore}-${awayScore}`;
}
