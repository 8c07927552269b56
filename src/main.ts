/** Starts the program: one process that answers, or one that starts several of them. Nobody imports it. */
import cluster from 'node:cluster';
import { type StartupInfo, startCluster, type WorkerMessage } from './cluster.js';
import { type Env, readEnv } from './env.js';

/** The question the project was founded on, as a client sends it. */
const SAMPLE_REQUEST_BODY = JSON.stringify({
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
const SHUTDOWN_TIMEOUT_MS = 8_000;

try {
  const env = readEnv();
  if (cluster.isPrimary) for (const warning of env.warnings) console.error(warning);
  const started = await (env.workers > 1 && cluster.isPrimary
    ? startCluster(env, (line) => console.error(line))
    : startSingleProcess(env));
  await reportStartup({ started });
} catch (error) {
  await reportStartup({ startError: (error as Error).message });
  process.exit(1);
}

/** Starts to answer in this process, until a signal comes. Whoever only starts others needs none of what is loaded here. */
async function startSingleProcess(env: Env): Promise<StartupInfo> {
  const { serve } = await import('./serve.js');
  const { address, isEmpty, log, stop } = await serve(env);
  // Where a list fails in two places, now and later, graphql-js leaves the later rejection to nobody. It harms nobody either.
  process.on('unhandledRejection', (reason) => log.error(reason, 'Nobody waited for this.'));
  // Nothing that is held in memory can be trusted any more: whoever started us starts another.
  process.on('uncaughtException', (error) => {
    log.fatal(error, 'Nobody caught this.');
    process.exit(1);
  });
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.on(signal, async () => {
      setTimeout(() => process.exit(1), SHUTDOWN_TIMEOUT_MS).unref();
      await stop();
      // A worker lives as long as its line to whoever started it.
      if (process.connected) process.disconnect();
    });
  }
  return { address, isEmpty };
}

/** Tells how the start went: a worker tells who started it, who else the operator, who reads one line where it failed. */
async function reportStartup(word: WorkerMessage): Promise<void> {
  if (cluster.isWorker) {
    await new Promise((sent) => process.send?.(word, undefined, undefined, sent));
  } else if ('startError' in word) {
    console.error(`Scoresheet cannot start. ${word.startError}`);
  } else {
    console.log(formatStartupMessage(word.started));
  }
}

function formatStartupMessage({ address, isEmpty }: StartupInfo): string {
  const lines = [
    `Scoresheet answers at ${address}/graphql`,
    `Playground            ${address}/playground`,
    '',
    "Harry Kane's goals per cap, relative to Wayne Rooney's:",
    `curl ${address}/graphql -H 'content-type: application/json' -d '${SAMPLE_REQUEST_BODY}'`,
  ];
  if (isEmpty) lines.push('', 'The record is empty: run "npx prisma db seed" to fill it.');
  return lines.join('\n');
}
