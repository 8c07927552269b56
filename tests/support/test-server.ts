/** Asks a server over its own parsing, validation and error formatting, without a port. */
import type { GraphQLFormattedError } from 'graphql';
import type { Database } from '../../src/database/types.js';
import { DEFAULT_LIMITS, type Limits } from '../../src/graphql/limits/limits.js';
import { createGraphQLServer } from '../../src/graphql/server.js';

// biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query, which only the test knows.
type Answer = any;

export interface TestServer {
  /** The data of an answer without errors; errors fail the test. */
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** The first error of an answer that must have one. */
  refuse(query: string, variables?: Record<string, unknown>): Promise<GraphQLFormattedError>;
  /** All errors of such an answer. */
  refusals(
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<readonly GraphQLFormattedError[]>;
  close(): Promise<void>;
}

/** The default limits, with time for a machine that is slow. */
const TEST_LIMITS: Limits = { ...DEFAULT_LIMITS, seconds: 3_600 };

/** A server over a database, for operations beyond the default limits. */
export function createUnlimitedTestServer(db: Database): TestServer {
  const cost = Number.MAX_SAFE_INTEGER;
  return createTestServer(db, {
    ...TEST_LIMITS,
    cost,
    depth: 100,
    aliases: 1_000,
    tokens: 100_000,
    selections: 100_000,
  });
}

/** A server over a database, to ask; closing it closes the database. */
export function createTestServer(db: Database, limits = TEST_LIMITS): TestServer {
  const { apollo, createContext } = createGraphQLServer(db, undefined, limits);
  let started = false;
  async function answer(query: string, variables: Record<string, unknown>) {
    started = true;
    const { body } = await apollo.executeOperation(
      { query, variables },
      { contextValue: await createContext() },
    );
    if (body.kind !== 'single') throw new Error('An answer in parts is not expected.');
    return body.singleResult;
  }
  async function refusals(query: string, variables: Record<string, unknown> = {}) {
    const { errors = [] } = await answer(query, variables);
    if (errors.length === 0) throw new Error('The question was answered without an error.');
    return errors;
  }
  return {
    refusals,
    async ask(query, variables = {}) {
      const { data, errors } = await answer(query, variables);
      if (errors) throw new Error(JSON.stringify(errors));
      // As a client reads it: plain objects.
      return JSON.parse(JSON.stringify(data));
    },
    async refuse(query, variables) {
      const [error] = await refusals(query, variables);
      return error as GraphQLFormattedError;
    },
    async close() {
      // What was never asked has never started.
      if (started) await apollo.stop();
      await db.close();
    },
  };
}
