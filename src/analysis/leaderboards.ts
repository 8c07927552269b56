/** Leaderboards of scorers: ranked, bounded, and never more certain than the record. */
import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import type { Database } from '../database/database.js';
import type { Context } from '../graphql/context.js';
import { buildProjection, buildRowProjection } from '../graphql/look-ahead.js';
import {
  type Connection,
  createConnection,
  type PageArguments,
  parsePageSize,
} from '../graphql/pagination.js';
import {
  countHatTricks,
  type HatTrickRow,
  hatTrickKey,
  listHatTricks,
} from '../record/hat-tricks.js';
import type { ScorerFilter } from '../record/query/scorer-filter.js';
import type { ReferenceData, TeamRow } from '../record/reference.js';
import {
  type LeaderboardQuery,
  type LeaderboardRow,
  type LeaderboardRows,
  listLeaderboards,
  listRunnersUp,
  type RunnerUpQuery,
  type RunnerUpRow,
} from '../record/scorers.js';
import { type Coverage, sumCoverage } from '../statistics/coverage.js';
import { isWithin } from '../statistics/days.js';
import { buildFilteredGoals } from '../statistics/figures.js';
import {
  type Contender,
  describeCertainty,
  findContender,
  type RankingInput,
  rankScorers,
} from '../statistics/leaderboard.js';
import { type CareerFigure, goalsAsOf } from './careers.js';
import { createFilterPredicate, includesWholeCareer, withLastDay } from './filter-coverage.js';
import { buildScope, type Scope } from './scope.js';

export interface Leaderboard {
  entries: LeaderboardEntry[];
  rankingIsCertain: boolean;
  explanation: string;
  coverage: Coverage;
}

export interface LeaderboardEntry extends Pick<LeaderboardRow, 'player' | 'penalties'> {
  rank: number;
  team: TeamRow;
  /** By which day careers are known. */
  asOf: string | null;
  /** Under which its goals are counted; its last day is no later. */
  filter: ScorerFilter;
  recorded: number;
  /** How many goals of the team under the filter have no scorer on record; null where matches may belong under it too. */
  unrecorded: number | null;
  /** Who tells of the goals, where that is asked. */
  rows: { sourceId: number }[];
}

/** Leaderboards asked for together are read together, so many in a statement: a JSON object has room for no more. */
const MAX_BATCHED_LEADERBOARDS = 40;

/** Leaderboards of one request, and the best of each team who are not on them. */
export interface LeaderboardLoaders {
  rows: DataLoader<LeaderboardQuery, LeaderboardRows, string>;
  best: DataLoader<RunnerUpQuery, RunnerUpRow[], string>;
}

/** Makes the loaders of one request. */
export function createLeaderboardLoaders(
  db: Database,
  reference: ReferenceData,
): LeaderboardLoaders {
  const together = <Input>() => ({
    cacheKeyFn: (board: Input) => JSON.stringify(board),
    maxBatchSize: MAX_BATCHED_LEADERBOARDS,
  });
  return {
    rows: new DataLoader((boards) => listLeaderboards(db, reference, boards), together()),
    best: new DataLoader((boards) => listRunnersUp(db, reference, boards), together()),
  };
}

/** Who has scored most under a filter as of a day. */
export async function buildLeaderboard(
  context: Context,
  inputs: ScorerFilter,
  { asOf = null, first }: { asOf?: string | null; first: number },
  info: GraphQLResolveInfo,
): Promise<Leaderboard> {
  const { reference, leaderboards } = context;
  const board = {
    filter: withLastDay(inputs, asOf),
    first: parsePageSize('first', first),
    projection: buildProjection(info).entries ?? {},
  };
  const scope = buildScope(reference, board.filter, asOf);
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
      filter: board.filter,
      recorded: goals,
      unrecorded: rows.unplaced > 0 ? null : (unrecorded.get(teamId) ?? 0),
      rows: sourceIds.map((sourceId) => ({ sourceId })),
    })),
    ...(await rankingCertainty(context, board, rows, unrecorded, scope)),
    coverage: sumCoverage(rows.teams, scope),
  };
}

/** An entry's goals: those of the career, those of its beginning where the filter ends earlier, or those of a part of it. */
export async function entryGoals(context: Context, entry: LeaderboardEntry): Promise<CareerFigure> {
  const { filter, asOf } = entry;
  if (!includesWholeCareer(filter)) return goalsUnderFilter(context, entry);
  const { career, goals } = await loadCareer(context, entry);
  return filter.to == null || filter.to === asOf
    ? goals
    : goalsAsOf(career, context.reference, filter.to);
}

const loadCareer = ({ careers }: Context, { player, team, asOf }: LeaderboardEntry) =>
  careers.load({ player, team, asOf });

async function goalsUnderFilter(context: Context, entry: LeaderboardEntry): Promise<CareerFigure> {
  const { team, filter, asOf, recorded, rows } = entry;
  const scope = buildScope(context.reference, { ...filter, team: team.slug }, asOf);
  const unnamed = scope.completeness === 'PARTIAL' ? null : await unnamedIn(context, entry);
  const figure = buildFilteredGoals({ recorded, unnamed, scope: scope.completeness });
  return { ...figure, published: [], sourceIds: rows.map(({ sourceId }) => sourceId) };
}

/** How many goals of the team under the filter have no scorer on record, in matches of the player's years. */
async function unnamedIn(context: Context, entry: LeaderboardEntry): Promise<number | null> {
  // In which years the player can have played tells nothing where no goal, or nobody knows which, lacks its scorer.
  if (entry.unrecorded === null || entry.unrecorded === 0) return entry.unrecorded;
  const { career } = await loadCareer(context, entry);
  const isUnder = createFilterPredicate(context.reference, entry.filter);
  return career.matches
    .filter((match) => isUnder(match) && isWithin(match.date, career.evidence.years))
    .reduce((sum, { unnamed }) => sum + unnamed, 0);
}

/** Hat-tricks under a filter, by day. */
export function hatTrickConnection(
  { db, reference }: Context,
  filter: ScorerFilter,
  page: PageArguments,
  info: GraphQLResolveInfo,
): Promise<Connection<HatTrickRow>> {
  return createConnection({
    list: 'hatTricks',
    arguments: page,
    keyOf: hatTrickKey,
    read: (window) => listHatTricks(db, reference, filter, window, buildRowProjection(info)),
    count: () => countHatTricks(db, reference, filter),
  });
}

async function rankingCertainty(
  { reference, leaderboards }: Context,
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

/** Why the record may lack matches of a scope; null where it lacks none. `unplaced` matches are in no edition. */
function gapIn({ completeness, because }: Scope, unplaced: number): string | null {
  if (unplaced > 0) return `the record has ${unplaced} matches of those days without their edition`;
  return completeness === 'COMPLETE' ? null : because;
}

/** Who is outside the rows is looked up only where goals are missing, but too few for the rows themselves and for newcomers. */
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
