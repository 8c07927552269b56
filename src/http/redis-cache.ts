/** What several servers share through Redis. It helps and is never needed: where it is down or slow, it is as if it held nothing. */
import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';

export interface RedisCache {
  /** What was set under a key; null where there is nothing, or where Redis does not say in time. Never rejects. */
  get(key: string): Promise<Buffer | null>;
  /** Keeps a value for a day. Nobody waits for it. */
  set(key: string, value: Buffer): void;
  /** The connection itself, for what counts in Redis. */
  readonly redis: Redis;
  close(): void;
}

/** How long a value is kept, in seconds. */
const ENTRY_TTL_S = 86_400;

/** How long Redis may take for a command, in milliseconds; the record itself is asked in less. */
const REDIS_COMMAND_TIMEOUT_MS = 100;

/** How long Redis is left alone after it has failed, in milliseconds. */
const REDIS_COOL_DOWN_MS = 1_000;

/**
 * Connects to a Redis server, for as long as it takes and as often. Its keys begin with `prefix`. `tell` gets a line for
 * the operator when Redis fails and when it works again.
 */
export function createRedisCache(
  url: string,
  prefix: string,
  log: (line: string) => void,
): RedisCache {
  const redis = new Redis(url, {
    keyPrefix: `${prefix}:`,
    // Whatever speaks for Redis speaks this.
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
  let restsUntil = 0;
  const isUsable = () => redis.status === 'ready' && performance.now() >= restsUntil;
  function fail(error: Error): null {
    restsUntil = performance.now() + REDIS_COOL_DOWN_MS;
    reading.failed(error);
    return null;
  }
  redis.on('error', fail);
  redis.on('ready', reading.worked);
  return {
    async get(key) {
      if (!isUsable()) return null;
      return redis.getBuffer(key).then(
        (sealed) => {
          reading.worked();
          return sealed && verifyChecksum(key, sealed);
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

/** Tells of a change of state, once. */
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

/** Somebody else keeps something of another type under our key. */
const isWrongType = ({ message }: Error) => message.startsWith('WRONGTYPE');

const CHECKSUM_BYTES = 32;

/** A value under a seal, by which it is known again as ours, whole and of this key. */
function addChecksum(key: string, value: Buffer): Buffer {
  return Buffer.concat([computeChecksum(key, value), value]);
}

function verifyChecksum(key: string, sealed: Buffer): Buffer | null {
  const value = sealed.subarray(CHECKSUM_BYTES);
  return computeChecksum(key, value).equals(sealed.subarray(0, CHECKSUM_BYTES)) ? value : null;
}

function computeChecksum(key: string, value: Buffer): Buffer {
  return createHash('sha256').update(key).update(value).digest();
}
