/** A team's longest runs, with the matches in which they began and ended. */
import type { MatchRow } from '../record/matches.js';
import { listById } from '../record/nodes.js';
import { listResults } from '../record/records.js';
import type { TeamRow } from '../record/reference.js';
import type { Wants } from '../record/shape.js';
import { ALWAYS } from '../statistics/days.js';
import { type RunKind, runs, topWithTies } from '../statistics/runs.js';
import type { Context } from './context.js';
import { merge } from './look-ahead.js';
import { sizeOf } from './pagination.js';
import { heldDays } from './records.js';

interface Asked {
  kind: RunKind;
  asOf?: string | null;
  first: number;
}

/** The first so many runs of a kind, and those as long as the last of them; two statements. */
export async function longestRuns(
  { db, reference }: Context,
  team: TeamRow,
  { kind, asOf = null, first }: Asked,
  { firstMatch = {}, lastMatch = {} }: Wants,
) {
  const size = sizeOf('first', first);
  const results = await listResults(db, reference, team, asOf);
  const all = runs(results, kind, heldDays(reference, team), asOf ?? ALWAYS);
  const longest = topWithTies(all, size, ({ length }) => length);
  const idAt = (place: number) => results[place]?.matchId ?? 0;
  const edges = longest.flatMap((run) => [idAt(run.first), idAt(run.last)]);
  const matches = await listById(db, 'Match', edges, merge(firstMatch, lastMatch));
  const matchAt = (place: number) => matches.get(idAt(place)) as MatchRow;
  return longest.map(({ length, ongoing, ...run }) => ({
    length,
    ongoing,
    firstMatch: matchAt(run.first),
    lastMatch: matchAt(run.last),
  }));
}
