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

/** An object of JSON takes a limited number of arguments. */
const MAX_BATCHED_LEADERBOARDS = 40;

/** `best`: the top scorer of each team below the board. */
export interface LeaderboardLoaders {
  rows: DataLoader<LeaderboardQuery, LeaderboardRows, string>;
  best: DataLoader<RunnerUpQuery, RunnerUpRow[], string>;
}

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
