/** The primary forks and restarts workers; it serves no requests. */
import cluster, { type Worker } from 'node:cluster';
import type { Env } from './env.js';
import { createClusterMetrics, startMetricsServer } from './http/observability/metrics-server.js';
import { startClusterLimiter } from './http/protection/rate-limit.js';
import type { RunningServer } from './serve.js';

export type StartupInfo = Pick<RunningServer, 'address' | 'isEmpty'>;

/** Once listening or failed. */
export type WorkerMessage = { started: StartupInfo } | { startError: string };

/** Between starts of a worker. */
const RESPAWN_DELAY_MS = 5_000;

/** Above the workers' SHUTDOWN_TIMEOUT_MS. */
const WORKER_SHUTDOWN_TIMEOUT_MS = 9_000;

/** Resolves when all listen; rejects with the first error. */
export async function startCluster(
  { workers: count, metrics, drainSeconds }: Env,
  log: (line: string) => void,
): Promise<StartupInfo> {
  startClusterLimiter();
  await startMetricsServer(metrics, createClusterMetrics(), log);
  return forkWorkers(count, drainSeconds * 1000 + WORKER_SHUTDOWN_TIMEOUT_MS, log);
}

function forkWorkers(
  count: number,
  shutdownTimeoutMs: number,
  log: (line: string) => void,
): Promise<StartupInfo> {
  let starting = count;
  let isStopping = false;
  let code = 0;

  /** The second signal ends at once. */
  function stop(signal: NodeJS.Signals): void {
    if (isStopping) {
      killWorkers();
    } else {
      isStopping = true;
      for (const worker of workers()) worker.process.kill(signal);
      setTimeout(killWorkers, shutdownTimeoutMs).unref();
    }
    exitAfterLastWorker();
  }

  function killWorkers(): void {
    code = 1;
    for (const worker of workers()) worker.process.kill('SIGKILL');
  }

  function exitAfterLastWorker(): void {
    if (workers().length === 0) process.exit(code);
  }

  return new Promise((resolve, reject) => {
    /** If one cannot start none can: kill the rest before their IPC closes. */
    function abortStartup(error: Error): void {
      isStopping = true;
      killWorkers();
      reject(error);
    }

    function forkWorker(): void {
      if (isStopping) return;
      const startedAt = performance.now();
      const worker = cluster.fork();
      worker
        .on('message', onWorkerMessage)
        .on('error', ({ message }: Error) => {
          // Never spawned: no exit event.
          if (worker.process.pid !== undefined) return;
          const failure = `Worker could not be forked: ${message}`;
          if (starting > 0) return abortStartup(new Error(`${failure}.`));
          log(`${failure}; ${describeDelay(RESPAWN_DELAY_MS)}`);
          setTimeout(forkWorker, RESPAWN_DELAY_MS);
        })
        .on('exit', (status: number | null, signal: string | null) => {
          if (isStopping) {
            // Killed during its start: no exit code.
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
