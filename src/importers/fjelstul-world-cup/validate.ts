/** Null, or a reason with the input. */
import { isCalendarDay } from '../../statistics/days.js';
import { CONFEDERATIONS } from '../facts.js';
import { playerName, validateMinute, valueOrNull } from '../fjelstul-names.js';
import { cardsOf, type FileValues } from './files.js';
import type { Cup, CupMatch } from './types.js';

export function validateTournament(row: FileValues<'tournaments'>): string | null {
  if (row.tournament_id === '') return 'the tournament has no id';
  if (!/^\d{4}$/.test(row.year)) return `"${row.year}" is no year`;
  for (const date of [row.start_date, row.end_date]) {
    if (!isCalendarDay(date)) return `"${date}" is no day of the calendar`;
  }
  return row.tournament_name === '' ? 'the tournament has no name' : null;
}

export function validateTeam(
  row: { tournament_id: string; team_name: string },
  cups: ReadonlyMap<string, Cup>,
): string | null {
  if (!cups.has(row.tournament_id)) return `there is no tournament "${row.tournament_id}"`;
  return row.team_name === '' ? 'the team has no name' : null;
}

export function validateAffiliation({
  team_name: team,
  confederation_code: code,
}: FileValues<'teams'>): string | null {
  if (team === '') return 'the team has no name';
  return CONFEDERATIONS.some((one) => one === code) ? null : `"${code}" is no confederation`;
}

export function validateStanding(
  row: FileValues<'tournament_standings'>,
  cups: ReadonlyMap<string, Cup>,
): string | null {
  if (!/^[1-9]\d?$/.test(row.position)) return `"${row.position}" is no position`;
  return validateTeam(row, cups);
}

export function validateMatch(
  row: FileValues<'matches'>,
  cups: ReadonlyMap<string, Cup>,
): string | null {
  const { match_id, match_date: date, home_team_name: home, away_team_name: away } = row;
  if (match_id === '') return 'the match has no id';
  if (!cups.has(row.tournament_id)) return `there is no tournament "${row.tournament_id}"`;
  if (!isCalendarDay(date)) return `"${date}" is no day of the calendar`;
  if (home === '' || away === '') return 'a team has no name';
  if (home === away) return `"${home}" cannot play itself`;
  if (row.city_name === '' || row.country_name === '') return 'it is not said where it was played';
  const scores = [row.home_team_score, row.away_team_score];
  if (row.penalty_shootout === '1') {
    scores.push(row.home_team_score_penalties, row.away_team_score_penalties);
  }
  for (const score of scores) if (!/^\d{1,2}$/.test(score)) return `"${score}" is no score`;
  if (row.penalty_shootout === '1' && scores[2] === scores[3]) return 'the shoot-out has no winner';
  return validateFlag(row.extra_time) ?? validateFlag(row.penalty_shootout);
}

function validatePart(
  row: { match_id: string; team_name: string; player_id: string },
  matches: ReadonlyMap<string, CupMatch>,
): string | null {
  const match = matches.get(row.match_id);
  if (!match) return `there is no match "${row.match_id}"`;
  if (!match.names.includes(row.team_name)) return `"${row.team_name}" did not play in the match`;
  return row.player_id === '' ? 'the player has no id' : null;
}

export function validateGoal(
  row: FileValues<'goals'>,
  matches: ReadonlyMap<string, CupMatch>,
): string | null {
  if (row.goal_id === '') return 'the goal has no id';
  const problem = validatePart(row, matches);
  if (problem) return problem;
  const { player_team_name: own } = row;
  if (!matches.get(row.match_id)?.names.includes(own)) return `"${own}" did not play in the match`;
  return validateMinute(row) ?? validateFlag(row.own_goal) ?? validateFlag(row.penalty);
}

export function validateBooking(
  row: FileValues<'bookings'>,
  matches: ReadonlyMap<string, CupMatch>,
): string | null {
  if (row.booking_id === '') return 'the booking has no id';
  const problem = validatePart(row, matches) ?? validateMinute(row);
  if (problem) return problem;
  return cardsOf(row).length === 0 ? 'no card was shown' : null;
}

export function validateKick(
  row: FileValues<'penalty_kicks'>,
  matches: ReadonlyMap<string, CupMatch>,
): string | null {
  if (row.penalty_kick_id === '') return 'the kick has no id';
  const problem = validatePart(row, matches);
  if (problem) return problem;
  if (!matches.get(row.match_id)?.shootout) return 'the match had no shoot-out';
  return validateFlag(row.converted);
}

export function validatePlayer(
  row: FileValues<'players'>,
  inSquads: ReadonlySet<string>,
): string | null {
  if (row.player_id === '') return 'the player has no id';
  if (playerName(row) === '') return 'the player has no name';
  const born = valueOrNull(row.birth_date);
  if (born !== null && !isCalendarDay(born)) return `"${born}" is no day of the calendar`;
  return inSquads.has(row.player_id) ? null : 'the player is in no squad, so in no team';
}

export function validateSquad(
  row: FileValues<'squads'>,
  cups: ReadonlyMap<string, Cup>,
  players: ReadonlyMap<string, unknown>,
): string | null {
  const problem = validateTeam(row, cups);
  if (problem) return problem;
  return players.has(row.player_id) ? null : `there is no player "${row.player_id}"`;
}

const validateFlag = (text: string) =>
  /^[01]$/.test(text) ? null : `"${text}" is neither 1 nor 0`;
