import {
  ApolloServer,
  type ApolloServerOptionsWithGateway,
  type ApolloServerPlugin,
} from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Database } from '../database/types.js';
import { type Context, createContextFactory } from './context.js';
import { formatError, maskedCause } from './errors.js';
import { createOperationCache, type OperationCache } from './execution/operation-cache.js';
import type { WorkerExecutors } from './execution/worker-executors.js';
import { type CostMeter, DEFAULT_LIMITS, type Limits } from './limits/limits.js';
import {
  type CheckedContext,
  createOperationLimits,
  operationLimitsPlugin,
} from './limits/operation-limits.js';
import { createValidationRules } from './limits/validation-rules.js';
import { createExecutors, createSchema, readSchemaText } from './schema.js';

export interface GraphQLServer {
  readonly apollo: ApolloServer<ApolloContext>;
  readonly createContext: (hooks?: RequestHooks) => Promise<ApolloContext>;
  /** Record version; null while empty. */
  readonly version: () => Promise<string | null>;
  /** Checked by Apollo, run without it. */
  readonly operations: OperationCache;
  readonly limits: Limits;
  readonly schemaText: string;
}

export interface RequestHooks {
  /** `performance.now()`, ms. */
  readonly deadline?: number | undefined;
  readonly costMeter?: CostMeter | undefined;
  /** Gets the record version of a complete response. */
  readonly onComplete?: (version: string) => void;
  /** Gets the cause of a masked error. */
  readonly report?: (cause: Error, path?: readonly (string | number)[]) => void;
}

type ApolloContext = Context & CheckedContext & { readonly hooks: RequestHooks };

type Gateway = ApolloServerOptionsWithGateway<ApolloContext>['gateway'];

/** Query texts by SHA-256, or by name of an own operation. */
export interface PersistedQueryStore {
  get(id: string): Promise<string | undefined>;
  set(sha256: string, text: string): Promise<void>;
  delete(id: string): Promise<boolean>;
}

/** 100 errors make 100 kB. */
const MAX_VALIDATION_ERRORS = 5;

/** Introspection is always on: the schema is public. With `worker`, costly operations are executed there. */
export function createGraphQLServer(
  db: Database,
  persistedQueries?: PersistedQueryStore,
  limits: Limits = DEFAULT_LIMITS,
  worker: WorkerExecutors | null = null,
): GraphQLServer {
  const schemaText = readSchemaText();
  const schema = createSchema(schemaText);
  const newContext = createContextFactory(db, limits);
  const cheap = createExecutors(schema, newContext);
  const executors = { cheap, costly: worker ?? cheap };
  const operationLimits = createOperationLimits(schema, db.provider, limits, executors);
  const operations = createOperationCache(newContext, operationLimits);
  const apollo = new ApolloServer<ApolloContext>({
    gateway: createGateway(schema, operations, worker),
    documentStore: createDocumentStore(operations),
    ...(persistedQueries && { persistedQueries: { cache: createApolloCache(persistedQueries) } }),
    introspection: true,
    // No cookies, no mutations: a forged request reads public data.
    csrfPrevention: false,
    allowBatchedHttpRequests: false,
    parseOptions: { maxTokens: limits.tokens },
    validationOptions: { maxErrors: MAX_VALIDATION_ERRORS },
    maxRecursiveSelections: limits.selections,
    validationRules: createValidationRules(limits),
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError,
    plugins: [
      operationLimitsPlugin(operationLimits),
      errorReportingPlugin(),
      // It hooks every field for a header set elsewhere.
      ApolloServerPluginCacheControlDisabled(),
    ],
  });
  return {
    apollo,
    async createContext(hooks = {}) {
      const context = await newContext(hooks.deadline).catch((error) => {
        reportError(hooks, error);
        throw error;
      });
      return Object.assign(context, { hooks, checkedOperation: null, costMeter: hooks.costMeter });
    },
    version: db.version,
    operations,
    limits,
    schemaText,
  };
}

/** Apollo's interface to an own executor. Operations here are valid and within limits. */
function createGateway(
  schema: GraphQLSchema,
  operations: OperationCache,
  worker: WorkerExecutors | null,
): Gateway {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    async load() {
      return {
        async executor({ document, source, queryHash, request, context }) {
          operations.set(source, queryHash, document);
          const { operationName, variables: variableValues } = request;
          const { checkedOperation, costMeter, deadline, hooks } = context as ApolloContext;
          const operation = { document, operationName, variableValues, costMeter };
          if (!checkedOperation) throw new Error('An operation was not checked.');
          const { execute, schedule } = checkedOperation;
          const run = () => execute(operation, context as ApolloContext);
          const { result, version } = await schedule(run, deadline);
          if (!result.errors) hooks.onComplete?.(version);
          return result;
        },
      };
    },
    stop: async () => worker?.close(),
  };
}

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
  const cause = maskedCause(error);
  if (cause) report?.(cause, error instanceof GraphQLError ? error.path : undefined);
}

/** Prefix of persisted query keys. */
const APOLLO_KEY_PREFIX = 'apq:';

function createApolloCache(store: PersistedQueryStore) {
  const idOf = (key: string) => key.slice(APOLLO_KEY_PREFIX.length);
  return {
    get: (key: string) => store.get(idOf(key)),
    set: (key: string, text: string) => store.set(idOf(key), text),
    delete: (key: string) => store.delete(idOf(key)),
  };
}

/** Apollo's store of valid documents. Keys: schema hash, colon, query id. */
function createDocumentStore(operations: OperationCache) {
  return {
    get: async (key: string) => operations.get(key.slice(key.indexOf(':') + 1)),
    set: async () => {},
    delete: async () => false,
  };
}
