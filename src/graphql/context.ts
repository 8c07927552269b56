/** The context of resolvers. */
import type { Sql } from 'sql-template-tag';
import { createSnapshot, type Snapshot } from '../analysis/snapshot.js';
import type { Database } from '../database/types.js';
import { createVerdictLoader, type VerdictLoader } from '../factcheck/verdict-loader.js';
import { teamMatchReader } from '../record/figures.js';
import { createReferenceReader } from '../record/reference.js';
import { emptyRecord, timeoutError, toPublicError } from './errors.js';
import { DEFAULT_LIMITS, type Limits } from './limits/limits.js';

export interface Context extends Snapshot {
  readonly limits: Limits;
  /** Ms of `performance.now()`. */
  readonly deadline: number;
  /** Whether statements were answered by different record versions. */
  isMixed(): boolean;
  /** Rejects further statements: graphql-js cannot be cancelled. */
  close(): void;
  readonly verdicts: VerdictLoader;
}

/** The deadline begins now unless given. */
export type CreateContext = (deadline?: number) => Promise<Context>;

/** Reference data is shared between requests of one version. */
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
      ...createSnapshot(at, reference, teamMatches),
      limits,
      deadline,
      isMixed: hasMixedVersions,
      close() {
        state.isEnded = true;
      },
      verdicts: createVerdictLoader(at, reference, teamMatches),
    };
  };
}

/** Rejects statements after the deadline or the end of the request, with public errors. */
function limitByDeadline(
  deadline: number,
  db: Database,
  state: { readonly isEnded: boolean },
): Database {
  const checkDeadline = () => {
    if (state.isEnded || performance.now() > deadline) throw timeoutError();
  };
  return {
    ...db,
    async select<Value>(statement: Sql) {
      checkDeadline();
      return db.select<Value>(statement).catch(throwPublicError);
    },
    async readLevels(levels) {
      checkDeadline();
      return db.readLevels(levels).catch(throwPublicError);
    },
  };
}

function throwPublicError(error: unknown): never {
  throw toPublicError(error);
}
