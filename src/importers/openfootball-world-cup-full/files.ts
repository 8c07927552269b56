import { type Row, readCsv, type Table } from '../csv.js';

const MATCH_COLUMNS = ['year', 'n', 'date', 'home_team', 'away_team'] as const;

const COLUMNS = {
  matches: [...MATCH_COLUMNS, 'time_local', 'utc_offset', 'attendance', 'officials'],
  lineups: [...MATCH_COLUMNS, 'team', 'player', 'starter', 'on_minute', 'off_minute', 'captain'],
  cards: [...MATCH_COLUMNS, 'team', 'player', 'card', 'minute'],
} as const;

type File = keyof typeof COLUMNS;

export type FileValues<Name extends File> = Row<(typeof COLUMNS)[Name][number]>['values'];

export type TextFiles = { [Name in File]: Table<(typeof COLUMNS)[Name][number]> };

export const TEXT_FILES: readonly string[] = Object.keys(COLUMNS).map((name) => `${name}.csv`);

export async function readTextFiles(folder: string): Promise<TextFiles> {
  const read = <Name extends File>(name: Name) =>
    readCsv<(typeof COLUMNS)[Name][number]>(folder, `${name}.csv`, COLUMNS[name]);
  return {
    matches: await read('matches'),
    lineups: await read('lineups'),
    cards: await read('cards'),
  };
}
