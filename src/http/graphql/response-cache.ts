/** Cache of complete responses, by request text and record version. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { RedisCache } from '../redis-cache.js';

export interface CachedResponse {
  readonly version: string;
  readonly body: Buffer;
}

export interface ResponseCache {
  get(key: string, version: string): Promise<CachedResponse | null>;
  /** False if not cached: over 512 kB, or first of its key while full. */
  set(key: string, response: CachedResponse): boolean;
  /** Counts bytes held beside a cached body. */
  addBytes(key: string, body: Buffer, bytes: number): void;
}

const MAX_CACHE_BYTES = 40 * 2 ** 20;

/** 100 matches with all fields take a third. */
const MAX_ENTRY_BYTES = 512 * 2 ** 10;

const ENTRY_OVERHEAD_BYTES = 300;

/**
 * Caches in memory and, if given, Redis. When full, evicts the least recently used entry only for a key set before: single
 * requests evict nothing. A new record version empties it.
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
      // Copy: the size of the same object would not change.
      entries.set(key, { ...entry.value }, { size: (entry.size ?? 0) + bytes });
    },
  };
}

function sizeOf({ body }: CachedResponse, key: string): number {
  return body.byteLength + 2 * key.length + ENTRY_OVERHEAD_BYTES;
}

/** Four bytes each. */
const ADMISSION_FILTER_SLOTS = 2 ** 16;

/** Whether a key came before, by CRC-32: wrong for at most about 1 in 65,536 new keys. */
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

/** Allocates its own memory, so the cache need not copy. */
export function createBody(text: string): Buffer {
  const body = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  body.write(text);
  return body;
}

/** A small buffer shares a larger one, which would stay allocated. */
function copyToOwnMemory(body: Buffer): Buffer {
  if (body.byteLength === body.buffer.byteLength) return body;
  const copy = Buffer.allocUnsafeSlow(body.byteLength);
  body.copy(copy);
  return copy;
}

function buildSharedKey(key: string, version: string): string {
  return `answer:${version}:${createHash('sha256').update(key).digest('base64url')}`;
}
