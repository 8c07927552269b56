/** What the rows of every file share: their match, team and player. */
import type { RowFilter } from '../csv.js';
import type { PlayerName } from '../facts.js';
import type { MatchDraft } from '../match-sheets.js';
import type { PlayerDirectory } from '../player-matching.js';
import type { FileValues } from './files.js';

/** The one whose line-ups no other source has. */
export const NEW_YEAR = '2026';

export type MatchColumns = Pick<
  FileValues<'cards'>,
  'year' | 'n' | 'date' | 'home_team' | 'away_team'
>;
export type PlayerColumns = MatchColumns & Pick<FileValues<'cards'>, 'team' | 'player'>;

export interface Shaping {
  source: string;
  filter: RowFilter;
  directory: PlayerDirectory;
  matchOf(row: MatchColumns): MatchDraft | undefined;
  teamOf(name: string, date: string): string | null;
  playerOf(team: string, row: PlayerColumns): PlayerName | null;
}

export const keyOf = ({ year, n }: MatchColumns) => `${year}/${n}`;

export const playerKey = (row: PlayerColumns) => `${keyOf(row)}/${row.team}/${row.player}`;

export function validateMatch(row: MatchColumns, { matchOf }: Shaping): string | null {
  if (matchOf(row)) return null;
  return `the record has no match of "${row.home_team}" and "${row.away_team}" on "${row.date}"`;
}

export function validatePlayer(row: PlayerColumns, shaping: Shaping): string | null {
  const problem = validateMatch(row, shaping);
  if (problem) return problem;
  if (![row.home_team, row.away_team].includes(row.team)) {
    return `"${row.team}" did not play in the match`;
  }
  return row.player === '' ? 'the player has no name' : null;
}
