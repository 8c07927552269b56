/** Both states of the record, from a difference. */

import type { RecordRows } from '../recognition/recognise.js';
import type { TableDifference } from './difference.js';
import type { Row } from './tables.js';

export type Side = 'before' | 'after';

export function rowsOf({ created, changed, gone, unchanged }: TableDifference, side: Side): Row[] {
  return side === 'before'
    ? [...unchanged, ...changed.map(({ was }) => was), ...gone]
    : [...unchanged, ...changed.map(({ row }) => row), ...created];
}

/** Throws for an unknown table. */
export function tableOf(tables: readonly TableDifference[], name: string): TableDifference {
  const found = tables.find(({ table }) => table === name);
  if (!found) throw new Error(`There is no difference of the table ${name}.`);
  return found;
}

export function slugsOf(
  tables: readonly TableDifference[],
  name: string,
  side: Side,
): ReadonlyMap<number, string> {
  return new Map(rowsOf(tableOf(tables, name), side).map(({ id, slug }) => [id, String(slug)]));
}

export function stateOf(tables: readonly TableDifference[], side: Side): RecordRows {
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
