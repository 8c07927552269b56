/** Complete responses, cached by request text and record version. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { RedisCache } from '../redis-cache.js';

/** A complete response, and the record version that it was computed from. */
export interface CachedResponse {
  readonly version: string;
  readonly body: Buffer;
}

export interface ResponseCache {
  get(key: string, version: string): Promise<CachedResponse | null>;
  /** Returns false for a response that is not cached: over 512 kB, or the first of its key while the cache is full. */
  set(key: string, response: CachedResponse): boolean;
  /** Counts bytes that are held beside a cached body. */
  addBytes(key: string, body: Buffer, bytes: number): void;
}

const MAX_CACHE_BYTES = 40 * 2 ** 20;

/** A hundred matches with all their fields take a third of it. */
const MAX_ENTRY_BYTES = 512 * 2 ** 10;

const ENTRY_OVERHEAD_BYTES = 300;

/**
 * Creates a cache in memory and, if given, in Redis. A full cache evicts the least recently used entry, and only for a key that
 * was set before: requests that come once evict nothing. A new record version empties it.
 */
export function createResponseCache(redisCache: RedisCache | null): ResponseCache {
  const entries = new LRUCache<string, CachedResponse>({
    maxSize: MAX_CACHE_BYTES,
    sizeCalculation: sizeOf,
  });
  const isAdmitted = createAdmissionFilter();
  let latestVersion: string | null = null;

  const fits = (response: CachedResponse, key: string) =>
    entries.calculatedSize + sizeOf(response, key) <= MAX_CACHE_BYTES;

  function dropOtherVersions(version: string) {
    if (version !== latestVersion) entries.clear();
    latestVersion = version;
  }

  async function getShared(key: string, version: string): Promise<CachedResponse | null> {
    const body = redisCache && (await redisCache.get(buildSharedKey(key, version)));
    if (!body) return null;
    const response = { version, body };
    entries.set(key, response);
    return response;
  }

  return {
    async get(key, version) {
      const response = entries.get(key);
      return response?.version === version ? response : getShared(key, version);
    },
    set(key, response) {
      const { version, body } = response;
      if (body.byteLength > MAX_ENTRY_BYTES) return false;
      dropOtherVersions(version);
      if (!fits(response, key) && !isAdmitted(key)) return false;
      entries.set(key, { version, body: copyToOwnMemory(body) });
      redisCache?.set(buildSharedKey(key, version), body);
      return true;
    },
    addBytes(key, body, bytes) {
      const entry = entries.info(key);
      if (entry?.value.body !== body) return;
      // A copy, since the size of the same object would not change.
      entries.set(key, { ...entry.value }, { size: (entry.size ?? 0) + bytes });
    },
  };
}

function sizeOf({ body }: CachedResponse, key: string): number {
  return body.byteLength + 2 * key.length + ENTRY_OVERHEAD_BYTES;
}

/** Four bytes each. */
const ADMISSION_FILTER_SLOTS = 2 ** 16;

/** Creates a filter that returns whether a key came before, by checksum: one in some billions is wrong. */
function createAdmissionFilter(): (key: string) => boolean {
  const sums = new Uint32Array(ADMISSION_FILTER_SLOTS);
  return (key) => {
    const sum = crc32(key);
    const slot = sum % ADMISSION_FILTER_SLOTS;
    if (sums[slot] === sum) return true;
    sums[slot] = sum;
    return false;
  };
}

/** Builds a body in memory of its own, which the cache does not have to copy. */
export function createBody(text: string): Buffer {
  const body = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  body.write(text);
  return body;
}

/** A small buffer is part of a larger one, which would be held with it. */
function copyToOwnMemory(body: Buffer): Buffer {
  if (body.byteLength === body.buffer.byteLength) return body;
  const copy = Buffer.allocUnsafeSlow(body.byteLength);
  body.copy(copy);
  return copy;
}

function buildSharedKey(key: string, version: string): string {
  return `answer:${version}:${createHash('sha256').update(key).digest('base64url')}`;
}
