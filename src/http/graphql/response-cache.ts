/** Complete answers, kept by the question and by the version of the record that answered it. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { RedisCache } from '../redis-cache.js';

/** A complete answer as it is sent, and the version of the record that it comes from. */
export interface CachedResponse {
  readonly version: string;
  readonly body: Buffer;
}

/** Keeps answers. With another version of the record every earlier answer is out of reach at once. */
export interface ResponseCache {
  get(question: string, version: string): Promise<CachedResponse | null>;
  /** Whether the answer is kept: one that is too long is not, nor the first to a question where there is no room for it. */
  set(question: string, answer: CachedResponse): boolean;
}

/** What kept answers may take in memory, with their questions, in bytes. */
const MAX_CACHE_BYTES = 40 * 2 ** 20;

/** The longest answer that is kept, in bytes: a hundred matches with everything that hangs on them take a third of it. */
const MAX_ENTRY_BYTES = 512 * 2 ** 10;

/** What an entry takes besides its texts, in bytes, roughly. */
const ENTRY_OVERHEAD_BYTES = 300;

/**
 * Keeps answers in the memory of this process and in what servers share. While there is room every answer is kept; then what
 * was asked for longest ago goes, and only for what has been asked before: questions that nobody asks twice cost next to
 * nothing, and push nothing out.
 */
export function createResponseCache(shared: RedisCache | null): ResponseCache {
  const sizeOf = ({ body }: CachedResponse, question: string) =>
    body.byteLength + 2 * question.length + ENTRY_OVERHEAD_BYTES;
  const answers = new LRUCache<string, CachedResponse>({
    maxSize: MAX_CACHE_BYTES,
    sizeCalculation: sizeOf,
  });
  const isAdmitted = createAdmissionFilter();
  let latest: string | null = null;

  function fits(answer: CachedResponse, question: string): boolean {
    return answers.calculatedSize + sizeOf(answer, question) <= MAX_CACHE_BYTES;
  }

  /** What another version answered is out of reach, and only takes room. */
  function dropOtherVersions({ version }: CachedResponse) {
    if (version !== latest) answers.clear();
    latest = version;
  }

  async function findShared(question: string, version: string): Promise<CachedResponse | null> {
    const body = shared && (await shared.get(buildCacheKey(question, version)));
    if (!body) return null;
    const answer = { version, body };
    answers.set(question, answer);
    return answer;
  }

  return {
    async get(question, version) {
      const answer = answers.get(question);
      return answer?.version === version ? answer : findShared(question, version);
    },
    set(question, answer) {
      if (answer.body.byteLength > MAX_ENTRY_BYTES) return false;
      dropOtherVersions(answer);
      if (!fits(answer, question) && !isAdmitted(question)) return false;
      answers.set(question, { ...answer, body: copyToOwnMemory(answer.body) });
      shared?.set(buildCacheKey(question, answer.version), answer.body);
      return true;
    },
  };
}

/** How many questions are remembered as asked, at most; each takes four bytes. */
const ADMISSION_FILTER_SLOTS = 2 ** 16;

/** Whether a question has been asked lately. It goes by checksums: two questions in some billions are taken for one. */
function createAdmissionFilter(): (question: string) => boolean {
  const sums = new Uint32Array(ADMISSION_FILTER_SLOTS);
  return (question) => {
    const sum = crc32(question);
    const place = sum % ADMISSION_FILTER_SLOTS;
    if (sums[place] === sum) return true;
    sums[place] = sum;
    return false;
  };
}

/** The same bytes in memory of their own: a small buffer is a piece of a larger one, which would be kept with it. */
function copyToOwnMemory(body: Buffer): Buffer {
  if (body.byteLength === body.buffer.byteLength) return body;
  const copy = Buffer.allocUnsafeSlow(body.byteLength);
  body.copy(copy);
  return copy;
}

function buildCacheKey(question: string, version: string): string {
  return `answer:${version}:${createHash('sha256').update(question).digest('base64url')}`;
}
