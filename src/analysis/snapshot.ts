/** What one request reads: one record version, reference data, batched loaders. */
import type { Database } from '../database/types.js';
import type { TeamMatches } from '../record/figures.js';
import type { ReferenceData } from '../record/reference.js';
import { type CareerLoader, createCareerLoader } from './career-loader.js';
import { createLeaderboardLoaders, type LeaderboardLoaders } from './leaderboard-loaders.js';
import { createLoaders, type Loaders } from './loaders.js';

export interface Snapshot extends Loaders {
  readonly db: Database;
  readonly reference: ReferenceData;
  readonly careers: CareerLoader;
  readonly leaderboards: LeaderboardLoaders;
}

export function createSnapshot(
  db: Database,
  reference: ReferenceData,
  teamMatches: TeamMatches,
): Snapshot {
  return {
    db,
    reference,
    careers: createCareerLoader(db, reference, teamMatches),
    leaderboards: createLeaderboardLoaders(db, reference),
    ...createLoaders(db, reference),
  };
}
