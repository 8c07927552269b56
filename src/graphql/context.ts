import type { Sql } from 'sql-template-tag';
import { Snapshot } from '../analysis/snapshot.js';
import type { Database } from '../database/types.js';
import { createVerdictLoader, type VerdictLoader } from '../factcheck/verdict-loader.js';
import { type TeamMatches, teamMatchReader } from '../record/figures.js';
import { createReferenceReader, type ReferenceData } from '../record/reference.js';
import { emptyRecord, timeoutError, toPublicError } from './errors.js';
import { DEFAULT_LIMITS, type Limits } from './limits/limits.js';

export class Context extends Snapshot {
  private knownVerdicts: VerdictLoader | undefined;

  constructor(
    db: Database,
    reference: ReferenceData,
    teamMatches: TeamMatches,
    private readonly state: RequestState,
    readonly limits: Limits,
    /** Ms of `performance.now()`. */
    readonly deadline: number,
  ) {
    super(db, reference, teamMatches);
  }

  get verdicts(): VerdictLoader {
    this.knownVerdicts ??= createVerdictLoader(this.db, this.reference, this.teamMatches);
    return this.knownVerdicts;
  }

  /** Whether statements were answered by different record versions. */
  isMixed(): boolean {
    return this.state.isMixed;
  }

  /** Rejects further statements: graphql-js cannot be cancelled. */
  close(): void {
    this.state.isEnded = true;
  }
}

interface RequestState {
  isMixed: boolean;
  isEnded: boolean;
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
    const teamMatches = readTeamMatches(at, reference.version, () => state.isMixed);
    return new Context(at, reference, teamMatches, state, limits, deadline);
  };
}

/** Rejects statements after the deadline or the end of the request, with public errors. */
function limitByDeadline(deadline: number, db: Database, state: RequestState): Database {
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
