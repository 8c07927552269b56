/** Operations that have been asked before: parsed, validated and found within the limits, which need not be done again. */
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Context } from './context.js';
import type { Outcome, Run } from './executor.js';

/** A question as a client sends it: the operation itself, or the SHA-256 by which it was made known. */
export interface Question {
  readonly query?: string | undefined;
  readonly sha256?: string | undefined;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

/** What has been asked before, and can be asked again. */
export interface Repeated {
  /** Keeps an operation that has passed every check. */
  remember(query: string, sha256: string, document: DocumentNode): void;
  /** The complete answer to a question whose operation is known; null where it is not, or where the answer has errors. */
  answer(question: Question): Promise<Outcome | null>;
}

/** How many operations are remembered. A front end sends some dozens; each takes some ten times the space of its text. */
const REMEMBERED = 500;

/** Remembers the operations of one server, each with its parsed document. */
export function repeatedOperations(run: Run, newContext: () => Promise<Context>): Repeated {
  const documents = new LRUCache<string, DocumentNode>({ max: REMEMBERED });
  const queries = new LRUCache<string, string>({ max: REMEMBERED });
  return {
    remember(query, sha256, document) {
      documents.set(query, document);
      queries.set(sha256, query);
    },
    async answer({ query, sha256 = '', operationName, variables }) {
      const document = documents.get(query ?? queries.get(sha256) ?? '');
      if (!document) return null;
      const operation = { document, operationName, variableValues: variables };
      const outcome = await run(operation, await newContext());
      return outcome.result.errors ? null : outcome;
    },
  };
}
