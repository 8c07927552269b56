/** What every resolver of a request receives. */
import type DataLoader from 'dataloader';
import type { Sql } from 'sql-template-tag';
import { type CareerLoader, createCareerLoader } from '../analysis/career-loader.js';
import { createLeaderboardLoaders, type LeaderboardLoaders } from '../analysis/leaderboards.js';
import { createLoaders, type Loaders } from '../analysis/loaders.js';
import type { Database } from '../database/database.js';
import type { ClaimRequest } from '../factcheck/check.js';
import type { Verdict } from '../factcheck/verdict.js';
import { teamMatchReader } from '../record/figures.js';
import { createReferenceReader, type ReferenceData } from '../record/reference.js';
import { createVerdictLoader } from './claims.js';
import { emptyRecord, timeoutError, toPublicError } from './errors.js';
import { DEFAULT_LIMITS, type Limits } from './limits/limits.js';

export interface Context extends Loaders {
  readonly db: Database;
  readonly limits: Limits;
  /** When the answer has to be there, by the clock of `performance`, in milliseconds. */
  readonly deadline: number;
  /** Whether a statement of the request was answered by a later version than the others: then the answer is a mixture. */
  isMixed(): boolean;
  /** The answer is there: what still wants to read works for nobody. */
  close(): void;
  /** The teams, tournaments, editions, sources and holdings of the version that this request is answered from. */
  readonly reference: ReferenceData;
  /** Careers, batched over the players of the request: look-ahead cannot see them, since they take arguments. */
  readonly careers: CareerLoader;
  /** Leaderboards, read together where a request asks for several. */
  readonly leaderboards: LeaderboardLoaders;
  /** Verdicts on claims, batched over the claims of the request. */
  readonly verdicts: DataLoader<ClaimRequest, Verdict, string>;
}

/** Makes a context. Without a deadline the time that an answer may take begins now. */
export type CreateContext = (deadline?: number) => Promise<Context>;

/** Makes the context of each request; the reference rows are shared between requests of one version. */
export function createContextFactory(db: Database, limits: Limits = DEFAULT_LIMITS): CreateContext {
  const read = createReferenceReader(db);
  const readTeamMatches = teamMatchReader();
  return async (deadline = performance.now() + limits.seconds * 1000) => {
    const reference = await read().catch(throwPublicError);
    if (!reference) throw emptyRecord();
    const state = { isMixed: false, isEnded: false };
    const current = db.pinnedTo(reference.version, () => {
      state.isMixed = true;
    });
    const at = limitByDeadline(deadline, current, state);
    const hasMixedVersions = () => state.isMixed;
    const teamMatches = readTeamMatches(at, reference.version, hasMixedVersions);
    return {
      db: at,
      limits,
      deadline,
      isMixed: hasMixedVersions,
      close() {
        state.isEnded = true;
      },
      reference,
      careers: createCareerLoader(at, reference, teamMatches),
      leaderboards: createLeaderboardLoaders(at, reference),
      verdicts: createVerdictLoader(at, reference, teamMatches),
      ...createLoaders(at, reference),
    };
  };
}

/**
 * The same database, which answers no statement after a deadline, nor once the answer is there: what graphql-js has begun it
 * cannot be told to leave. What goes wrong is told as clients are told it.
 */
function limitByDeadline(
  deadline: number,
  db: Database,
  state: { readonly isEnded: boolean },
): Database {
  return {
    ...db,
    async select<Value>(statement: Sql) {
      if (state.isEnded || performance.now() > deadline) throw timeoutError();
      return db.select<Value>(statement).catch(throwPublicError);
    },
  };
}

function throwPublicError(error: unknown): never {
  throw toPublicError(error);
}
