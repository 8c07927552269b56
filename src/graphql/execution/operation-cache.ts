/** Operations that have been asked before: parsed, validated and found within the limits, which need not be done again. */
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { CreateContext } from '../context.js';
import type { OperationLimits } from '../limits/operation-limits.js';
import type { Execute, ExecutionOutcome } from './execute.js';

/** A question as a client sends it: the operation itself, or the SHA-256 by which it was made known. */
export interface RequestParams {
  readonly query?: string | undefined;
  readonly sha256?: string | undefined;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

/** What has been asked before, and can be asked again. */
export interface OperationCache {
  /** Keeps an operation that has passed every check. */
  set(query: string, sha256: string, document: DocumentNode): void;
  /** The document of a SHA-256, while it is remembered. */
  get(sha256: string): DocumentNode | undefined;
  /** The complete answer, by a deadline, to a question whose operation is known; null where it is not, or the answer has errors. */
  answer(question: RequestParams, deadline: number): Promise<ExecutionOutcome | null>;
}

/**
 * How much is remembered, in characters of operations. A front end sends some dozens, of a thousand characters each; parsed
 * and made ready, an operation takes two hundred times the space of its text, and four hundred with all its variants.
 */
const MAX_CACHED_CHARS = 2 ** 17;

/** Remembers the operations of one server, each with its parsed document. */
export function createOperationCache(
  executeOperation: Execute,
  newContext: CreateContext,
  { admit }: OperationLimits,
): OperationCache {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: MAX_CACHED_CHARS,
    sizeCalculation: (_document, query) => query.length,
  });
  const queries = new LRUCache<string, string>({
    maxSize: MAX_CACHED_CHARS,
    sizeCalculation: (query) => query.length,
  });
  const documentOf = (sha256: string) => documents.get(queries.get(sha256) ?? '');
  return {
    set(query, sha256, document) {
      if (!documents.has(query)) documents.set(query, document);
      queries.set(sha256, query);
    },
    get: documentOf,
    async answer({ query, sha256 = '', operationName, variables }, deadline) {
      const document = query === undefined ? documentOf(sha256) : documents.get(query);
      if (!document) return null;
      const operation = { document, operationName, variableValues: variables };
      try {
        const { extensions, schedule: inTurn } = admit(operation);
        const execute = async () => executeOperation(operation, await newContext(deadline));
        const { result, version } = await inTurn(execute, deadline);
        return result.errors
          ? null
          : { result: { ...result, extensions: { ...extensions, ...result.extensions } }, version };
      } catch {
        // What the matter is, Apollo finds out again, and tells it.
        return null;
      }
    },
  };
}
