/** The GraphQL server: the contract, its resolvers and its limits. It listens on nothing. */
import { readFileSync } from 'node:fs';
import {
  ApolloServer,
  type ApolloServerOptionsWithGateway,
  type ApolloServerPlugin,
} from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Database } from '../database/database.js';
import { type Context, createContextFactory } from './context.js';
import { formatError, maskedCause } from './errors.js';
import { createExecutor, type Execute } from './execution/execute.js';
import { createOperationCache, type OperationCache } from './execution/operation-cache.js';
import { createReadyExecutor } from './execution/ready.js';
import { acceptFormerSlugs } from './former-slugs.js';
import { createHints } from './hints.js';
import { DEFAULT_LIMITS, type Limits } from './limits/limits.js';
import {
  createOperationLimits,
  type OperationLimits,
  operationLimitsPlugin,
} from './limits/operation-limits.js';
import { createValidationRules } from './limits/validation-rules.js';
import { resolvers } from './resolvers/index.js';

export interface GraphQLServer {
  readonly apollo: ApolloServer<ApolloContext>;
  /** Makes the context of a request to Apollo. */
  readonly context: (hooks?: RequestHooks) => Promise<ApolloContext>;
  /** The version of the record that questions are answered from; null while it is empty. */
  readonly version: () => Promise<string | null>;
  /** Operations that Apollo has let through before, which are answered without it. */
  readonly repeated: OperationCache;
  /** What it holds those who ask to. */
  readonly limits: Limits;
}

/** Who asks Apollo, and is told what is no part of the answer. */
export interface RequestHooks {
  /** When the answer has to be there, by the clock of `performance`, in milliseconds. */
  readonly deadline?: number | undefined;
  /** Is told the version of the record that a complete answer comes from. */
  readonly onComplete?: (version: string) => void;
  /** Is told what is behind an error that says nothing of it, and where in the answer that is. */
  readonly report?: (reason: Error, path?: readonly (string | number)[]) => void;
}

interface ApolloContext extends Context {
  readonly hooks: RequestHooks;
}

type Gateway = ApolloServerOptionsWithGateway<ApolloContext>['gateway'];

/** The texts of queries by the SHA-256 that clients send in their stead. */
export interface PersistedQueryStore {
  get(sha256: string): Promise<string | undefined>;
  set(sha256: string, text: string): Promise<void>;
  delete(sha256: string): Promise<boolean>;
}

/** How many faults of a document are told: a hundred of them would make an answer of 100 kB. */
const MAX_VALIDATION_ERRORS = 5;

/** At the root of the project, as far from the sources as from what is built of them. */
const SCHEMA_FILE = new URL('../../schema.graphql', import.meta.url);

/** Makes the server for a database. The schema is public, so that introspection stays on wherever it runs. */
export function createGraphQLServer(
  db: Database,
  persistedQueries?: PersistedQueryStore,
  limits: Limits = DEFAULT_LIMITS,
): GraphQLServer {
  const schema = makeExecutableSchema({ typeDefs: readFileSync(SCHEMA_FILE, 'utf8'), resolvers });
  acceptFormerSlugs(schema);
  const newContext = createContextFactory(db, limits);
  const admission = createOperationLimits(schema, db.provider, limits);
  const hints = createHints(schema);
  const execute = createExecutor(schema, newContext, hints);
  const operations = createOperationCache(
    createReadyExecutor(schema, newContext, hints),
    newContext,
    admission,
  );
  const apollo = new ApolloServer<ApolloContext>({
    gateway: createGateway(schema, execute, operations, admission),
    documentStore: createDocumentStore(operations),
    ...(persistedQueries && { persistedQueries: { cache: persistedQueries } }),
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    parseOptions: { maxTokens: limits.tokens },
    validationOptions: { maxErrors: MAX_VALIDATION_ERRORS },
    maxRecursiveSelections: limits.selections,
    validationRules: createValidationRules(limits),
    includeStacktraceInErrorResponses: false,
    // Whoever listens decides when to stop.
    stopOnTerminationSignals: false,
    formatError,
    plugins: [
      operationLimitsPlugin(admission),
      errorReportingPlugin(),
      // It hooks every field for a response header that is set elsewhere.
      ApolloServerPluginCacheControlDisabled(),
    ],
  });
  return {
    apollo,
    async context(hooks = {}) {
      const createContext = await newContext(hooks.deadline).catch((error) => {
        reportError(hooks, error);
        throw error;
      });
      return { ...createContext, hooks: hooks };
    },
    version: db.version,
    repeated: operations,
    limits,
  };
}

/** Apollo's way to bring an executor of one's own. What reaches it has been parsed, validated and found within the limits. */
function createGateway(
  schema: GraphQLSchema,
  execute: Execute,
  operations: OperationCache,
  { admit }: OperationLimits,
): Gateway {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    async load() {
      return {
        async executor({ document, source, queryHash, request, context: createContext }) {
          operations.set(source, queryHash, document);
          const { operationName, variables: variableValues } = request;
          const value = createContext as ApolloContext;
          const operation = { document, operationName, variableValues };
          const { schedule: inTurn } = admit(operation);
          const { result, version } = await inTurn(() => execute(operation, value), value.deadline);
          if (!result.errors) value.hooks.onComplete?.(version);
          return result;
        },
      };
    },
    async stop() {},
  };
}

/** Has Apollo report the errors of which clients are not told the reason. */
function errorReportingPlugin(): ApolloServerPlugin<ApolloContext> {
  return {
    async requestDidStart({ contextValue: { hooks } }) {
      return {
        async didEncounterErrors({ errors }) {
          for (const error of errors) reportError(hooks, error);
        },
      };
    },
  };
}

function reportError({ report }: RequestHooks, error: Error): void {
  const reason = maskedCause(error);
  if (reason) report?.(reason, error instanceof GraphQLError ? error.path : undefined);
}

/** Apollo's store of documents that are valid: what is remembered, so that none is kept twice. It ends its keys with the SHA-256. */
function createDocumentStore(operations: OperationCache) {
  return {
    get: async (key: string) => operations.get(key.slice(-64)),
    set: async () => {},
    delete: async () => false,
  };
}
