/** Known operations: documents that are parsed and valid, and run without Apollo. */
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { CreateContext } from '../context.js';
import type { OperationLimits } from '../limits/operation-limits.js';
import type { Execute, ExecutionOutcome } from './execute.js';

/** The parameters of a request: the text of a document, or the id of a persisted one (SHA-256 or name). */
export interface RequestParams {
  readonly query?: string | undefined;
  readonly documentId?: string | undefined;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

export interface OperationCache {
  /** Keeps a valid document under its text and its id. */
  set(query: string, documentId: string, document: DocumentNode): void;
  get(documentId: string): DocumentNode | undefined;
  /** Executes a known operation; null for an unknown one, and for any error, which Apollo then reports. */
  execute(params: RequestParams, deadline: number): Promise<ExecutionOutcome | null>;
}

/**
 * A front end has some dozens of operations of a thousand characters. Parsed and compiled, one takes 200 times the memory of its
 * text, and 400 times with all variants.
 */
const MAX_CACHED_CHARS = 2 ** 17;

/** Creates the cache of one server. */
export function createOperationCache(
  executeOperation: Execute,
  newContext: CreateContext,
  { check }: OperationLimits,
): OperationCache {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: MAX_CACHED_CHARS,
    sizeCalculation: (_document, query) => query.length,
  });
  const queries = new LRUCache<string, string>({
    maxSize: MAX_CACHED_CHARS,
    sizeCalculation: (query) => query.length,
  });
  const documentById = (documentId: string) => documents.get(queries.get(documentId) ?? '');
  return {
    set(query, documentId, document) {
      if (!documents.has(query)) documents.set(query, document);
      queries.set(documentId, query);
    },
    get: documentById,
    async execute({ query, documentId = '', operationName, variables }, deadline) {
      const document = query === undefined ? documentById(documentId) : documents.get(query);
      if (!document) return null;
      const operation = { document, operationName, variableValues: variables };
      try {
        const { extensions, schedule } = check(operation);
        const run = async () => executeOperation(operation, await newContext(deadline));
        const { result, version } = await schedule(run, deadline);
        return result.errors ? null : { result: { ...result, extensions }, version };
      } catch {
        // Apollo runs it again and reports the error.
        return null;
      }
    },
  };
}
