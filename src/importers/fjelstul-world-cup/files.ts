import { countRows, type Row, readCsv, readOptionalCsv, type Table } from '../csv.js';
import type { BookingFact, Category, RejectedRow } from '../facts.js';

const COLUMNS = {
  tournaments: ['tournament_id', 'tournament_name', 'year', 'start_date', 'end_date'],
  host_countries: ['tournament_id', 'team_name'],
  tournament_standings: ['tournament_id', 'position', 'team_name'],
  matches: [
    'tournament_id',
    'match_id',
    'stage_name',
    'group_name',
    'match_date',
    'stadium_name',
    'city_name',
    'country_name',
    'home_team_name',
    'away_team_name',
    'home_team_score',
    'away_team_score',
    'extra_time',
    'penalty_shootout',
    'home_team_score_penalties',
    'away_team_score_penalties',
  ],
  goals: [
    'goal_id',
    'match_id',
    'team_name',
    'player_id',
    'family_name',
    'given_name',
    'player_team_name',
    'minute_regulation',
    'minute_stoppage',
    'own_goal',
    'penalty',
  ],
  penalty_kicks: [
    'penalty_kick_id',
    'match_id',
    'team_name',
    'player_id',
    'family_name',
    'given_name',
    'converted',
  ],
  bookings: [
    'booking_id',
    'match_id',
    'team_name',
    'player_id',
    'family_name',
    'given_name',
    'minute_regulation',
    'minute_stoppage',
    'yellow_card',
    'red_card',
    'second_yellow_card',
  ],
  players: ['player_id', 'family_name', 'given_name', 'birth_date'],
  squads: ['tournament_id', 'team_name', 'player_id'],
  teams: ['team_name', 'confederation_code'],
} as const;

type File = keyof typeof COLUMNS;

export type FileValues<Name extends File> = Row<(typeof COLUMNS)[Name][number]>['values'];

export type FjelstulFiles = { [Name in File]: Table<(typeof COLUMNS)[Name][number]> };

const fileOf = (name: string) => `${name}.csv`;

export const BOOKING_FILE = fileOf('bookings');

export const FJELSTUL_FILES: readonly string[] = Object.keys(COLUMNS)
  .map(fileOf)
  .filter((file) => file !== BOOKING_FILE);

export async function readFjelstulFiles(folder: string): Promise<FjelstulFiles> {
  const read = <Name extends File>(name: Name) =>
    readCsv<(typeof COLUMNS)[Name][number]>(folder, fileOf(name), COLUMNS[name]);
  return {
    tournaments: await read('tournaments'),
    host_countries: await read('host_countries'),
    tournament_standings: await read('tournament_standings'),
    matches: await read('matches'),
    goals: await read('goals'),
    penalty_kicks: await read('penalty_kicks'),
    bookings: await readOptionalCsv(folder, BOOKING_FILE, COLUMNS.bookings),
    players: await read('players'),
    squads: await read('squads'),
    teams: await read('teams'),
  };
}

/** Hosts, standings, squads and teams count only if rejected, a row of two cards twice. */
export function countFactRows(files: FjelstulFiles, rejected: readonly RejectedRow[]): number {
  const { host_countries, tournament_standings, squads, teams, ...ofFacts } = files;
  const completing = [host_countries, tournament_standings, squads, teams].map(({ file }) => file);
  const turnedAway = rejected.filter(({ file }) => completing.includes(file));
  const lines = new Set(
    rejected.filter(({ file }) => file === files.bookings.file).map(({ line }) => line),
  );
  const twoCards = files.bookings.rows.filter(
    ({ line, values }) => !lines.has(line) && cardsOf(values).length === 2,
  );
  return countRows(Object.values(ofFacts)) + turnedAway.length + twoCards.length;
}

/** In the order in which they were shown. */
export function cardsOf(row: FileValues<'bookings'>): BookingFact['card'][] {
  return [
    ...(row.yellow_card === '1' ? (['YELLOW'] as const) : []),
    ...(row.second_yellow_card === '1' ? (['SECOND_YELLOW'] as const) : []),
    ...(row.red_card === '1' ? (['RED'] as const) : []),
  ];
}

export function categoryOf({ tournament_name }: FileValues<'tournaments'>): Category {
  return tournament_name.includes("Women's") ? 'WOMEN' : 'MEN';
}
