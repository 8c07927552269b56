import { findPlayer, listPlayersBySlug } from '../record/players.js';
import { mergeProjections, type Projection } from '../record/query/projection.js';
import { intersectRanges, lastDayOf } from '../statistics/days.js';
import { ratioDays, ratioRelativeTo } from '../statistics/figures.js';
import { roundTo } from '../statistics/rounding.js';
import { type CareerAsOf, resolveTeam } from './career-loader.js';
import { AmbiguousNameError, InputError } from './input-error.js';
import { dayOf } from './scope.js';
import type { Snapshot } from './snapshot.js';

interface ComparisonInput {
  players: readonly string[];
  baseline?: string | null | undefined;
  team?: string | null | undefined;
  asOf?: string | null | undefined;
}

const PLAYER_COUNT = { min: 2, max: 10 };

/** Throws an InputError for an unknown player, baseline or team. */
export async function comparePlayers(
  snapshot: Snapshot,
  { players, baseline, team, asOf }: ComparisonInput,
  projection: Projection,
) {
  if (players.length < PLAYER_COUNT.min || players.length > PLAYER_COUNT.max) {
    throw new InputError(
      `players must name ${PLAYER_COUNT.min} to ${PLAYER_COUNT.max} players, got ${players.length}`,
    );
  }
  const baselineSlug = baseline ?? players[players.length - 1];
  const wanted = await resolveTeams(snapshot, players, team, projection);
  const careers = await Promise.all(
    wanted.map((player) => snapshot.careers.load({ ...player, asOf: asOf ?? null })),
  );
  const base = careers.find(({ player }) => player.slug === baselineSlug);
  if (!base)
    throw new InputError(`baseline must be one of ${players.join(', ')}, got "${baselineSlug}"`);
  return {
    asOf: asOf ?? null,
    baseline: base.player,
    lastSupportedOn: lastSupportedOn(snapshot, careers, asOf ?? null),
    rows: careers.map((career) => {
      const relative = ratioRelativeTo(career.goalsPerCap, base.goalsPerCap);
      return { ...career, relativeToBaseline: relative === null ? null : roundTo(relative, 4) };
    }),
  };
}

/** The last day with all ratios supported; null without one. */
function lastSupportedOn(
  { reference }: Snapshot,
  careers: readonly CareerAsOf[],
  asOf: string | null,
): string | null {
  const day = dayOf(reference, asOf);
  return lastDayOf(intersectRanges(careers.map(({ career }) => ratioDays(career.evidence, day))));
}

async function resolveTeams(
  snapshot: Snapshot,
  slugs: readonly string[],
  team: ComparisonInput['team'],
  { baseline = {}, rows = {} }: Projection,
) {
  const projection = mergeProjections(mergeProjections(baseline, rows.player ?? {}), { teams: {} });
  const known = new Map(
    (await listPlayersBySlug(snapshot.db, slugs, projection)).map((player) => [
      player.slug,
      player,
    ]),
  );
  return Promise.all(
    slugs.map(async (slug) => {
      const player = known.get(slug) ?? (await throwUnknownPlayer(snapshot, slug));
      const itsTeam = resolveTeam(snapshot.reference, player, team);
      if (!itsTeam) throw new InputError(`team: "${slug}" is not recorded for "${team}"`);
      return { player, team: itsTeam };
    }),
  );
}

async function throwUnknownPlayer({ db }: Snapshot, slug: string): Promise<never> {
  const found = await findPlayer(db, slug, {});
  if (found && 'candidates' in found) throw new AmbiguousNameError(slug, found.candidates);
  throw new InputError(`players: the record has no player "${slug}"`);
}
