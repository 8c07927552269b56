import cluster from 'node:cluster';
import { type StartupInfo, startCluster, type WorkerMessage } from './cluster.js';
import { type Env, readEnv } from './env.js';

/** For the startup message. */
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

/** After the drain time, for requests in flight; orchestrators kill after 10 s. */
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

/** Lazy import: the primary loads no server. */
async function startSingleProcess(env: Env): Promise<StartupInfo> {
  const { serve } = await import('./serve.js');
  const { address, isEmpty, log, stop } = await serve(env);
  // graphql-js leaves a list's second rejection unhandled; harmless.
  process.on('unhandledRejection', (reason) => log.error(reason, 'Unhandled rejection'));
  // Unknown state: exit, to be restarted.
  process.on('uncaughtException', (error) => {
    log.fatal(error, 'Uncaught exception');
    process.exit(1);
  });
  let isStopping = false;
  async function onSignal(): Promise<void> {
    // A second signal ends at once. A worker may get the signal of its process group and that of the primary.
    if (isStopping && cluster.isPrimary) process.exit(1);
    if (isStopping) return;
    isStopping = true;
    const timeoutMs = env.drainSeconds * 1000 + SHUTDOWN_TIMEOUT_MS;
    setTimeout(() => process.exit(1), timeoutMs).unref();
    await stop();
    // An open IPC channel keeps a worker alive.
    if (process.connected) process.disconnect();
  }
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, onSignal);
  return { address, isEmpty };
}

/** To the primary, else on the output. */
async function reportStartup(message: WorkerMessage): Promise<void> {
  if (cluster.isWorker) {
    await new Promise((sent) => process.send?.(message, undefined, undefined, sent));
  } else if ('startError' in message) {
    console.error(`Scoresheet cannot start. ${message.startError}`);
  } else {
    console.log(formatStartupMessage(message.started));
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
