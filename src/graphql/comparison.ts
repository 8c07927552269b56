/** Players side by side. */
import { listPlayersBySlug } from '../record/players.js';
import { relativeTo } from '../statistics/figures.js';
import { rounded } from '../statistics/rounding.js';
import { teamOf } from './careers.js';
import type { Context } from './context.js';
import { badInput } from './errors.js';

interface Asked {
  players: readonly string[];
  baseline?: string | null | undefined;
  team?: string | null | undefined;
  asOf?: string | null | undefined;
}

const PLAYERS = { min: 2, max: 10 };

/** The comparison that is asked for; an unknown player, baseline or team is an error that quotes it. */
export async function comparison(context: Context, { players, baseline, team, asOf }: Asked) {
  if (players.length < PLAYERS.min || players.length > PLAYERS.max) {
    throw badInput(
      `players must name ${PLAYERS.min} to ${PLAYERS.max} players, got ${players.length}`,
    );
  }
  const yardstick = baseline ?? players[players.length - 1];
  const wanted = await teamsOf(context, players, team);
  const careers = await Promise.all(
    wanted.map((player) => context.careers.load({ ...player, asOf: asOf ?? null })),
  );
  const base = careers.find(({ player }) => player.slug === yardstick);
  if (!base) throw badInput(`baseline must be one of ${players.join(', ')}, got "${yardstick}"`);
  return {
    asOf: asOf ?? null,
    baseline: base.player,
    rows: careers.map((career) => {
      const relative = relativeTo(career.goalsPerCap, base.goalsPerCap);
      return { ...career, relativeToBaseline: relative === null ? null : rounded(relative, 4) };
    }),
  };
}

/** The players in the order asked for, each with the team that is meant. */
async function teamsOf(context: Context, slugs: readonly string[], team: Asked['team']) {
  const known = await listPlayersBySlug(context.db, slugs, { teams: {} });
  return slugs.map((slug) => {
    const player = known.find((row) => row.slug === slug);
    if (!player) throw badInput(`players: the record has no player "${slug}"`);
    const itsTeam = teamOf(context, player, team);
    if (!itsTeam) throw badInput(`team: "${slug}" is not recorded for "${team}"`);
    return { player, team: itsTeam };
  });
}
