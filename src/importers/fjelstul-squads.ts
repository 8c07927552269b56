/** The players of the Fjelstul World Cup Database: who they are, and for which teams they were named. */
import {
  type FjelstulFiles,
  playerName,
  type Sieve,
  type ValuesOf,
  valueOrNull,
} from './fjelstul-files.js';
import { playerProblem, squadProblem, teamProblem } from './fjelstul-problems.js';
import type { Cup, CupMatch, TeamOf } from './fjelstul-rows.js';

export interface CupPlayer {
  key: string;
  name: string;
  birthDate: string | null;
  /** The teams that named the player, from the first day of the first tournament to the last day of the last. */
  teams: { team: string; from: string; to: string }[];
  /** Whether the file of players has a row that can be used; else goals or kicks alone tell of the player. */
  stated: boolean;
}

/** The players of whom a row can be used, with the teams that named them. */
export function shapePlayers(
  files: FjelstulFiles,
  sieve: Sieve,
  cups: ReadonlyMap<string, Cup>,
  teamOf: TeamOf,
): Map<string, CupPlayer> {
  const named = files.squads.rows.filter(({ values }) => teamProblem(values, cups) === null);
  const inSquads = new Set(named.map(({ values }) => values.player_id));
  const rows = sieve.pass(
    files.players,
    (row) => playerProblem(row, inSquads),
    (row) => row.player_id,
  );
  const players = new Map(rows.map((row) => [row.player_id, shapePlayer(row)]));
  for (const row of sieve.pass(files.squads, (place) => squadProblem(place, cups, players))) {
    const cup = cups.get(row.tournament_id);
    const player = players.get(row.player_id);
    if (cup && player) enlist(player, teamOf(cup.category, row.team_name, cup.startDate), cup);
  }
  return players;
}

function shapePlayer(row: ValuesOf<'players'>): CupPlayer {
  return {
    key: row.player_id,
    name: playerName(row),
    birthDate: valueOrNull(row.birth_date),
    teams: [],
    stated: true,
  };
}

/** Enters who scored or took a kick and has no row that can be used: a goal is not lost for a broken row of its scorer. */
export function enlistStrangers(
  players: Map<string, CupPlayer>,
  { goals, kicks, cup }: CupMatch,
): void {
  for (const { player, playerTeam, playerName: name } of [...goals, ...kicks]) {
    const key = player;
    const known = players.get(key) ?? { key, name, birthDate: null, teams: [], stated: false };
    players.set(key, known);
    if (!known.stated) enlist(known, playerTeam, cup);
  }
}

/** Enters a tournament for which a team named the player. */
function enlist(player: CupPlayer, team: string, { startDate: from, endDate: to }: Cup): void {
  const known = player.teams.find((entry) => entry.team === team);
  if (!known) player.teams.push({ team, from, to });
  else {
    if (from < known.from) known.from = from;
    if (to > known.to) known.to = to;
  }
}
