/** Answers to questions that have been asked before: kept ones, and those whose operation Apollo has let through already. */
import type { RequestParams } from '../../graphql/execution/operation-cache.js';
import type { GraphQLServer } from '../../graphql/server.js';
import type { Metrics } from '../observability/metrics.js';
import type { CachedResponse, ResponseCache } from './response-cache.js';

/** Where an answer came from, in the words of RFC 9211. */
export type CacheStatus = 'hit' | 'fwd=miss; stored' | 'fwd=miss' | 'fwd=bypass';

/** An answer that is about to be sent. */
export interface Told {
  readonly response: CachedResponse;
  readonly cacheStatus: CacheStatus;
}

export interface Known {
  /** The kept answer to a question; null where there is none, or where the record cannot say which version it is at. */
  find(text: string): Promise<Told | null>;
  /** The complete answer to a question whose operation is known, worked out without Apollo by a deadline; null where Apollo has to look at it. */
  executeKnown(text: string, question: RequestParams, deadline: number): Promise<Told | null>;
  /** What is said of an answer that was looked for, was not there, and is not kept either. */
  readonly missed: CacheStatus;
  /** Keeps a complete answer. */
  keep(text: string, answer: CachedResponse): Told;
}

/** What a server knows; without a store every answer is worked out. */
export function knownBy(
  { version, repeated }: GraphQLServer,
  answers: ResponseCache | null,
  metrics: Metrics,
): Known {
  function keep(text: string, response: CachedResponse): Told {
    if (!answers) return { response, cacheStatus: 'fwd=bypass' };
    return { response, cacheStatus: answers.set(text, response) ? 'fwd=miss; stored' : 'fwd=miss' };
  }

  return {
    missed: answers ? 'fwd=miss' : 'fwd=bypass',
    async find(text) {
      const current = answers && (await version().catch(() => null));
      const response = answers && current && (await answers.get(text, current));
      if (!response) return null;
      metrics.cacheResults.hit.count += 1;
      return { response, cacheStatus: 'hit' };
    },
    async executeKnown(text, question, deadline) {
      const outcome = await repeated.answer(question, deadline);
      if (!outcome) return null;
      metrics.cacheResults[answers ? 'miss' : 'bypass'].count += 1;
      // To the letter as Apollo writes it.
      const body = Buffer.from(`${JSON.stringify(outcome.result)}\n`);
      return keep(text, { version: outcome.version, body });
    },
    keep,
  };
}
