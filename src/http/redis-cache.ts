/** Values shared through Redis; down or slow counts as empty. */
import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';

export interface RedisCache {
  /** Null if missing or Redis is late. Never rejects. */
  get(key: string): Promise<Buffer | null>;
  /** Stores for a day, in the background. */
  set(key: string, value: Buffer): void;
  /** For the rate limiter. */
  readonly redis: Redis;
  close(): void;
}

const ENTRY_TTL_S = 86_400;

/** Reading the record takes less. */
const REDIS_COMMAND_TIMEOUT_MS = 100;

/** No commands for this long after a failure. */
const REDIS_COOL_DOWN_MS = 1_000;

/** Reconnects for ever; logs failure and recovery. */
export function createRedisCache(
  url: string,
  prefix: string,
  log: (line: string) => void,
): RedisCache {
  const redis = new Redis(url, {
    keyPrefix: `${prefix}:`,
    // Supported by every Redis-compatible server.
    protocol: 2,
    commandTimeout: REDIS_COMMAND_TIMEOUT_MS,
    socketTimeout: REDIS_COOL_DOWN_MS,
    retryStrategy: (attempt) => Math.min(100 * attempt, REDIS_COOL_DOWN_MS),
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
  });
  const reading = createStateLogger(
    'Redis unavailable for reads',
    'Redis available again for reads',
    log,
  );
  const writing = createStateLogger(
    'Redis unavailable for writes',
    'Redis available again for writes',
    log,
  );
  let usableFrom = 0;
  const isUsable = () => redis.status === 'ready' && performance.now() >= usableFrom;
  function fail(error: Error): null {
    usableFrom = performance.now() + REDIS_COOL_DOWN_MS;
    reading.failed(error);
    return null;
  }
  redis.on('error', fail);
  redis.on('ready', reading.worked);
  return {
    async get(key) {
      if (!isUsable()) return null;
      return redis.getBuffer(key).then(
        (stored) => {
          reading.worked();
          return stored && verifyChecksum(key, stored);
        },
        (error: Error) => (isWrongType(error) ? null : fail(error)),
      );
    },
    set(key, value) {
      if (!isUsable()) return;
      redis
        .set(key, addChecksum(key, value), 'EX', ENTRY_TTL_S)
        .then(writing.worked, writing.failed);
    },
    redis,
    close: () => redis.disconnect(),
  };
}

/** Logs changes of state only. */
function createStateLogger(bad: string, good: string, log: (line: string) => void) {
  let isBad = false;
  return {
    failed({ message }: Error) {
      if (!isBad) log(`${bad}: ${message}`);
      isBad = true;
    },
    worked() {
      if (isBad) log(`${good}.`);
      isBad = false;
    },
  };
}

/** Another program uses this key. */
const isWrongType = ({ message }: Error) => message.startsWith('WRONGTYPE');

const CHECKSUM_BYTES = 32;

/** Prefixes SHA-256 of key and value. */
function addChecksum(key: string, value: Buffer): Buffer {
  return Buffer.concat([computeChecksum(key, value), value]);
}

/** Null for a wrong checksum. */
function verifyChecksum(key: string, stored: Buffer): Buffer | null {
  const value = stored.subarray(CHECKSUM_BYTES);
  return computeChecksum(key, value).equals(stored.subarray(0, CHECKSUM_BYTES)) ? value : null;
}

function computeChecksum(key: string, value: Buffer): Buffer {
  return createHash('sha256').update(key).update(value).digest();
}
