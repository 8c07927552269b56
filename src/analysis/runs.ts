import { mergeProjections, type Projection } from '../record/query/projection.js';
import type { ResultRow } from '../record/records.js';
import type { TeamRow } from '../record/reference.js';
import { withReason } from '../statistics/coverage.js';
import { findRuns, RUN_KINDS, type Run, type RunKind, topWithTies } from '../statistics/runs.js';
import { pluralize } from '../text/plural.js';
import { buildScope, dayOf, listedDays } from './scope.js';
import type { Snapshot } from './snapshot.js';

interface RunsInput {
  kind: RunKind;
  asOf?: string | null;
  first: number;
}

interface TeamResults {
  team: TeamRow;
  results: readonly ResultRow[];
  asOf: string | null;
}

/** The first n and ties; two statements. */
export async function longestRuns(
  snapshot: Snapshot,
  team: TeamRow,
  { kind, asOf = null, first }: RunsInput,
  projection: Projection,
) {
  const played = await loadResults(snapshot, team, asOf);
  const longest = topWithTies(runsOf(snapshot, played, kind), first, ({ length }) => length);
  return Promise.all(longest.map((run) => buildRun(snapshot, played, run, projection)));
}

/** Those that the last match has not ended; two statements. */
export async function currentRuns(
  snapshot: Snapshot,
  team: TeamRow,
  asOf: string | null,
  projection: Projection,
) {
  const played = await loadResults(snapshot, team, asOf);
  const current = RUN_KINDS.flatMap((kind) => runsOf(snapshot, played, kind)).filter(
    ({ ongoing }) => ongoing !== false,
  );
  return Promise.all(current.map((run) => buildRun(snapshot, played, run, projection)));
}

async function loadResults(
  { teamLoaders: ofTeam }: Snapshot,
  team: TeamRow,
  asOf: string | null,
): Promise<TeamResults> {
  return { team, results: await ofTeam.results(team.id, { asOf }), asOf };
}

function runsOf({ reference }: Snapshot, { team, results, asOf }: TeamResults, kind: RunKind) {
  const runs = findRuns(results, kind, listedDays(reference, team), dayOf(reference, asOf));
  return runs.map((run) => ({ ...run, kind }));
}

async function buildRun(
  { reference, rowLoaders: rows }: Snapshot,
  { team, results, asOf }: TeamResults,
  { first, last, ...run }: Run & { kind: RunKind },
  projection: Projection,
) {
  const deeper = mergeProjections(projection.firstMatch ?? {}, projection.lastMatch ?? {});
  const loadMatchAt = (place: number) => rows.match(results[place]?.matchId ?? 0, deeper);
  const [firstMatch, lastMatch] = await Promise.all([loadMatchAt(first), loadMatchAt(last)]);
  const from = results[first]?.date;
  const to = run.ongoing === null ? dayOf(reference, asOf) : results[last]?.date;
  const scope = buildScope(reference, { team: team.slug, from, to }, asOf);
  const explanation = withReason(
    pluralize(run.length, 'match in a row', 'matches in a row'),
    scope,
  );
  return { ...run, completeness: scope.completeness, explanation, firstMatch, lastMatch };
}
