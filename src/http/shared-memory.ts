/** What several servers share through Redis. It helps and is never needed: where it is down or slow, it is as if it held nothing. */
import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';

export interface SharedMemory {
  /** What was set under a key; null where there is nothing, or where Redis does not say in time. Never rejects. */
  get(key: string): Promise<Buffer | null>;
  /** Keeps a value for a day. Nobody waits for it. */
  set(key: string, value: Buffer): void;
  /** The connection itself, for what counts in Redis. */
  readonly redis: Redis;
  close(): void;
}

/** How long a value is kept, in seconds. */
const DAY = 86_400;

/** How long Redis may take for a command, in milliseconds; the record itself is asked in less. */
const PATIENCE = 100;

/** How long Redis is left alone after it has failed, in milliseconds. */
const REST = 1_000;

/**
 * Connects to a Redis server, for as long as it takes and as often. Its keys begin with `prefix`. `tell` gets a line for
 * the operator when Redis fails and when it works again.
 */
export function sharedMemory(
  url: string,
  prefix: string,
  tell: (line: string) => void,
): SharedMemory {
  const redis = new Redis(url, {
    keyPrefix: `${prefix}:`,
    // Whatever speaks for Redis speaks this.
    protocol: 2,
    commandTimeout: PATIENCE,
    socketTimeout: REST,
    retryStrategy: (attempt) => Math.min(100 * attempt, REST),
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
  });
  const reading = reporter('Redis cannot be read', 'Redis is read again', tell);
  const writing = reporter('Redis keeps nothing', 'Redis keeps what it is given again', tell);
  let restsUntil = 0;
  const isUsable = () => redis.status === 'ready' && performance.now() >= restsUntil;
  function fail(error: Error): null {
    restsUntil = performance.now() + REST;
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
          return sealed && opened(key, sealed);
        },
        (error: Error) => (isForeign(error) ? null : fail(error)),
      );
    },
    set(key, value) {
      if (!isUsable()) return;
      redis.set(key, sealed(key, value), 'EX', DAY).then(writing.worked, writing.failed);
    },
    redis,
    close: () => redis.disconnect(),
  };
}

/** Tells of a change of state, once. */
function reporter(bad: string, good: string, tell: (line: string) => void) {
  let isBad = false;
  return {
    failed({ message }: Error) {
      if (!isBad) tell(`${bad}: ${message}`);
      isBad = true;
    },
    worked() {
      if (isBad) tell(`${good}.`);
      isBad = false;
    },
  };
}

/** Somebody else keeps something of another type under our key. */
const isForeign = ({ message }: Error) => message.startsWith('WRONGTYPE');

const LENGTH_OF_SEAL = 32;

/** A value under a seal, by which it is known again as ours, whole and of this key. */
function sealed(key: string, value: Buffer): Buffer {
  return Buffer.concat([sealOf(key, value), value]);
}

function opened(key: string, sealed: Buffer): Buffer | null {
  const value = sealed.subarray(LENGTH_OF_SEAL);
  return sealOf(key, value).equals(sealed.subarray(0, LENGTH_OF_SEAL)) ? value : null;
}

function sealOf(key: string, value: Buffer): Buffer {
  return createHash('sha256').update(key).update(value).digest();
}
