/** Cache of parsed, validated operations within the limits. */
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { CreateContext } from '../context.js';
import type { OperationLimits } from '../limits/operation-limits.js';
import type { Execute, ExecutionOutcome } from './execute.js';

/** The query text, or its SHA-256 for a persisted query. */
export interface RequestParams {
  readonly query?: string | undefined;
  readonly sha256?: string | undefined;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

export interface OperationCache {
  /** Adds an operation that has passed every check. */
  set(query: string, sha256: string, document: DocumentNode): void;
  /** The document of a SHA-256, while it is remembered. */
  get(sha256: string): DocumentNode | undefined;
  /** The complete result before the deadline; null for an unknown operation or a result with errors. */
  answer(question: RequestParams, deadline: number): Promise<ExecutionOutcome | null>;
}

/** Characters of query text. A compiled operation takes 200 times its text, 400 with all variants. */
const MAX_CACHED_CHARS = 2 ** 17;

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
        return result.errors ? null : { result: { ...result, extensions }, version };
      } catch {
        // Apollo repeats the operation and reports the error.
        return null;
      }
    },
  };
}
