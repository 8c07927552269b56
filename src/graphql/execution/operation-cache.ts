/** Valid documents, executed without Apollo. */
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { CreateContext } from '../context.js';
import type { CostMeter } from '../limits/limits.js';
import type { OperationLimits } from '../limits/operation-limits.js';

/** Text, or persisted id (SHA-256 or name). */
export interface RequestParams {
  readonly query?: string | undefined;
  readonly documentId?: string | undefined;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

/** A complete response. */
export interface ResponseText {
  /** JSON, byte for byte as Apollo writes it. */
  readonly text: string;
  readonly version: string;
}

export interface OperationCache {
  /** Under its text and id. */
  set(query: string, documentId: string, document: DocumentNode): void;
  get(documentId: string): DocumentNode | undefined;
  /** Null for an unknown operation, and for any error, which Apollo then reports. */
  execute(
    params: RequestParams,
    deadline: number,
    costMeter?: CostMeter,
  ): Promise<ResponseText | null>;
}

/** A compiled operation takes 200 times its text, 400 with all variants. */
export const MAX_CACHED_CHARS = 2 ** 17;

export function createOperationCache(
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
    async execute({ query, documentId = '', operationName, variables }, deadline, costMeter) {
      const document = query === undefined ? documentById(documentId) : documents.get(query);
      if (!document) return null;
      const operation = { document, operationName, variableValues: variables, costMeter };
      try {
        const { extensions, schedule, executePlan } = check(operation);
        await costMeter?.charge(extensions.cost.requested ?? 0);
        const run = async () => executePlan(operation, await newContext(deadline));
        const { result, version } = await schedule(run, deadline);
        if (!result) return null;
        const ofResponse = JSON.stringify({ ...extensions, ...result.extensions });
        return { text: `{"data":${result.data},"extensions":${ofResponse}}\n`, version };
      } catch {
        // Apollo runs it again.
        return null;
      }
    },
  };
}
