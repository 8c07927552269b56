import DataLoader from 'dataloader';
import type { Database } from '../database/types.js';
import type { TeamMatches } from '../record/figures.js';
import type { ReferenceData } from '../record/reference.js';
import { type ClaimRequest, checkClaims } from './check.js';
import type { Verdict } from './verdict.js';

export type VerdictLoader = DataLoader<ClaimRequest, Verdict, string>;

/** As many statements for all claims as for one. */
export function createVerdictLoader(
  db: Database,
  reference: ReferenceData,
  teamMatches: TeamMatches,
): VerdictLoader {
  return new DataLoader((requests) => checkClaims(db, reference, teamMatches, requests), {
    cacheKeyFn: (requests) => JSON.stringify(requests),
  });
}
