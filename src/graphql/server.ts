/** The GraphQL server: the contract, its resolvers and its limits. It listens on nothing. */
import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { Database } from '../database.js';
import { type Context, contextOf } from './context.js';
import { formatError } from './errors.js';
import { executingWhole } from './executor.js';
import { resolvers } from './resolvers/index.js';

export interface GraphQLServer {
  readonly apollo: ApolloServer<Context>;
  /** Makes the context of one request. */
  readonly context: () => Promise<Context>;
}

/** At the root of the project, as far from the sources as from what is built of them. */
const SCHEMA = new URL('../../schema.graphql', import.meta.url);

/** Makes the server for a database. The schema is public, so that introspection stays on wherever it runs. */
export function createGraphQLServer(db: Database): GraphQLServer {
  const schema = makeExecutableSchema({ typeDefs: readFileSync(SCHEMA, 'utf8'), resolvers });
  const context = contextOf(db);
  const apollo = new ApolloServer<Context>({
    gateway: executingWhole(schema, context),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // Whoever listens decides when to stop.
    stopOnTerminationSignals: false,
    formatError,
    // It hooks every field for a response header that nobody reads yet.
    plugins: [ApolloServerPluginCacheControlDisabled()],
  });
  return { apollo, context };
}
