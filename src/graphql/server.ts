/** The GraphQL server: the contract, its resolvers and its limits. It listens on nothing. */
import { readFileSync } from 'node:fs';
import { ApolloServer, type ApolloServerOptionsWithGateway } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import type { Database } from '../database.js';
import { type Context, contextOf } from './context.js';
import { formatError } from './errors.js';
import { createExecutor, type Run } from './executor.js';
import { type Repeated, repeatedOperations } from './repeated.js';
import { resolvers } from './resolvers/index.js';

export interface GraphQLServer {
  readonly apollo: ApolloServer<Context>;
  /** Makes the context of one request. */
  readonly context: () => Promise<Context>;
  /** The version of the record that questions are answered from; null while it is empty. */
  readonly version: () => Promise<string | null>;
  /** Operations that Apollo has let through before, which are answered without it. */
  readonly repeated: Repeated;
}

/** At the root of the project, as far from the sources as from what is built of them. */
const SCHEMA = new URL('../../schema.graphql', import.meta.url);

/** Makes the server for a database. The schema is public, so that introspection stays on wherever it runs. */
export function createGraphQLServer(db: Database): GraphQLServer {
  const schema = makeExecutableSchema({ typeDefs: readFileSync(SCHEMA, 'utf8'), resolvers });
  const context = contextOf(db);
  const run = createExecutor(schema, context);
  const repeated = repeatedOperations(run, context);
  const apollo = new ApolloServer<Context>({
    gateway: executedBy(schema, run, repeated),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // Whoever listens decides when to stop.
    stopOnTerminationSignals: false,
    formatError,
    // It hooks every field for a response header that is set elsewhere.
    plugins: [ApolloServerPluginCacheControlDisabled()],
  });
  return { apollo, context, version: db.version, repeated };
}

/** Apollo's way to bring an executor of one's own. What reaches it has been parsed, validated and found within the limits. */
function executedBy(
  schema: GraphQLSchema,
  run: Run,
  repeated: Repeated,
): ApolloServerOptionsWithGateway<Context>['gateway'] {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    async load() {
      return {
        async executor({ document, source, queryHash, request, operationName, context }) {
          repeated.remember(source, queryHash, document);
          const operation = { document, operationName, variableValues: request.variables };
          return (await run(operation, context as Context)).result;
        },
      };
    },
    async stop() {},
  };
}
