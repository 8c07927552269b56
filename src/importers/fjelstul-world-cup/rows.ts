import { createRowFilter, type RowFilter } from '../csv.js';
import { CONFEDERATIONS, type Confederation } from '../facts.js';
import { minuteOf, playerName, valueOrNull } from '../fjelstul-names.js';
import { cardsOf, categoryOf, type FileValues, type FjelstulFiles } from './files.js';
import { addUnlistedPlayers, shapePlayers } from './squads.js';
import type {
  Cup,
  CupBooking,
  CupGoal,
  CupKick,
  CupMatch,
  CupMatchPart,
  CupRows,
  ResolveTeamSlug,
} from './types.js';
import {
  validateAffiliation,
  validateBooking,
  validateGoal,
  validateKick,
  validateMatch,
  validateStanding,
  validateTeam,
  validateTournament,
} from './validate.js';

export function shapeCupRows(files: FjelstulFiles, teamOf: ResolveTeamSlug): CupRows {
  const filter = createRowFilter(Object.values(files));
  const cups = shapeCups(files, filter, teamOf);
  const matches = shapeMatches(files, filter, cups, teamOf);
  const misdated = [...cups.values()].filter((cup) => !setDates(cup, matches)).length;
  const players = shapePlayers(files, filter, cups, teamOf);
  for (const match of matches.values()) addUnlistedPlayers(players, match);
  return {
    cups: [...cups.values()],
    matches: [...matches.values()],
    players: [...players.values()],
    confederations: shapeConfederations(files, filter),
    rejected: filter.rejected,
    warnings: { 'edition-dates': misdated },
  };
}

function shapeConfederations(
  { teams }: FjelstulFiles,
  filter: RowFilter,
): Map<string, Confederation> {
  const rows = filter.pass(teams, validateAffiliation, ({ team_name }) => team_name);
  return new Map(
    rows.flatMap(({ team_name: name, confederation_code: code }) => {
      const confederation = CONFEDERATIONS.find((one) => one === code);
      return confederation ? [[name, confederation] as const] : [];
    }),
  );
}

function shapeCups(
  files: FjelstulFiles,
  filter: RowFilter,
  teamOf: ResolveTeamSlug,
): Map<string, Cup> {
  const rows = filter.pass(files.tournaments, validateTournament, (row) => row.tournament_id);
  const cups = new Map(rows.map((row) => [row.tournament_id, shapeCup(row)]));
  const inCup = (row: { tournament_id: string; team_name: string }) => {
    const cup = cups.get(row.tournament_id);
    return cup && { cup, team: teamOf(cup.category, row.team_name, cup.startDate) };
  };
  for (const row of filter.pass(files.host_countries, (host) => validateTeam(host, cups))) {
    const found = inCup(row);
    found?.cup.hosts.push(found.team);
  }
  for (const row of filter.pass(files.tournament_standings, (place) =>
    validateStanding(place, cups),
  )) {
    const found = inCup(row);
    if (found && row.position === '1') found.cup.winner = found.team;
    if (found && row.position === '2') found.cup.runnerUp = found.team;
  }
  return cups;
}

function shapeCup(row: FileValues<'tournaments'>): Cup {
  return {
    key: row.tournament_id,
    category: categoryOf(row),
    year: Number(row.year),
    startDate: row.start_date,
    endDate: row.end_date,
    hosts: [],
    winner: null,
    runnerUp: null,
  };
}

/** By matches; returns whether the row agrees. */
function setDates(cup: Cup, matches: ReadonlyMap<string, CupMatch>): boolean {
  const days = [...matches.values()].filter((match) => match.cup === cup).map(({ date }) => date);
  const { startDate, endDate } = cup;
  cup.startDate = days.reduce((first, day) => (day < first ? day : first), days[0] ?? startDate);
  cup.endDate = days.reduce((last, day) => (day > last ? day : last), days[0] ?? endDate);
  return cup.startDate === startDate && cup.endDate === endDate;
}

function shapeMatches(
  files: FjelstulFiles,
  filter: RowFilter,
  cups: ReadonlyMap<string, Cup>,
  teamOf: ResolveTeamSlug,
): Map<string, CupMatch> {
  const rows = filter.pass(
    files.matches,
    (row) => validateMatch(row, cups),
    (row) => row.match_id,
  );
  const matches = new Map<string, CupMatch>();
  for (const row of rows) {
    const cup = cups.get(row.tournament_id);
    if (cup) matches.set(row.match_id, shapeMatch(row, cup, teamOf));
  }
  const goals = filter.pass(
    files.goals,
    (row) => validateGoal(row, matches),
    (row) => row.goal_id,
  );
  for (const row of goals) {
    const match = matches.get(row.match_id);
    match?.goals.push(shapeGoal(row, match));
  }
  const kicks = filter.pass(
    files.penalty_kicks,
    (row) => validateKick(row, matches),
    (row) => row.penalty_kick_id,
  );
  for (const row of kicks) {
    const match = matches.get(row.match_id);
    match?.kicks.push(shapeKick(row, match));
  }
  const bookings = filter.pass(
    files.bookings,
    (row) => validateBooking(row, matches),
    (row) => row.booking_id,
  );
  for (const row of bookings) {
    const match = matches.get(row.match_id);
    match?.bookings.push(...shapeBookings(row, match));
  }
  return matches;
}

const STAGES: Record<string, string> = {
  'quarter-final': 'quarter-finals',
  'semi-final': 'semi-finals',
  'Group c': 'Group C',
};

function shapeMatch(row: FileValues<'matches'>, cup: Cup, teamOf: ResolveTeamSlug): CupMatch {
  const team = (name: string) => teamOf(cup.category, name, row.match_date);
  const [home, away] = [team(row.home_team_name), team(row.away_team_name)];
  const homeWon = Number(row.home_team_score_penalties) > Number(row.away_team_score_penalties);
  return {
    key: row.match_id,
    cup,
    date: row.match_date,
    home,
    away,
    names: [row.home_team_name, row.away_team_name],
    homeScore: Number(row.home_team_score),
    awayScore: Number(row.away_team_score),
    stage: valueOrNull(STAGES[row.stage_name] ?? row.stage_name),
    group: valueOrNull(STAGES[row.group_name] ?? row.group_name),
    stadium: valueOrNull(row.stadium_name),
    city: row.city_name,
    country: row.country_name,
    afterExtraTime: row.extra_time === '1',
    shootout: row.penalty_shootout === '1' ? { winner: homeWon ? home : away } : null,
    goals: [],
    kicks: [],
    bookings: [],
  };
}

function shapeGoal(row: FileValues<'goals'>, match: CupMatch): CupGoal {
  return {
    ...shapePart(row.goal_id, row, match, row.player_team_name),
    ...minuteOf(row),
    ownGoal: row.own_goal === '1',
    penalty: row.penalty === '1',
  };
}

function shapeKick(row: FileValues<'penalty_kicks'>, match: CupMatch): CupKick {
  const part = shapePart(row.penalty_kick_id, row, match, row.team_name);
  return { ...part, scored: row.converted === '1' };
}

/** The row has the minute of the first card alone. */
function shapeBookings(row: FileValues<'bookings'>, match: CupMatch): CupBooking[] {
  return cardsOf(row).map((card, place) => ({
    ...shapePart(
      place === 0 ? row.booking_id : `${row.booking_id}/${place + 1}`,
      row,
      match,
      row.team_name,
    ),
    ...(place === 0 ? minuteOf(row) : { minute: null, stoppage: null }),
    card,
  }));
}

function shapePart(
  key: string,
  row: FileValues<'goals'> | FileValues<'penalty_kicks'> | FileValues<'bookings'>,
  { names, home, away }: CupMatch,
  playerTeam: string,
): CupMatchPart {
  const sideOf = (name: string) => (name === names[0] ? home : away);
  const team = sideOf(row.team_name);
  return {
    key,
    team,
    player: row.player_id,
    playerTeam: sideOf(playerTeam),
    playerName: playerName(row),
  };
}
