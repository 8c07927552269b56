/** Queries that clients have made known, to ask by their SHA-256 from then on (automatic persisted queries). */
import { LRUCache } from 'lru-cache';
import type { PersistedQueryStore } from '../../graphql/server.js';
import type { RedisCache } from '../redis-cache.js';

/** How much is kept in the memory of this process, in letters: some hundreds of queries. */
const MAX_CACHE_CHARS = 1_000_000;

/** Keeps queries in the memory of this process and in what servers share. */
export function createPersistedQueryStore(shared: RedisCache | null): PersistedQueryStore {
  const texts = new LRUCache<string, string>({
    maxSize: MAX_CACHE_CHARS,
    sizeCalculation: (text) => text.length,
  });
  return {
    async get(sha256) {
      const local = texts.get(sha256);
      if (local !== undefined) return local;
      const text = (await shared?.get(`query:${sha256}`))?.toString();
      if (text !== undefined) texts.set(sha256, text);
      return text;
    },
    async set(sha256, text) {
      texts.set(sha256, text);
      shared?.set(`query:${sha256}`, Buffer.from(text));
    },
    delete: async (sha256) => texts.delete(sha256),
  };
}
