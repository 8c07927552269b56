import { countRows, type Row, readCsv, type Table } from '../csv.js';
import type { Category, RejectedRow } from '../facts.js';

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
  players: ['player_id', 'family_name', 'given_name', 'birth_date'],
  squads: ['tournament_id', 'team_name', 'player_id'],
  teams: ['team_name', 'confederation_code'],
} as const;

type File = keyof typeof COLUMNS;

export type FileValues<Name extends File> = Row<(typeof COLUMNS)[Name][number]>['values'];

export type FjelstulFiles = { [Name in File]: Table<(typeof COLUMNS)[Name][number]> };

export const FJELSTUL_FILES: readonly string[] = Object.keys(COLUMNS).map((name) => `${name}.csv`);

export async function readFjelstulFiles(folder: string): Promise<FjelstulFiles> {
  const read = <Name extends File>(name: Name) =>
    readCsv<(typeof COLUMNS)[Name][number]>(folder, `${name}.csv`, COLUMNS[name]);
  return {
    tournaments: await read('tournaments'),
    host_countries: await read('host_countries'),
    tournament_standings: await read('tournament_standings'),
    matches: await read('matches'),
    goals: await read('goals'),
    penalty_kicks: await read('penalty_kicks'),
    players: await read('players'),
    squads: await read('squads'),
    teams: await read('teams'),
  };
}

/** Hosts, standings, squads and teams count only if rejected. */
export function countFactRows(files: FjelstulFiles, rejected: readonly RejectedRow[]): number {
  const { host_countries, tournament_standings, squads, teams, ...ofFacts } = files;
  const completing = [host_countries, tournament_standings, squads, teams].map(({ file }) => file);
  const turnedAway = rejected.filter(({ file }) => completing.includes(file));
  return countRows(Object.values(ofFacts)) + turnedAway.length;
}

export interface RowFilter {
  readonly rejected: RejectedRow[];
  pass<Column extends string>(
    table: Table<Column>,
    problem: (values: Record<Column, string>) => string | null,
    keyOf?: (values: Record<Column, string>) => string,
  ): Record<Column, string>[];
}

export function createRowFilter(tables: readonly Table<string>[]): RowFilter {
  const rejected = tables.flatMap((table) => table.rejected);
  return {
    rejected,
    pass(table, problem, keyOf) {
      const keys = new Set<string>();
      return table.rows.flatMap(({ line, text, values }) => {
        const key = keyOf?.(values);
        const twice = key !== undefined && keys.has(key) ? `${key} is there already` : null;
        const reason = twice ?? problem(values);
        if (reason === null && key !== undefined) keys.add(key);
        if (reason === null) return [values];
        rejected.push({ file: table.file, line, reason, text });
        return [];
      });
    },
  };
}

export function categoryOf({ tournament_name }: FileValues<'tournaments'>): Category {
  return tournament_name.includes("Women's") ? 'WOMEN' : 'MEN';
}

/** Null in this dataset. */
export function valueOrNull(text: string): string | null {
  return ['', 'not available', 'not applicable'].includes(text) ? null : text;
}

export function playerName(row: { given_name: string; family_name: string }): string {
  return [row.given_name, row.family_name].filter((part) => valueOrNull(part) !== null).join(' ');
}
