import type { RowFilter } from '../csv.js';
import { playerName, valueOrNull } from '../fjelstul-names.js';
import type { FileValues, FjelstulFiles } from './files.js';
import type { Cup, CupMatch, CupPlayer, ResolveTeamSlug } from './types.js';
import { validatePlayer, validateSquad, validateTeam } from './validate.js';

export function shapePlayers(
  files: FjelstulFiles,
  filter: RowFilter,
  cups: ReadonlyMap<string, Cup>,
  teamOf: ResolveTeamSlug,
): Map<string, CupPlayer> {
  const named = files.squads.rows.filter(({ values }) => validateTeam(values, cups) === null);
  const inSquads = new Set(named.map(({ values }) => values.player_id));
  const rows = filter.pass(
    files.players,
    (row) => validatePlayer(row, inSquads),
    (row) => row.player_id,
  );
  const players = new Map(rows.map((row) => [row.player_id, shapePlayer(row)]));
  for (const row of filter.pass(files.squads, (place) => validateSquad(place, cups, players))) {
    const cup = cups.get(row.tournament_id);
    const player = players.get(row.player_id);
    if (cup && player)
      addTournament(player, teamOf(cup.category, row.team_name, cup.startDate), cup);
  }
  return players;
}

function shapePlayer(row: FileValues<'players'>): CupPlayer {
  return {
    key: row.player_id,
    name: playerName(row),
    birthDate: valueOrNull(row.birth_date),
    teams: [],
    hasRow: true,
  };
}

/** Keeps what is said of players without a valid row. */
export function addUnlistedPlayers(
  players: Map<string, CupPlayer>,
  { goals, kicks, bookings, cup }: CupMatch,
): void {
  for (const { player, playerTeam, playerName: name } of [...goals, ...kicks, ...bookings]) {
    const key = player;
    const known = players.get(key) ?? { key, name, birthDate: null, teams: [], hasRow: false };
    players.set(key, known);
    if (!known.hasRow) addTournament(known, playerTeam, cup);
  }
}

function addTournament(
  player: CupPlayer,
  team: string,
  { startDate: from, endDate: to }: Cup,
): void {
  const known = player.teams.find((entry) => entry.team === team);
  if (!known) player.teams.push({ team, from, to });
  else {
    if (from < known.from) known.from = from;
    if (to > known.to) known.to = to;
  }
}
