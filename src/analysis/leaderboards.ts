import { EXPLICIT, type Projection } from '../record/query/projection.js';
import type { ScorerFilter } from '../record/query/scorer-filter.js';
import type { TeamRow } from '../record/reference.js';
import type { LeaderboardQuery, LeaderboardRow, LeaderboardRows } from '../record/scorers.js';
import { type Coverage, sumCoverage } from '../statistics/coverage.js';
import { isWithin } from '../statistics/days.js';
import { buildFilteredGoals, type FilteredGoals } from '../statistics/figures.js';
import {
  type Contender,
  describeCertainty,
  findContender,
  type RankingInput,
  rankScorers,
} from '../statistics/leaderboard.js';
import { type CareerFigure, goalsAsOf } from './careers.js';
import { createFilterPredicate, includesWholeCareer, withLastDay } from './filter-coverage.js';
import type { LeaderboardLoaders } from './leaderboard-loaders.js';
import { buildScope, type Scope } from './scope.js';
import type { Snapshot } from './snapshot.js';

export interface Leaderboard {
  entries: LeaderboardEntry[];
  rankingIsCertain: boolean;
  explanation: string;
  coverage: Coverage;
}

export interface LeaderboardEntry extends Pick<LeaderboardRow, 'player' | 'penalties'> {
  rank: number;
  team: TeamRow;
  asOf: string | null;
  /** Its last day is no later than `asOf`. */
  filter: ScorerFilter;
  recorded: number;
  /** The team's goals without a scorer under the filter; null if matches may be missing. */
  unrecorded: number | null;
  /** Sources of the goals, where wanted. */
  rows: { sourceId: number }[];
}

export async function buildLeaderboard(
  snapshot: Snapshot,
  inputs: ScorerFilter,
  { asOf = null, first }: { asOf?: string | null; first: number },
  projection: Projection,
): Promise<Leaderboard> {
  const { reference, leaderboards } = snapshot;
  const filter = withLastDay(inputs, asOf);
  const board = { filter, first, projection: projection.entries ?? {} };
  const scope = buildScope(reference, filter, asOf);
  const rows = await leaderboards.rows.load(board);
  const unrecorded = new Map(
    rows.teams.map(({ teamId, goals, goalsRecorded, goalsUnnamed }) => [
      teamId,
      goals - goalsRecorded + goalsUnnamed,
    ]),
  );
  return {
    entries: rankScorers(rows.scorers).map(({ teamId, goals, sourceIds = [], ...row }) => ({
      ...row,
      team: reference.teams.get(teamId),
      asOf,
      filter: filter,
      recorded: goals,
      unrecorded: rows.unplaced > 0 ? null : (unrecorded.get(teamId) ?? 0),
      rows: sourceIds.map((sourceId) => ({ sourceId })),
    })),
    ...(await rankingCertainty(snapshot, board, rows, unrecorded, scope)),
    coverage: sumCoverage(rows.teams, scope),
  };
}

/** Of the career, of its beginning, or under the filter. The recorded goals alone need no career. */
export async function entryGoals(
  snapshot: Snapshot,
  entry: LeaderboardEntry,
  projection: Projection,
): Promise<CareerFigure> {
  const { filter, asOf } = entry;
  if (Object.keys(projection).every((field) => NEEDS_NO_CAREER.includes(field))) {
    return figureUnderFilter(entry, { unnamed: null, scope: 'PARTIAL' });
  }
  if (!includesWholeCareer(filter)) return goalsUnderFilter(snapshot, entry);
  const { career, goals } = await loadCareer(snapshot, entry);
  return filter.to == null || filter.to === asOf
    ? goals
    : goalsAsOf(career, snapshot.reference, filter.to);
}

const NEEDS_NO_CAREER = [EXPLICIT, '__typename', 'recorded'];

const loadCareer = ({ careers }: Snapshot, { player, team, asOf }: LeaderboardEntry) =>
  careers.load({ player, team, asOf });

async function goalsUnderFilter(
  snapshot: Snapshot,
  entry: LeaderboardEntry,
): Promise<CareerFigure> {
  const { team, filter, asOf } = entry;
  const scope = buildScope(snapshot.reference, { ...filter, team: team.slug }, asOf).completeness;
  const unnamed = scope === 'PARTIAL' ? null : await unnamedIn(snapshot, entry);
  return figureUnderFilter(entry, { unnamed, scope });
}

function figureUnderFilter(
  { recorded, rows }: LeaderboardEntry,
  evidence: Pick<FilteredGoals, 'unnamed' | 'scope'>,
): CareerFigure {
  const figure = buildFilteredGoals({ recorded, ...evidence });
  return { ...figure, published: [], sourceIds: rows.map(({ sourceId }) => sourceId) };
}

/** In the player's years. */
async function unnamedIn(snapshot: Snapshot, entry: LeaderboardEntry): Promise<number | null> {
  if (entry.unrecorded === null || entry.unrecorded === 0) return entry.unrecorded;
  const { career } = await loadCareer(snapshot, entry);
  const isUnder = createFilterPredicate(snapshot.reference, entry.filter);
  return career.matches
    .filter((match) => isUnder(match) && isWithin(match.date, career.evidence.years))
    .reduce((sum, { unnamed }) => sum + unnamed, 0);
}

async function rankingCertainty(
  { reference, leaderboards }: Snapshot,
  { filter, first }: LeaderboardQuery,
  { scorers: entries, teams, unplaced }: LeaderboardRows,
  unrecorded: ReadonlyMap<number, number>,
  scope: Scope,
): Promise<Pick<Leaderboard, 'rankingIsCertain' | 'explanation'>> {
  const gap = gapIn(scope, unplaced);
  const race = { entries, first, unrecorded };
  const found = gap === null ? await loadContender(leaderboards, filter, race) : null;
  const sum = (numbers: Iterable<number>) => [...numbers].reduce((one, other) => one + other, 0);
  return {
    rankingIsCertain: gap === null && found === null,
    explanation: describeCertainty({
      goals: sum(teams.map(({ goals }) => goals)),
      unrecorded: sum(unrecorded.values()),
      gap,
      contender: found && { name: reference.teams.get(found.teamId).name, goals: found.goals },
    }),
  };
}

/** Why matches may be missing. */
function gapIn({ completeness, because }: Scope, unplaced: number): string | null {
  if (unplaced > 0) return `the record has ${unplaced} matches of those days without their edition`;
  return completeness === 'COMPLETE' ? null : because;
}

/** Reads players below the board only if goals without a scorer could lift one of them onto it. */
async function loadContender(
  { best }: LeaderboardLoaders,
  filter: ScorerFilter,
  race: Omit<RankingInput, 'outsiders'>,
): Promise<Contender | null> {
  const found = findContender({ ...race, outsiders: [] });
  if (found || [...race.unrecorded.values()].every((goals) => goals === 0)) return found;
  const below = race.entries.at(-1)?.goals ?? 0;
  return findContender({ ...race, outsiders: await best.load({ filter, below }) });
}
