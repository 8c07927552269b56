/** Players side by side. */
import { dayOf } from '../analysis/scope.js';
import { findPlayer, listPlayersBySlug } from '../record/players.js';
import type { Wants } from '../record/shape.js';
import { inCommon, lastDayOf, ratioDays, relativeTo } from '../statistics/figures.js';
import { rounded } from '../statistics/rounding.js';
import { type CareerOf, teamOf } from './careers.js';
import type { Context } from './context.js';
import { ambiguous, badInput } from './errors.js';
import { merge } from './look-ahead.js';

interface Asked {
  players: readonly string[];
  baseline?: string | null | undefined;
  team?: string | null | undefined;
  asOf?: string | null | undefined;
}

const PLAYERS = { min: 2, max: 10 };

/** The comparison that is asked for; an unknown player, baseline or team is an error that quotes it. */
export async function comparison(
  context: Context,
  { players, baseline, team, asOf }: Asked,
  wants: Wants,
) {
  if (players.length < PLAYERS.min || players.length > PLAYERS.max) {
    throw badInput(
      `players must name ${PLAYERS.min} to ${PLAYERS.max} players, got ${players.length}`,
    );
  }
  const yardstick = baseline ?? players[players.length - 1];
  const wanted = await teamsOf(context, players, team, wants);
  const careers = await Promise.all(
    wanted.map((player) => context.careers.load({ ...player, asOf: asOf ?? null })),
  );
  const base = careers.find(({ player }) => player.slug === yardstick);
  if (!base) throw badInput(`baseline must be one of ${players.join(', ')}, got "${yardstick}"`);
  return {
    asOf: asOf ?? null,
    baseline: base.player,
    lastSupportedOn: lastSupportedOn(context, careers, asOf ?? null),
    rows: careers.map((career) => {
      const relative = relativeTo(career.goalsPerCap, base.goalsPerCap);
      return { ...career, relativeToBaseline: relative === null ? null : rounded(relative, 4) };
    }),
  };
}

/** The last day, no later than one, on which the goals per cap of all of them are supported; null where there is none. */
function lastSupportedOn(
  { reference }: Context,
  careers: readonly CareerOf[],
  asOf: string | null,
): string | null {
  const day = dayOf(reference, asOf);
  return lastDayOf(inCommon(careers.map(({ career }) => ratioDays(career.evidence, day))));
}

/** The players in the order asked for, each with the team that is meant. */
async function teamsOf(
  context: Context,
  slugs: readonly string[],
  team: Asked['team'],
  { baseline = {}, rows = {} }: Wants,
) {
  const wants = merge(merge(baseline, rows.player ?? {}), { teams: {} });
  const known = new Map(
    (await listPlayersBySlug(context.db, slugs, wants)).map((player) => [player.slug, player]),
  );
  return Promise.all(
    slugs.map(async (slug) => {
      const player = known.get(slug) ?? (await noSuchPlayer(context, slug));
      const itsTeam = teamOf(context, player, team);
      if (!itsTeam) throw badInput(`team: "${slug}" is not recorded for "${team}"`);
      return { player, team: itsTeam };
    }),
  );
}

/** A slug that names nobody, or several people. */
async function noSuchPlayer({ db }: Context, slug: string): Promise<never> {
  const found = await findPlayer(db, slug, {});
  if (found && 'candidates' in found) throw ambiguous(slug, found.candidates);
  throw badInput(`players: the record has no player "${slug}"`);
}
