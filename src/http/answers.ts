/** Complete answers, kept by the question and by the version of the record that answered it. */
import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';

/** A complete answer as it is sent, and the version of the record that it comes from. */
export interface Answer {
  readonly version: string;
  readonly body: Buffer;
}

/** Keeps answers. With another version of the record every earlier answer is out of reach at once. */
export interface AnswerStore {
  get(question: string, version: string): Promise<Answer | undefined>;
  set(question: string, answer: Answer): void;
  close(): Promise<void>;
}

/** What kept answers may take in memory, with their questions, in bytes. */
const MEMORY = 64 * 2 ** 20;

/** The longest answer that is kept, in bytes: a hundred matches with everything that hangs on them take a third of it. */
const LONGEST = 512 * 2 ** 10;

/** What an entry takes besides its texts, in bytes, roughly. */
const OVERHEAD = 300;

/** Answers in the memory of this process; what was asked for longest ago goes first. */
export function answersInMemory(): AnswerStore {
  const answers = new LRUCache<string, Answer>({
    maxSize: MEMORY,
    maxEntrySize: LONGEST,
    sizeCalculation: ({ body }, question) => body.byteLength + 2 * question.length + OVERHEAD,
  });
  return {
    async get(question, version) {
      const answer = answers.get(question);
      return answer?.version === version ? answer : undefined;
    },
    set: (question, answer) => {
      answers.set(question, answer);
    },
    close: async () => answers.clear(),
  };
}

/** How long Redis keeps an answer, in seconds; of an old version nobody asks again. */
const DAY = 86_400;

/** How long Redis may take, in milliseconds: asking the database anew takes no longer. */
const PATIENCE = 100;

/**
 * Answers that several servers share through Redis, each with a memory of its own before it. A Redis that is down or slow
 * is as if nothing were kept: `onTrouble` is told, and questions are answered from the record.
 */
export function answersInRedis(url: string, onTrouble: (error: Error) => void): AnswerStore {
  const memory = answersInMemory();
  const redis = new Redis(url, {
    commandTimeout: PATIENCE,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
  });
  redis.on('error', onTrouble);
  return {
    async get(question, version) {
      const near = await memory.get(question, version);
      if (near) return near;
      const body = await redis.getBuffer(keyOf(question, version)).catch(() => null);
      if (!body) return undefined;
      const answer = { version, body };
      memory.set(question, answer);
      return answer;
    },
    set(question, answer) {
      memory.set(question, answer);
      if (answer.body.byteLength > LONGEST) return;
      // Whoever waits for this answer does not wait for Redis.
      redis.set(keyOf(question, answer.version), answer.body, 'EX', DAY).catch(() => {});
    },
    async close() {
      await memory.close();
      redis.disconnect();
    },
  };
}

function keyOf(question: string, version: string): string {
  return `scoresheet:${version}:${createHash('sha256').update(question).digest('base64url')}`;
}
