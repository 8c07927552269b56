/** Several processes on one port. The primary forks workers, restarts those that exit and serves no requests. */
import cluster, { type Worker } from 'node:cluster';
import type { Env } from './env.js';
import { createClusterMetrics, startMetricsServer } from './http/observability/metrics-server.js';
import { startClusterLimiter } from './http/protection/rate-limit.js';
import type { RunningServer } from './serve.js';

export type StartupInfo = Pick<RunningServer, 'address' | 'isEmpty'>;

/** Sent by a worker when it listens or fails to start. */
export type WorkerMessage = { started: StartupInfo } | { startError: string };

/** Shortest time between two starts of a worker. */
const RESPAWN_DELAY_MS = 5_000;

/** Longer than SHUTDOWN_TIMEOUT_MS of the workers themselves. */
const WORKER_SHUTDOWN_TIMEOUT_MS = 9_000;

/**
 * Forks the workers and starts the shared rate limit and metrics. Resolves when all listen; rejects with the first
 * start error.
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
  let starting = count;
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
    /** If one worker cannot start none can: kill the rest before their IPC channel closes. */
    function abortStartup(error: Error): void {
      isStopping = true;
      code = 1;
      for (const worker of workers()) worker.process.kill('SIGKILL');
      reject(error);
    }

    function forkWorker(): void {
      if (isStopping) return;
      const startedAt = performance.now();
      const worker = cluster.fork();
      worker
        .on('message', onWorkerMessage)
        .on('error', ({ message }: Error) => {
          // A process that was never spawned emits no exit event.
          if (worker.process.pid !== undefined) return;
          const failure = `Worker could not be forked: ${message}`;
          if (starting > 0) return abortStartup(new Error(`${failure}.`));
          log(`${failure}; ${describeDelay(RESPAWN_DELAY_MS)}`);
          setTimeout(forkWorker, RESPAWN_DELAY_MS);
        })
        .on('exit', (status: number | null, signal: string | null) => {
          if (isStopping) {
            // A worker killed by the signal during its start has no exit code.
            if (status) code = 1;
            return exitAfterLastWorker();
          }
          const exit = `Worker ${worker.process.pid} exited with ${signal ? `signal ${signal}` : `code ${status}`}`;
          if (starting > 0) return abortStartup(new Error(`${exit}.`));
          const delayMs = Math.max(0, startedAt + RESPAWN_DELAY_MS - performance.now());
          log(`${exit}; ${describeDelay(delayMs)}`);
          setTimeout(forkWorker, delayMs);
        });
    }

    function onWorkerMessage(message: WorkerMessage | object): void {
      if ('startError' in message) {
        if (starting > 0) abortStartup(new Error(message.startError));
        else log(`Worker could not start: ${message.startError}`);
      } else if ('started' in message && starting > 0) {
        starting -= 1;
        if (starting === 0) resolve(message.started);
      }
    }

    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
    for (let number = 1; number <= count; number += 1) forkWorker();
  });
}

const describeDelay = (delayMs: number) =>
  delayMs === 0 ? 'restarting' : `restarting in ${Math.ceil(delayMs / 1000)} s`;

function workers(): Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
}
