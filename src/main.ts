/** Starts the program: one process that answers, or one that starts several of them. Nobody imports it. */
import cluster from 'node:cluster';
import { type Env, readEnv } from './env.js';
import { type Started, startWorkers, type Word } from './workers.js';

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

try {
  const env = readEnv();
  const started = await (env.workers > 1 && cluster.isPrimary
    ? startWorkers(env, (line) => console.error(line))
    : startAlone(env));
  await say({ started });
} catch (error) {
  await say({ refusal: (error as Error).message });
  process.exit(1);
}

/** Starts to answer in this process, until a signal comes. Whoever only starts others needs none of what is loaded here. */
async function startAlone(env: Env): Promise<Started> {
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
      setTimeout(() => process.exit(1), PATIENCE).unref();
      await stop();
      // A worker lives as long as its line to whoever started it.
      if (process.connected) process.disconnect();
    });
  }
  return { address, isEmpty };
}

/** Tells how the start went: a worker tells who started it, who else the operator, who reads one line where it failed. */
async function say(word: Word): Promise<void> {
  if (cluster.isWorker) {
    await new Promise((sent) => process.send?.(word, undefined, undefined, sent));
  } else if ('refusal' in word) {
    console.error(`Scoresheet cannot start. ${word.refusal}`);
  } else {
    console.log(greeting(word.started));
  }
}

function greeting({ address, isEmpty }: Started): string {
  const lines = [
    `Scoresheet answers at ${address}/graphql`,
    `Playground            ${address}/playground`,
    '',
    "Harry Kane's goals per cap, relative to Wayne Rooney's:",
    `curl ${address}/graphql -H 'content-type: application/json' -d '${FIRST_QUESTION}'`,
  ];
  if (isEmpty) lines.push('', 'The record is empty: run "npx prisma db seed" to fill it.');
  return lines.join('\n');
}
