import { type Row, readCsv, type Table } from '../csv.js';

const COLUMNS = {
  results: [
    'date',
    'home_team',
    'away_team',
    'home_score',
    'away_score',
    'tournament',
    'city',
    'country',
    'neutral',
  ],
  goalscorers: [
    'date',
    'home_team',
    'away_team',
    'team',
    'scorer',
    'minute',
    'own_goal',
    'penalty',
  ],
  shootouts: ['date', 'home_team', 'away_team', 'winner', 'first_shooter'],
  former_names: ['current', 'former', 'start_date', 'end_date'],
} as const;

type RowOf<File extends keyof typeof COLUMNS> = Row<(typeof COLUMNS)[File][number]>;
export type FileTable<File extends keyof typeof COLUMNS> = Table<(typeof COLUMNS)[File][number]>;

export type Result = RowOf<'results'>['values'];
export type Goal = RowOf<'goalscorers'>['values'];
export type ShootoutRow = RowOf<'shootouts'>['values'];
export type FormerNameRow = RowOf<'former_names'>['values'];

export interface ResultFiles {
  results: FileTable<'results'>;
  goalscorers: FileTable<'goalscorers'>;
  shootouts: FileTable<'shootouts'>;
  formerNames: FileTable<'former_names'>;
}

export async function readResultFiles(folder: string): Promise<ResultFiles> {
  return {
    results: await readCsv(folder, 'results.csv', COLUMNS.results),
    goalscorers: await readCsv(folder, 'goalscorers.csv', COLUMNS.goalscorers),
    shootouts: await readCsv(folder, 'shootouts.csv', COLUMNS.shootouts),
    formerNames: await readCsv(folder, 'former_names.csv', COLUMNS.former_names),
  };
}
