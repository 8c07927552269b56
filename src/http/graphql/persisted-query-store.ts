/** Persisted queries: own documents, and those clients register by SHA-256. */
import { LRUCache } from 'lru-cache';
import type { PersistedQueryStore } from '../../graphql/server.js';
import type { RedisCache } from '../redis-cache.js';

/** Some hundreds of queries. */
const MAX_CACHE_CHARS = 1_000_000;

/** Stores in memory and, if given, Redis; never evicts `documents`. */
export function createPersistedQueryStore(
  redisCache: RedisCache | null,
  documents: ReadonlyMap<string, string> = new Map(),
): PersistedQueryStore {
  const registered = new LRUCache<string, string>({
    maxSize: MAX_CACHE_CHARS,
    sizeCalculation: (text) => text.length,
  });
  return {
    async get(id) {
      const local = documents.get(id) ?? registered.get(id);
      if (local !== undefined) return local;
      const text = (await redisCache?.get(`query:${id}`))?.toString();
      if (text !== undefined) registered.set(id, text);
      return text;
    },
    async set(sha256, text) {
      registered.set(sha256, text);
      redisCache?.set(`query:${sha256}`, Buffer.from(text));
    },
    delete: async (id) => registered.delete(id),
  };
}
