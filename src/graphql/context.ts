/** What every resolver of a request receives. */
import type DataLoader from 'dataloader';
import type { Sql } from 'sql-template-tag';
import type { Database } from '../database.js';
import type { Asked } from '../factcheck/check.js';
import type { Verdict } from '../factcheck/verdict.js';
import { teamMatchReader } from '../record/figures.js';
import { type Reference, referenceReader } from '../record/reference.js';
import { type CareerLoader, careerLoader } from './careers.js';
import { emptyRecord, timedOut, troubleTold } from './errors.js';
import { verdictLoader } from './fact-check.js';
import { LIMITS, type Limits } from './limits.js';
import { type Loaders, loadersOf } from './loaders.js';
import { type LeaderboardLoaders, leaderboardLoaders } from './scorers.js';

export interface Context extends Loaders {
  readonly db: Database;
  readonly limits: Limits;
  /** When the answer has to be there, by the clock of `performance`, in milliseconds. */
  readonly deadline: number;
  /** Whether a statement of the request was answered by a later version than the others: then the answer is a mixture. */
  isMixed(): boolean;
  /** The answer is there: what still wants to read works for nobody. */
  end(): void;
  /** The teams, tournaments, editions, sources and holdings of the version that this request is answered from. */
  readonly reference: Reference;
  /** Careers, batched over the players of the request: look-ahead cannot see them, since they take arguments. */
  readonly careers: CareerLoader;
  /** Leaderboards, read together where a request asks for several. */
  readonly leaderboards: LeaderboardLoaders;
  /** Verdicts on claims, batched over the claims of the request. */
  readonly verdicts: DataLoader<Asked, Verdict, string>;
}

/** Makes a context. Without a deadline the time that an answer may take begins now. */
export type NewContext = (deadline?: number) => Promise<Context>;

/** Makes the context of each request; the reference rows are shared between requests of one version. */
export function contextOf(db: Database, limits: Limits = LIMITS): NewContext {
  const read = referenceReader(db);
  const readTeamMatches = teamMatchReader();
  return async (deadline = performance.now() + limits.seconds * 1000) => {
    const reference = await read().catch(throwTold);
    if (!reference) throw emptyRecord();
    const state = { isMixed: false, isEnded: false };
    const current = db.at(reference.version, () => {
      state.isMixed = true;
    });
    const at = until(deadline, current, state);
    const isMixed = () => state.isMixed;
    const teamMatches = readTeamMatches(at, reference.version, isMixed);
    return {
      db: at,
      limits,
      deadline,
      isMixed,
      end() {
        state.isEnded = true;
      },
      reference,
      careers: careerLoader(at, reference, teamMatches),
      leaderboards: leaderboardLoaders(at, reference),
      verdicts: verdictLoader(at, reference, teamMatches),
      ...loadersOf(at, reference),
    };
  };
}

/**
 * The same database, which answers no statement after a deadline, nor once the answer is there: what graphql-js has begun it
 * cannot be told to leave. What goes wrong is told as clients are told it.
 */
function until(deadline: number, db: Database, state: { readonly isEnded: boolean }): Database {
  return {
    ...db,
    async select<Value>(statement: Sql) {
      if (state.isEnded || performance.now() > deadline) throw timedOut();
      return db.select<Value>(statement).catch(throwTold);
    },
  };
}

function throwTold(error: unknown): never {
  throw troubleTold(error);
}
