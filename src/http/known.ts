/** Answers to questions that have been asked before: kept ones, and those whose operation Apollo has let through already. */
import type { Question } from '../graphql/repeated.js';
import type { GraphQLServer } from '../graphql/server.js';
import type { Answer, AnswerStore } from './answers.js';
import type { Metrics } from './metrics.js';

/** Where an answer came from, in the words of RFC 9211. */
export type Origin = 'hit' | 'fwd=miss; stored' | 'fwd=miss' | 'fwd=bypass';

/** An answer that is about to be sent. */
export interface Told {
  readonly answer: Answer;
  readonly origin: Origin;
}

export interface Known {
  /** The kept answer to a question; null where there is none, or where the record cannot say which version it is at. */
  find(text: string): Promise<Told | null>;
  /** The complete answer to a question whose operation is known, worked out without Apollo by a deadline; null where Apollo has to look at it. */
  workOut(text: string, question: Question, deadline: number): Promise<Told | null>;
  /** What is said of an answer that was looked for, was not there, and is not kept either. */
  readonly missed: Origin;
  /** Keeps a complete answer. */
  keep(text: string, answer: Answer): Told;
}

/** What a server knows; without a store every answer is worked out. */
export function knownBy(
  { version, repeated }: GraphQLServer,
  answers: AnswerStore | null,
  metrics: Metrics,
): Known {
  function keep(text: string, answer: Answer): Told {
    if (!answers) return { answer, origin: 'fwd=bypass' };
    return { answer, origin: answers.keep(text, answer) ? 'fwd=miss; stored' : 'fwd=miss' };
  }

  return {
    missed: answers ? 'fwd=miss' : 'fwd=bypass',
    async find(text) {
      const current = answers && (await version().catch(() => null));
      const answer = answers && current && (await answers.find(text, current));
      if (!answer) return null;
      metrics.answers.hit.count += 1;
      return { answer, origin: 'hit' };
    },
    async workOut(text, question, deadline) {
      const outcome = await repeated.answer(question, deadline);
      if (!outcome) return null;
      metrics.answers[answers ? 'miss' : 'bypass'].count += 1;
      // To the letter as Apollo writes it.
      const body = Buffer.from(`${JSON.stringify(outcome.result)}\n`);
      return keep(text, { version: outcome.version, body });
    },
    keep,
  };
}
