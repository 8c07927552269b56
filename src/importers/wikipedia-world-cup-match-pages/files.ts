import { type Row, readCsv, type Table } from '../csv.js';

const MATCH_COLUMNS = [
  'fjelstul_match_id',
  'page',
  'kickoff_local',
  'home_team',
  'away_team',
  'attendance',
  'referee',
  'referee_country',
] as const;

const LINEUP_COLUMNS = [
  'fjelstul_match_id',
  'team',
  'role',
  'position',
  'shirt_number',
  'name',
  'captain',
  'events',
  'minutes',
] as const;

export type MatchValues = Row<(typeof MATCH_COLUMNS)[number]>['values'];
export type LineupValues = Row<(typeof LINEUP_COLUMNS)[number]>['values'];

export interface PageFiles {
  matches: Table<keyof MatchValues>;
  lineups: Table<keyof LineupValues>;
}

export const PAGE_FILES: readonly string[] = ['matches.csv', 'lineups.csv'];

export async function readPageFiles(folder: string): Promise<PageFiles> {
  return {
    matches: await readCsv(folder, 'matches.csv', MATCH_COLUMNS),
    lineups: await readCsv(folder, 'lineups.csv', LINEUP_COLUMNS),
  };
}
