/** What a difference has under another slug than before: whole rows by their slugs, as recognition reads them. */

import type { RecordRows as RecordState } from '../recognition/recognise.js';
import type { TableDifference } from './difference.js';
import type { Row } from './tables.js';

/** One of the two states of a record that a difference lies between. */
export type Side = 'before' | 'after';

/** The rows of a table before the difference is applied, or after. */
export function rowsOf({ created, changed, gone, unchanged }: TableDifference, side: Side): Row[] {
  return side === 'before'
    ? [...unchanged, ...changed.map(({ was }) => was), ...gone]
    : [...unchanged, ...changed.map(({ row }) => row), ...created];
}

/** The table of a name among the differences. */
export function tableOf(tables: readonly TableDifference[], name: string): TableDifference {
  const found = tables.find(({ table }) => table === name);
  if (!found) throw new Error(`There is no difference of the table ${name}.`);
  return found;
}

/** The slugs of the rows of a table by their ids. */
export function slugsOf(
  tables: readonly TableDifference[],
  name: string,
  side: Side,
): ReadonlyMap<number, string> {
  return new Map(rowsOf(tableOf(tables, name), side).map(({ id, slug }) => [id, String(slug)]));
}

/** The state of a record before or after, as recognition compares two of them. */
export function stateOf(tables: readonly TableDifference[], side: Side): RecordState {
  const rows = (name: string) => rowsOf(tableOf(tables, name), side);
  const slugs = (name: string) => {
    const map = slugsOf(tables, name, side);
    return (id: unknown) => map.get(id as number) ?? '';
  };
  const [team, match, player, tournament] = ['teams', 'matches', 'players', 'tournaments'].map(
    slugs,
  ) as [
    ReturnType<typeof slugs>,
    ReturnType<typeof slugs>,
    ReturnType<typeof slugs>,
    ReturnType<typeof slugs>,
  ];
  return {
    teams: rows('teams').map((row) => ({
      slug: String(row.slug),
      name: String(row.name),
      category: String(row.category),
    })),
    tournaments: rows('tournaments').map(({ slug }) => ({ slug: String(slug) })),
    players: rows('players').map(({ slug }) => ({ slug: String(slug) })),
    matches: rows('matches').map((row) => ({
      slug: String(row.slug),
      date: String(row.date),
      home: team(row.homeId),
      away: team(row.awayId),
      homeScore: row.homeScore as number | null,
      awayScore: row.awayScore as number | null,
      tournament: tournament(row.tournamentId),
    })),
    goals: rows('goals').map((row) => ({
      match: match(row.matchId),
      team: team(row.teamId),
      minute: row.minute as number | null,
      ordinal: row.ordinal as number,
      scorer: row.scorerId === null ? null : player(row.scorerId),
      ownGoal: row.ownGoal as boolean,
    })),
  };
}
