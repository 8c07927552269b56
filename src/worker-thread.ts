/** Executes the costly operations of a server on SQLite. */
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from './database/database.js';
import { createContextFactory } from './graphql/context.js';
import { serializeError } from './graphql/execution/serialized-error.js';
import type { ExecutionReply } from './graphql/execution/worker-messages.js';
import { createRequestHandler } from './graphql/execution/worker-requests.js';
import type { Limits } from './graphql/limits/limits.js';
import { createExecutors, createSchema, readSchemaText } from './graphql/schema.js';

export interface WorkerThreadData {
  readonly databaseUrl: string;
  readonly limits: Limits;
}

// As in main.ts.
process.on('unhandledRejection', (reason) => console.error('Unhandled rejection', reason));

const { databaseUrl, limits }: WorkerThreadData = workerData;
const newContext = createContextFactory(openDatabase(databaseUrl), limits);
const executors = createExecutors(createSchema(readSchemaText()), newContext);
const handleRequest = createRequestHandler(executors, newContext);
const reply = (message: ExecutionReply) => parentPort?.postMessage(message);
parentPort?.on('message', (request) =>
  handleRequest(request)
    .then(reply)
    // What cannot be cloned.
    .catch((error) => reply({ settled: { failure: serializeError(error) }, addedCost: 0 })),
);
