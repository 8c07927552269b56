/** Leaderboards of scorers: ranked, bounded, and never more certain than the record. */
import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
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
  type LeaderboardOf,
  type LeaderboardRows,
  listLeaderboards,
  type ScorerRow,
} from '../record/scorers.js';
import { type Coverage, coverage } from '../statistics/coverage.js';
import { knownBy } from '../statistics/evidence.js';
import { goalsInPart } from '../statistics/figures.js';
import { certaintyInWords, challenge, ranked } from '../statistics/leaderboard.js';
import { type CareerOf, type FigureOf, withSources } from './careers.js';
import type { Context } from './context.js';
import { wantsOf, wantsOfRows } from './look-ahead.js';
import { type Connection, connection, type PageArguments, sizeOf } from './pagination.js';
import { gapUnder, holdsUnder, leavesOutNothingBefore, under, upTo } from './scorer-filter.js';

export interface Leaderboard {
  entries: LeaderboardEntry[];
  rankingIsCertain: boolean;
  explanation: string;
  coverage: Coverage;
}

export interface LeaderboardEntry extends Pick<ScorerRow, 'player' | 'penalties'> {
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

/** The leaderboards of one request. */
export function leaderboardLoader(db: Database, reference: Reference) {
  return new DataLoader<LeaderboardOf, LeaderboardRows, string>(
    (boards) => listLeaderboards(db, reference, boards),
    { cacheKeyFn: (board) => JSON.stringify(board), maxBatchSize: TOGETHER },
  );
}

/** Who has scored most under a filter as of a day. */
export async function leaderboard(
  { reference, leaderboards }: Context,
  asked: ScorerFilter,
  { asOf = null, first }: { asOf?: string | null; first: number },
  info: GraphQLResolveInfo,
): Promise<Leaderboard> {
  const filter = upTo(asked, asOf);
  const wants = wantsOf(info).entries ?? {};
  const rows = await leaderboards.load({ filter, first: sizeOf('first', first), wants });
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
      filter,
      recorded: goals,
      unrecorded: rows.unplaced > 0 ? null : (unrecorded.get(teamId) ?? 0),
      rows: sourceIds.map((sourceId) => ({ sourceId })),
    })),
    ...certainty(reference, filter, first, rows, unrecorded),
    coverage: coverage(rows.teams),
  };
}

/** An entry's goals: those of the career, those of its beginning where the filter ends earlier, or those of a part of it. */
export async function entryGoals(context: Context, entry: LeaderboardEntry): Promise<FigureOf> {
  const { filter, asOf } = entry;
  if (!leavesOutNothingBefore(filter)) return goalsOfPart(context, entry);
  const career = await careerOf(context, entry);
  return filter.to == null || filter.to === asOf
    ? career.goals
    : goalsUntil(context, entry, career, filter.to);
}

const careerOf = ({ careers }: Context, { player, team, asOf }: LeaderboardEntry) =>
  careers.load({ player, team, asOf });

/** Of a career's goals up to a day figures are published, as of the whole. */
function goalsUntil(
  { reference }: Context,
  { filter, recorded, rows }: LeaderboardEntry,
  { evidence, goals, matches: all }: CareerOf,
  day: string,
): FigureOf {
  const matches = all.filter(under(reference, filter));
  const part = { recorded, unrecorded: null, matches, known: knownBy(evidence, day) };
  const published = goals.published.filter((figure) => figure.asOf <= day);
  return withSources(goalsInPart(part, evidence), published, rows);
}

async function goalsOfPart(context: Context, entry: LeaderboardEntry): Promise<FigureOf> {
  const { team, filter, recorded, unrecorded: missing, rows } = entry;
  const isHeld = holdsUnder(context.reference, { ...filter, team: team.slug });
  const unrecorded = isHeld ? missing : null;
  // On which days the player can have played tells nothing where no match, or nobody knows which match, lacks a scorer.
  const career = missing === null || unrecorded === 0 ? null : await careerOf(context, entry);
  const matches = career?.matches.filter(under(context.reference, filter)) ?? [];
  const part = { recorded, unrecorded, matches, known: null };
  return withSources(goalsInPart(part, career?.evidence ?? null), [], rows);
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

function certainty(
  reference: Reference,
  filter: ScorerFilter,
  first: number,
  { scorers, outsiders, teams, unplaced }: LeaderboardRows,
  unrecorded: ReadonlyMap<number, number>,
): Pick<Leaderboard, 'rankingIsCertain' | 'explanation'> {
  const gap = gapUnder(reference, filter, unplaced);
  const found = challenge({ entries: scorers, first, outsiders, unrecorded });
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
