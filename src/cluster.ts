/** Several processes on one port. The one that starts them answers nothing: it replaces those that end, and ends with them. */
import cluster, { type Worker } from 'node:cluster';
import type { Env } from './env.js';
import { createClusterMetrics, startMetricsServer } from './http/observability/metrics-server.js';
import { startClusterLimiter } from './http/protection/rate-limit.js';
import type { RunningServer } from './serve.js';

export type StartupInfo = Pick<RunningServer, 'address' | 'isEmpty'>;

/** What a worker tells the process that has started it: that it listens, or why it cannot. */
export type WorkerMessage = { started: StartupInfo } | { startError: string };

/** A worker that ends is replaced at once, but not within so many milliseconds of its start. */
const RESPAWN_DELAY_MS = 5_000;

/** How long workers have to answer what is in flight, in milliseconds; they allow themselves a little less. */
const WORKER_SHUTDOWN_TIMEOUT_MS = 9_000;

/**
 * Starts workers: this program again, by the platform's own means. Resolves when all of them listen, and throws the first
 * refusal. `tell` gets a line for the operator when one ends that should not. What they count is counted here.
 */
export async function startCluster(
  { workers: count, metrics }: Env,
  log: (line: string) => void,
): Promise<StartupInfo> {
  startClusterLimiter();
  await startMetricsServer(metrics, createClusterMetrics(), log);
  return forkWorkers(count, log);
}

function forkWorkers(count: number, log: (line: string) => void): Promise<StartupInfo> {
  let awaited = count;
  let isStopping = false;
  let code = 0;

  function stop(signal: NodeJS.Signals): void {
    isStopping = true;
    for (const worker of workers()) worker.process.kill(signal);
    setTimeout(() => {
      code = 1;
      for (const worker of workers()) worker.process.kill('SIGKILL');
    }, WORKER_SHUTDOWN_TIMEOUT_MS).unref();
    exitAfterLastWorker();
  }

  function exitAfterLastWorker(): void {
    if (workers().length === 0) process.exit(code);
  }

  return new Promise((resolve, reject) => {
    /** Where one cannot start none can: the others must not stumble over that this process has ended. */
    function abortStartup(error: Error): void {
      isStopping = true;
      code = 1;
      for (const worker of workers()) worker.process.kill('SIGKILL');
      reject(error);
    }

    function forkWorker(): void {
      if (isStopping) return;
      const since = performance.now();
      const worker = cluster.fork();
      worker
        .on('message', onWorkerMessage)
        .on('error', ({ message }: Error) => {
          // Of one that could not even be started no end is told.
          if (worker.process.pid !== undefined) return;
          const why = `A worker cannot be started: ${message}.`;
          if (awaited > 0) return abortStartup(new Error(why));
          log(why);
          setTimeout(forkWorker, RESPAWN_DELAY_MS);
        })
        .on('exit', (status: number | null, signal: string | null) => {
          if (isStopping) {
            // One that has not started yet knows no better than to end of the signal.
            if (status) code = 1;
            return exitAfterLastWorker();
          }
          const how = `A worker ended (${signal ?? `code ${status}`})`;
          if (awaited > 0) return abortStartup(new Error(`${how}.`));
          log(`${how} and is replaced.`);
          setTimeout(forkWorker, Math.max(0, since + RESPAWN_DELAY_MS - performance.now()));
        });
    }

    function onWorkerMessage(word: WorkerMessage | object): void {
      if ('startError' in word) {
        if (awaited > 0) abortStartup(new Error(word.startError));
        else log(`A worker cannot start. ${word.startError}`);
      } else if ('started' in word && awaited > 0) {
        awaited -= 1;
        if (awaited === 0) resolve(word.started);
      }
    }

    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
    for (let number = 1; number <= count; number += 1) forkWorker();
  });
}

function workers(): Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
}
