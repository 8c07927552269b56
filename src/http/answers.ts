/** Complete answers, kept by the question and by the version of the record that answered it. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { SharedMemory } from './shared-memory.js';

/** A complete answer as it is sent, and the version of the record that it comes from. */
export interface Answer {
  readonly version: string;
  readonly body: Buffer;
}

/** Keeps answers. With another version of the record every earlier answer is out of reach at once. */
export interface AnswerStore {
  find(question: string, version: string): Promise<Answer | null>;
  /** Whether the answer is kept: one that is too long is not, nor the first to a question where there is no room for it. */
  keep(question: string, answer: Answer): boolean;
}

/** What kept answers may take in memory, with their questions, in bytes. */
const MEMORY = 40 * 2 ** 20;

/** The longest answer that is kept, in bytes: a hundred matches with everything that hangs on them take a third of it. */
const LONGEST = 512 * 2 ** 10;

/** What an entry takes besides its texts, in bytes, roughly. */
const OVERHEAD = 300;

/**
 * Keeps answers in the memory of this process and in what servers share. While there is room every answer is kept; then what
 * was asked for longest ago goes, and only for what has been asked before: questions that nobody asks twice cost next to
 * nothing, and push nothing out.
 */
export function answerStore(shared: SharedMemory | null): AnswerStore {
  const sizeOf = ({ body }: Answer, question: string) =>
    body.byteLength + 2 * question.length + OVERHEAD;
  const answers = new LRUCache<string, Answer>({ maxSize: MEMORY, sizeCalculation: sizeOf });
  const wasAsked = recentlyAsked();
  let latest: string | null = null;

  function hasRoom(answer: Answer, question: string): boolean {
    return answers.calculatedSize + sizeOf(answer, question) <= MEMORY;
  }

  /** What another version answered is out of reach, and only takes room. */
  function makeRoom({ version }: Answer) {
    if (version !== latest) answers.clear();
    latest = version;
  }

  async function findShared(question: string, version: string): Promise<Answer | null> {
    const body = shared && (await shared.get(keyOf(question, version)));
    if (!body) return null;
    const answer = { version, body };
    answers.set(question, answer);
    return answer;
  }

  return {
    async find(question, version) {
      const answer = answers.get(question);
      return answer?.version === version ? answer : findShared(question, version);
    },
    keep(question, answer) {
      if (answer.body.byteLength > LONGEST) return false;
      makeRoom(answer);
      if (!hasRoom(answer, question) && !wasAsked(question)) return false;
      answers.set(question, { ...answer, body: alone(answer.body) });
      shared?.set(keyOf(question, answer.version), answer.body);
      return true;
    },
  };
}

/** How many questions are remembered as asked, at most; each takes four bytes. */
const REMEMBERED = 2 ** 16;

/** Whether a question has been asked lately. It goes by checksums: two questions in some billions are taken for one. */
function recentlyAsked(): (question: string) => boolean {
  const sums = new Uint32Array(REMEMBERED);
  return (question) => {
    const sum = crc32(question);
    const place = sum % REMEMBERED;
    if (sums[place] === sum) return true;
    sums[place] = sum;
    return false;
  };
}

/** The same bytes in memory of their own: a small buffer is a piece of a larger one, which would be kept with it. */
function alone(body: Buffer): Buffer {
  if (body.byteLength === body.buffer.byteLength) return body;
  const copy = Buffer.allocUnsafeSlow(body.byteLength);
  body.copy(copy);
  return copy;
}

function keyOf(question: string, version: string): string {
  return `answer:${version}:${createHash('sha256').update(question).digest('base64url')}`;
}
