/** Leaderboards of scorers: ranked, bounded, and never more certain than the record. */
import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { type FigureOf, goalsAsOf } from '../analysis/careers.js';
import { type Scope, scopeOf } from '../analysis/scope.js';
import type { Database } from '../database.js';
import {
  countHatTricks,
  type HatTrickRow,
  hatTrickKey,
  listHatTricks,
} from '../record/hat-tricks.js';
import type { Reference, TeamRow } from '../record/reference.js';
import type { ScorerFilter } from '../record/scorer-filter.js';
import {
  type BestOf,
  type BestRow,
  type LeaderboardOf,
  type LeaderboardRow,
  type LeaderboardRows,
  listBest,
  listLeaderboards,
} from '../record/scorers.js';
import { type Coverage, coverage } from '../statistics/coverage.js';
import { within } from '../statistics/days.js';
import { goalsInPart } from '../statistics/figures.js';
import {
  type Challenge,
  certaintyInWords,
  challenge,
  type Race,
  ranked,
} from '../statistics/leaderboard.js';
import type { Context } from './context.js';
import { wantsOf, wantsOfRows } from './look-ahead.js';
import { type Connection, connection, type PageArguments, sizeOf } from './pagination.js';
import { leavesOutNothingBefore, under, upTo } from './scorer-filter.js';

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
const TOGETHER = 40;

/** Leaderboards of one request, and the best of each team who are not on them. */
export interface LeaderboardLoaders {
  rows: DataLoader<LeaderboardOf, LeaderboardRows, string>;
  best: DataLoader<BestOf, BestRow[], string>;
}

/** Makes the loaders of one request. */
export function leaderboardLoaders(db: Database, reference: Reference): LeaderboardLoaders {
  const together = <Asked>() => ({
    cacheKeyFn: (board: Asked) => JSON.stringify(board),
    maxBatchSize: TOGETHER,
  });
  return {
    rows: new DataLoader((boards) => listLeaderboards(db, reference, boards), together()),
    best: new DataLoader((boards) => listBest(db, reference, boards), together()),
  };
}

/** Who has scored most under a filter as of a day. */
export async function leaderboard(
  context: Context,
  asked: ScorerFilter,
  { asOf = null, first }: { asOf?: string | null; first: number },
  info: GraphQLResolveInfo,
): Promise<Leaderboard> {
  const { reference, leaderboards } = context;
  const board = {
    filter: upTo(asked, asOf),
    first: sizeOf('first', first),
    wants: wantsOf(info).entries ?? {},
  };
  const scope = scopeOf(reference, board.filter, asOf);
  const rows = await leaderboards.rows.load(board);
  const unrecorded = new Map(
    rows.teams.map(({ teamId, goals, goalsRecorded, goalsUnnamed }) => [
      teamId,
      goals - goalsRecorded + goalsUnnamed,
    ]),
  );
  return {
    entries: ranked(rows.scorers).map(({ teamId, goals, sourceIds = [], ...row }) => ({
      ...row,
      team: reference.teams.get(teamId),
      asOf,
      filter: board.filter,
      recorded: goals,
      unrecorded: rows.unplaced > 0 ? null : (unrecorded.get(teamId) ?? 0),
      rows: sourceIds.map((sourceId) => ({ sourceId })),
    })),
    ...(await certainty(context, board, rows, unrecorded, scope)),
    coverage: coverage(rows.teams, scope),
  };
}

/** An entry's goals: those of the career, those of its beginning where the filter ends earlier, or those of a part of it. */
export async function entryGoals(context: Context, entry: LeaderboardEntry): Promise<FigureOf> {
  const { filter, asOf } = entry;
  if (!leavesOutNothingBefore(filter)) return goalsOfPart(context, entry);
  const { career, goals } = await careerOf(context, entry);
  return filter.to == null || filter.to === asOf
    ? goals
    : goalsAsOf(career, context.reference, filter.to);
}

const careerOf = ({ careers }: Context, { player, team, asOf }: LeaderboardEntry) =>
  careers.load({ player, team, asOf });

async function goalsOfPart(context: Context, entry: LeaderboardEntry): Promise<FigureOf> {
  const { team, filter, asOf, recorded, rows } = entry;
  const scope = scopeOf(context.reference, { ...filter, team: team.slug }, asOf);
  const unnamed = scope.completeness === 'PARTIAL' ? null : await unnamedIn(context, entry);
  const figure = goalsInPart({ recorded, unnamed, scope: scope.completeness });
  return { ...figure, published: [], sourceIds: rows.map(({ sourceId }) => sourceId) };
}

/** How many goals of the team under the filter have no scorer on record, in matches of the player's years. */
async function unnamedIn(context: Context, entry: LeaderboardEntry): Promise<number | null> {
  // In which years the player can have played tells nothing where no goal, or nobody knows which, lacks its scorer.
  if (entry.unrecorded === null || entry.unrecorded === 0) return entry.unrecorded;
  const { career } = await careerOf(context, entry);
  const isUnder = under(context.reference, entry.filter);
  return career.matches
    .filter((match) => isUnder(match) && within(match.date, career.evidence.years))
    .reduce((sum, { unnamed }) => sum + unnamed, 0);
}

/** Hat-tricks under a filter, by day. */
export function hatTrickConnection(
  { db, reference }: Context,
  filter: ScorerFilter,
  page: PageArguments,
  info: GraphQLResolveInfo,
): Promise<Connection<HatTrickRow>> {
  return connection({
    list: 'hatTricks',
    arguments: page,
    keyOf: hatTrickKey,
    read: (window) => listHatTricks(db, reference, filter, window, wantsOfRows(info)),
    count: () => countHatTricks(db, reference, filter),
  });
}

async function certainty(
  { reference, leaderboards }: Context,
  { filter, first }: LeaderboardOf,
  { scorers: entries, teams, unplaced }: LeaderboardRows,
  unrecorded: ReadonlyMap<number, number>,
  scope: Scope,
): Promise<Pick<Leaderboard, 'rankingIsCertain' | 'explanation'>> {
  const gap = gapIn(scope, unplaced);
  const race = { entries, first, unrecorded };
  const found = gap === null ? await challengeIn(leaderboards, filter, race) : null;
  const sum = (numbers: Iterable<number>) => [...numbers].reduce((one, other) => one + other, 0);
  return {
    rankingIsCertain: gap === null && found === null,
    explanation: certaintyInWords({
      goals: sum(teams.map(({ goals }) => goals)),
      unrecorded: sum(unrecorded.values()),
      gap,
      challenger: found && { name: reference.teams.get(found.teamId).name, goals: found.goals },
    }),
  };
}

/** Why the record may lack matches of a scope; null where it lacks none. `unplaced` matches are in no edition. */
function gapIn({ completeness, because }: Scope, unplaced: number): string | null {
  if (unplaced > 0) return `the record has ${unplaced} matches of those days without their edition`;
  return completeness === 'COMPLETE' ? null : because;
}

/** Who is outside the rows is looked up only where goals are missing, but too few for the rows themselves and for newcomers. */
async function challengeIn(
  { best }: LeaderboardLoaders,
  filter: ScorerFilter,
  race: Omit<Race, 'outsiders'>,
): Promise<Challenge | null> {
  const found = challenge({ ...race, outsiders: [] });
  if (found || [...race.unrecorded.values()].every((goals) => goals === 0)) return found;
  const below = race.entries.at(-1)?.goals ?? 0;
  return challenge({ ...race, outsiders: await best.load({ filter, below }) });
}
