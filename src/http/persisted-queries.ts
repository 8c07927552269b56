/** Queries that clients have made known, to ask by their SHA-256 from then on (automatic persisted queries). */
import { LRUCache } from 'lru-cache';
import type { PersistedQueries } from '../graphql/server.js';
import type { SharedMemory } from './shared-memory.js';

/** How much is kept in the memory of this process, in letters: some hundreds of queries. */
const LETTERS = 1_000_000;

/** Keeps queries in the memory of this process and in what servers share. */
export function persistedQueries(shared: SharedMemory | null): PersistedQueries {
  const texts = new LRUCache<string, string>({
    maxSize: LETTERS,
    sizeCalculation: (text) => text.length,
  });
  return {
    async get(sha256) {
      const near = texts.get(sha256);
      if (near !== undefined) return near;
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
