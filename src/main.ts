/** Starts the program: environment → database → GraphQL → HTTP → listening. Nobody imports it. */
import type { FastifyInstance } from 'fastify';
import { DatabaseError, openDatabase } from './database.js';
import { readEnv } from './env.js';
import { createGraphQLServer } from './graphql/server.js';
import { type AnswerStore, answersInMemory, answersInRedis } from './http/answers.js';
import { createHttpServer } from './http/server.js';

/** The question the project was founded on, as a client sends it. */
const FIRST_QUESTION = JSON.stringify({
  query:
    'query($players:[String!]!,$baseline:String,$asOf:Date){comparePlayers(players:$players,baseline:$baseline,asOf:$asOf)' +
    '{rows{player{name}goals{value}caps{value}goalsPerCap{value}relativeToBaseline}}}',
  variables: {
    players: ['harry-kane', 'wayne-rooney'],
    baseline: 'wayne-rooney',
    asOf: '2022-12-11',
  },
});

/** Requests in flight are answered first, but an orchestrator kills after ten seconds. */
const PATIENCE = 8_000;

const env = await step(readEnv);
const database = await step(() => openDatabase(env.databaseUrl));
const version = await step(() => database.version(), explainDatabase);
const server = await createHttpServer({
  database,
  graphql: createGraphQLServer(database),
  answers: env.keepAnswers ? keepAnswers(env.redisUrl) : null,
  logger: { level: env.production ? 'info' : 'warn' },
});
const address = await step(() => server.listen({ port: env.port, host: env.host }), explainListen);
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => stop(server));
console.log(greeting(address, version !== null));

/** Runs a step that an operator's mistake can fail: one line on stderr then, and the end. */
async function step<Value>(
  run: () => Value | Promise<Value>,
  explain = (error: Error) => error.message,
): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    console.error(`Scoresheet cannot start. ${explain(error as Error)}`);
    process.exit(1);
  }
}

function explainDatabase(error: Error): string {
  return error instanceof DatabaseError && error.trouble === 'NO_TABLES'
    ? 'The database has no tables, or old ones: run "npx prisma migrate deploy" first.'
    : `The database cannot be read: ${error.message}.`;
}

function explainListen({ code, message }: NodeJS.ErrnoException): string {
  return code === 'EADDRINUSE'
    ? `Port ${env.port} of ${env.host} is in use: choose another with PORT.`
    : `It cannot listen on port ${env.port} of ${env.host}: ${message}.`;
}

function greeting(address: string, seeded: boolean): string {
  const lines = [
    `Scoresheet answers at ${address}/graphql`,
    `Playground            ${address}/playground`,
    '',
    "Harry Kane's goals per cap, relative to Wayne Rooney's:",
    `curl ${address}/graphql -H 'content-type: application/json' -d '${FIRST_QUESTION}'`,
  ];
  if (!seeded) lines.push('', 'The record is empty: run "npx prisma db seed" to fill it.');
  return lines.join('\n');
}

/** Answers are kept in memory, and in Redis too where there is one: what goes wrong there is told and no more. */
function keepAnswers(redisUrl: string | null): AnswerStore {
  if (redisUrl === null) return answersInMemory();
  return answersInRedis(redisUrl, ({ message }) => console.error(`Redis: ${message}`));
}

/** Answers what is in flight and closes the database; then nothing is left and the process ends. */
async function stop(server: FastifyInstance): Promise<void> {
  setTimeout(() => process.exit(1), PATIENCE).unref();
  await server.close();
}
