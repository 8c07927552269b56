/** A team's longest runs. */

import { mergeProjections, type Projection } from '../record/query/projection.js';
import type { TeamRow } from '../record/reference.js';
import { withReason } from '../statistics/coverage.js';
import { findRuns, type RunKind, topWithTies } from '../statistics/runs.js';
import { pluralize } from '../text/plural.js';
import { buildScope, dayOf, listedDays } from './scope.js';
import type { Snapshot } from './snapshot.js';

interface RunsInput {
  kind: RunKind;
  asOf?: string | null;
  first: number;
}

/** The first n and ties, in two statements for any number of teams. */
export async function longestRuns(
  { reference, teamLoaders: ofTeam, rowLoaders: rows }: Snapshot,
  team: TeamRow,
  { kind, asOf = null, first }: RunsInput,
  { firstMatch = {}, lastMatch = {} }: Projection,
) {
  const results = await ofTeam.results(team.id, { asOf });
  const day = dayOf(reference, asOf);
  const all = findRuns(results, kind, listedDays(reference, team), day);
  const longest = topWithTies(all, first, ({ length }) => length);
  const projection = mergeProjections(firstMatch, lastMatch);
  const loadMatchAt = (place: number) => rows.match(results[place]?.matchId ?? 0, projection);
  return Promise.all(
    longest.map(async ({ first: begin, last: end, ...run }) => {
      const [firstMatch, lastMatch] = await Promise.all([loadMatchAt(begin), loadMatchAt(end)]);
      const from = results[begin]?.date;
      const to = run.ongoing === null ? day : results[end]?.date;
      const scope = buildScope(reference, { team: team.slug, from, to }, asOf);
      const { completeness } = scope;
      const explanation = withReason(
        pluralize(run.length, 'match in a row', 'matches in a row'),
        scope,
      );
      return { ...run, completeness, explanation, firstMatch, lastMatch };
    }),
  );
}
