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
import type { Database } from '../database.js';
import { type Admission, admissionTo, admitting } from './admission.js';
import { type Context, contextOf } from './context.js';
import { checkCounting } from './cost.js';
import { formatError, hiddenReason } from './errors.js';
import { createExecutor, type Execute } from './executor.js';
import { acceptFormerSlugs } from './former-slugs.js';
import { LIMITS, type Limits } from './limits.js';
import { createReadyExecutor } from './ready.js';
import { type Repeated, repeatedOperations } from './repeated.js';
import { resolvers } from './resolvers/index.js';
import { validationRules } from './rules.js';

export interface GraphQLServer {
  readonly apollo: ApolloServer<AskedContext>;
  /** Makes the context of a request to Apollo. */
  readonly context: (asking?: Asking) => Promise<AskedContext>;
  /** The version of the record that questions are answered from; null while it is empty. */
  readonly version: () => Promise<string | null>;
  /** Operations that Apollo has let through before, which are answered without it. */
  readonly repeated: Repeated;
  /** What it holds those who ask to. */
  readonly limits: Limits;
}

/** Who asks Apollo, and is told what is no part of the answer. */
export interface Asking {
  /** When the answer has to be there, by the clock of `performance`, in milliseconds. */
  readonly deadline?: number | undefined;
  /** Is told the version of the record that a complete answer comes from. */
  readonly onComplete?: (version: string) => void;
  /** Is told what is behind an error that says nothing of it, and where in the answer that is. */
  readonly report?: (reason: Error, path?: readonly (string | number)[]) => void;
}

interface AskedContext extends Context {
  readonly asking: Asking;
}

type Gateway = ApolloServerOptionsWithGateway<AskedContext>['gateway'];

/** The texts of queries by the SHA-256 that clients send in their stead. */
export interface PersistedQueries {
  get(sha256: string): Promise<string | undefined>;
  set(sha256: string, text: string): Promise<void>;
  delete(sha256: string): Promise<boolean>;
}

/** How many faults of a document are told: a hundred of them would make an answer of 100 kB. */
const MOST_ERRORS = 5;

/** At the root of the project, as far from the sources as from what is built of them. */
const SCHEMA = new URL('../../schema.graphql', import.meta.url);

/** Makes the server for a database. The schema is public, so that introspection stays on wherever it runs. */
export function createGraphQLServer(
  db: Database,
  persistedQueries?: PersistedQueries,
  limits: Limits = LIMITS,
): GraphQLServer {
  const schema = makeExecutableSchema({ typeDefs: readFileSync(SCHEMA, 'utf8'), resolvers });
  checkCounting(schema);
  acceptFormerSlugs(schema);
  const newContext = contextOf(db, limits);
  const admission = admissionTo(schema, db.provider, limits);
  const execute = createExecutor(schema, newContext);
  const repeated = repeatedOperations(
    createReadyExecutor(schema, newContext),
    newContext,
    admission,
  );
  const apollo = new ApolloServer<AskedContext>({
    gateway: executedBy(schema, execute, repeated, admission),
    documentStore: documentsOf(repeated),
    ...(persistedQueries && { persistedQueries: { cache: persistedQueries } }),
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    parseOptions: { maxTokens: limits.tokens },
    validationOptions: { maxErrors: MOST_ERRORS },
    maxRecursiveSelections: limits.selections,
    validationRules: validationRules(limits),
    includeStacktraceInErrorResponses: false,
    // Whoever listens decides when to stop.
    stopOnTerminationSignals: false,
    formatError,
    plugins: [
      admitting(admission),
      reporting(),
      // It hooks every field for a response header that is set elsewhere.
      ApolloServerPluginCacheControlDisabled(),
    ],
  });
  return {
    apollo,
    async context(asking = {}) {
      const context = await newContext(asking.deadline).catch((error) => {
        reportTo(asking, error);
        throw error;
      });
      return { ...context, asking };
    },
    version: db.version,
    repeated,
    limits,
  };
}

/** Apollo's way to bring an executor of one's own. What reaches it has been parsed, validated and found within the limits. */
function executedBy(
  schema: GraphQLSchema,
  execute: Execute,
  repeated: Repeated,
  { admit }: Admission,
): Gateway {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    async load() {
      return {
        async executor({ document, source, queryHash, request, context }) {
          repeated.remember(source, queryHash, document);
          const { operationName, variables: variableValues } = request;
          const asked = context as AskedContext;
          const operation = { document, operationName, variableValues };
          const { inTurn } = admit(operation);
          const { result, version } = await inTurn(() => execute(operation, asked), asked.deadline);
          if (!result.errors) asked.asking.onComplete?.(version);
          return result;
        },
      };
    },
    async stop() {},
  };
}

/** Has Apollo report the errors of which clients are not told the reason. */
function reporting(): ApolloServerPlugin<AskedContext> {
  return {
    async requestDidStart({ contextValue: { asking } }) {
      return {
        async didEncounterErrors({ errors }) {
          for (const error of errors) reportTo(asking, error);
        },
      };
    },
  };
}

function reportTo({ report }: Asking, error: Error): void {
  const reason = hiddenReason(error);
  if (reason) report?.(reason, error instanceof GraphQLError ? error.path : undefined);
}

/** Apollo's store of documents that are valid: what is remembered, so that none is kept twice. It ends its keys with the SHA-256. */
function documentsOf(repeated: Repeated) {
  return {
    get: async (key: string) => repeated.recall(key.slice(-64)),
    set: async () => {},
    delete: async () => false,
  };
}
