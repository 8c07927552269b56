/** What one request reads: one record version, reference data, batched loaders. */
import type { Database } from '../database/types.js';
import type { TeamMatches } from '../record/figures.js';
import type { ReferenceData } from '../record/reference.js';
import { type CareerLoader, createCareerLoader } from './career-loader.js';
import { createLeaderboardLoaders, type LeaderboardLoaders } from './leaderboard-loaders.js';
import {
  createMatchLoaders,
  createPlayerLoaders,
  createRowLoaders,
  createTeamLoaders,
  type MatchLoaders,
  type PlayerLoaders,
  type RowLoaders,
  type TeamLoaders,
} from './loaders.js';

/** Creates loaders on first use: most requests need few of them. Apollo copies it, so no field is a private name. */
export class Snapshot {
  private knownCareers: CareerLoader | undefined;
  private knownLeaderboards: LeaderboardLoaders | undefined;
  private knownRowLoaders: RowLoaders | undefined;
  private knownTeamLoaders: TeamLoaders | undefined;
  private knownPlayerLoaders: PlayerLoaders | undefined;
  private knownMatchLoaders: MatchLoaders | undefined;

  constructor(
    readonly db: Database,
    readonly reference: ReferenceData,
    readonly teamMatches: TeamMatches,
  ) {}

  get careers(): CareerLoader {
    this.knownCareers ??= createCareerLoader(this.db, this.reference, this.teamMatches);
    return this.knownCareers;
  }

  get leaderboards(): LeaderboardLoaders {
    this.knownLeaderboards ??= createLeaderboardLoaders(this.db, this.reference);
    return this.knownLeaderboards;
  }

  get rowLoaders(): RowLoaders {
    this.knownRowLoaders ??= createRowLoaders(this.db);
    return this.knownRowLoaders;
  }

  get teamLoaders(): TeamLoaders {
    this.knownTeamLoaders ??= createTeamLoaders(this.db, this.reference);
    return this.knownTeamLoaders;
  }

  get playerLoaders(): PlayerLoaders {
    this.knownPlayerLoaders ??= createPlayerLoaders(this.db, this.reference);
    return this.knownPlayerLoaders;
  }

  get matchLoaders(): MatchLoaders {
    this.knownMatchLoaders ??= createMatchLoaders(this.db, this.reference);
    return this.knownMatchLoaders;
  }
}
