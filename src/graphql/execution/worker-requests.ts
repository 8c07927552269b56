import { type DocumentNode, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { CreateContext } from '../context.js';
import type { Executors } from './execute.js';
import { MAX_CACHED_CHARS } from './operation-cache.js';
import { serializeError, serializeGraphQLError } from './serialized-error.js';
import { type ExecutionReply, type ExecutionRequest, monotonicNow } from './worker-messages.js';

/** Documents are valid: the server has checked them. */
export function createRequestHandler(
  executors: Executors,
  newContext: CreateContext,
): (request: ExecutionRequest) => Promise<ExecutionReply> {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: MAX_CACHED_CHARS,
    sizeCalculation: (_document, query) => query.length,
    memoMethod: (query) => parse(query),
  });

  async function execute(request: ExecutionRequest, add: (cost: number) => void) {
    const { method, query, operationName, variableValues } = request;
    const costMeter = { charge: async () => {}, add };
    const operation = { document: documents.memo(query), operationName, variableValues, costMeter };
    const context = await newContext(performance.now() + request.deadline - monotonicNow());
    const { result, version } = await executors[method](operation, context);
    if (!result || !('errors' in result))
      return { outcome: { result, version }, errors: undefined };
    const { errors, ...rest } = result;
    return { outcome: { result: rest, version }, errors: errors?.map(serializeGraphQLError) };
  }

  return async (request) => {
    let addedCost = 0;
    const settled = await execute(request, (cost) => {
      addedCost += cost;
    }).catch((error) => ({ failure: serializeError(error) }));
    return { settled, addedCost };
  };
}
