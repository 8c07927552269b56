/** What every resolver of a request receives. */
import type DataLoader from 'dataloader';
import type { Database } from '../database.js';
import type { Asked } from '../factcheck/check.js';
import type { Verdict } from '../factcheck/verdict.js';
import { type Reference, referenceReader } from '../record/reference.js';
import { type CareerOf, type CareerOn, careerLoader } from './careers.js';
import { emptyRecord } from './errors.js';
import { verdictLoader } from './fact-check.js';
import { type Loaders, loadersOf } from './loaders.js';
import { type LeaderboardLoaders, leaderboardLoaders } from './scorers.js';

export interface Context extends Loaders {
  readonly db: Database;
  /** Whether a statement of the request was answered by a later version than the others: then the answer is a mixture. */
  isMixed(): boolean;
  /** The teams, tournaments, editions, sources and holdings of the version that this request is answered from. */
  readonly reference: Reference;
  /** Careers, batched over the players of the request: look-ahead cannot see them, since they take arguments. */
  readonly careers: DataLoader<CareerOn, CareerOf, string>;
  /** Leaderboards, read together where a request asks for several. */
  readonly leaderboards: LeaderboardLoaders;
  /** Verdicts on claims, batched over the claims of the request. */
  readonly verdicts: DataLoader<Asked, Verdict, string>;
}

/** Makes the context of each request; the reference rows are shared between requests of one version. */
export function contextOf(db: Database): () => Promise<Context> {
  const read = referenceReader(db);
  return async () => {
    const reference = await read();
    if (!reference) throw emptyRecord();
    let mixed = false;
    const at = db.at(reference.version, () => {
      mixed = true;
    });
    return {
      db: at,
      isMixed: () => mixed,
      reference,
      careers: careerLoader(at, reference),
      leaderboards: leaderboardLoaders(at, reference),
      verdicts: verdictLoader(at, reference),
      ...loadersOf(at, reference),
    };
  };
}
