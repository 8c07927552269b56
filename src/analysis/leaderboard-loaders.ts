/** Leaderboards of one request, several in one statement. */
import DataLoader from 'dataloader';
import type { Database } from '../database/types.js';
import type { ReferenceData } from '../record/reference.js';
import {
  type LeaderboardQuery,
  type LeaderboardRows,
  listLeaderboards,
  listRunnersUp,
  type RunnerUpQuery,
  type RunnerUpRow,
} from '../record/scorers.js';

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
