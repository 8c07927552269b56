/** A team's longest runs, with the matches in which they began and ended. */
import { dayOf, listedDays, scopeOf } from '../analysis/scope.js';
import type { TeamRow } from '../record/reference.js';
import type { Wants } from '../record/shape.js';
import { withReason } from '../statistics/coverage.js';
import { type RunKind, runs, topWithTies } from '../statistics/runs.js';
import { counted } from '../statistics/words.js';
import type { Context } from './context.js';
import { merge } from './look-ahead.js';
import { sizeOf } from './pagination.js';

interface Asked {
  kind: RunKind;
  asOf?: string | null;
  first: number;
}

/** The first so many runs of a kind, and those as long as the last of them; two statements, however many teams are asked. */
export async function longestRuns(
  { reference, ofTeam, rows }: Context,
  team: TeamRow,
  { kind, asOf = null, first }: Asked,
  { firstMatch = {}, lastMatch = {} }: Wants,
) {
  const size = sizeOf('first', first);
  const results = await ofTeam.results(team.id, { asOf });
  const day = dayOf(reference, asOf);
  const all = runs(results, kind, listedDays(reference, team), day);
  const longest = topWithTies(all, size, ({ length }) => length);
  const wants = merge(firstMatch, lastMatch);
  const matchAt = (place: number) => rows.match(results[place]?.matchId ?? 0, wants);
  return Promise.all(
    longest.map(async ({ first: begin, last: end, ...run }) => {
      const [firstMatch, lastMatch] = await Promise.all([matchAt(begin), matchAt(end)]);
      const from = results[begin]?.date;
      const to = run.ongoing === null ? day : results[end]?.date;
      const scope = scopeOf(reference, { team: team.slug, from, to }, asOf);
      const { completeness } = scope;
      const explanation = withReason(
        counted(run.length, 'match in a row', 'matches in a row'),
        scope,
      );
      return { ...run, completeness, explanation, firstMatch, lastMatch };
    }),
  );
}
