import { type Row, readCsv, type Table } from '../csv.js';

const MATCH_COLUMNS = ['match_id', 'match_date'] as const;
const PERSON_COLUMNS = ['family_name', 'given_name'] as const;

const COLUMNS = {
  player_appearances: [
    ...MATCH_COLUMNS,
    ...PERSON_COLUMNS,
    'team_name',
    'player_id',
    'shirt_number',
    'position_code',
    'starter',
  ],
  substitutions: [
    ...MATCH_COLUMNS,
    ...PERSON_COLUMNS,
    'substitution_id',
    'team_name',
    'player_id',
    'shirt_number',
    'minute_regulation',
    'minute_stoppage',
    'going_off',
    'coming_on',
  ],
  manager_appearances: [
    ...MATCH_COLUMNS,
    ...PERSON_COLUMNS,
    'team_name',
    'manager_id',
    'country_name',
  ],
  referee_appearances: [...MATCH_COLUMNS, ...PERSON_COLUMNS, 'referee_id', 'country_name'],
} as const;

type File = keyof typeof COLUMNS;

export type FileValues<Name extends File> = Row<(typeof COLUMNS)[Name][number]>['values'];

export type SheetFiles = { [Name in File]: Table<(typeof COLUMNS)[Name][number]> };

export const SHEET_FILES: readonly string[] = Object.keys(COLUMNS).map((name) => `${name}.csv`);

export async function readSheetFiles(folder: string): Promise<SheetFiles> {
  const read = <Name extends File>(name: Name) =>
    readCsv<(typeof COLUMNS)[Name][number]>(folder, `${name}.csv`, COLUMNS[name]);
  return {
    player_appearances: await read('player_appearances'),
    substitutions: await read('substitutions'),
    manager_appearances: await read('manager_appearances'),
    referee_appearances: await read('referee_appearances'),
  };
}
