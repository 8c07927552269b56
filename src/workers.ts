/** Several processes on one port. The one that starts them answers nothing: it replaces those that end, and ends with them. */
import cluster, { type Worker } from 'node:cluster';
import type { Env } from './env.js';
import { countedByWorkers, serveMetrics } from './http/metrics.js';
import { countForWorkers } from './http/rate.js';
import type { Serving } from './serve.js';

export type Started = Pick<Serving, 'address' | 'isEmpty'>;

/** What a worker tells the process that has started it: that it listens, or why it cannot. */
export type Word = { started: Started } | { refusal: string };

/** A worker that ends is replaced at once, but not within so many milliseconds of its start. */
const BRAKE = 5_000;

/** How long workers have to answer what is in flight, in milliseconds; they allow themselves a little less. */
const PATIENCE = 9_000;

/**
 * Starts workers: this program again, by the platform's own means. Resolves when all of them listen, and throws the first
 * refusal. `tell` gets a line for the operator when one ends that should not. What they count is counted here.
 */
export async function startWorkers(
  { workers: count, metrics }: Env,
  tell: (line: string) => void,
): Promise<Started> {
  countForWorkers();
  await serveMetrics(metrics, countedByWorkers(), tell);
  return hireWorkers(count, tell);
}

function hireWorkers(count: number, tell: (line: string) => void): Promise<Started> {
  let awaited = count;
  let isStopping = false;
  let code = 0;

  function stop(signal: NodeJS.Signals): void {
    isStopping = true;
    for (const worker of workers()) worker.process.kill(signal);
    setTimeout(() => {
      code = 1;
      for (const worker of workers()) worker.process.kill('SIGKILL');
    }, PATIENCE).unref();
    endWithTheLast();
  }

  function endWithTheLast(): void {
    if (workers().length === 0) process.exit(code);
  }

  return new Promise((resolve, reject) => {
    /** Where one cannot start none can: the others must not stumble over that this process has ended. */
    function giveUp(error: Error): void {
      isStopping = true;
      code = 1;
      for (const worker of workers()) worker.process.kill('SIGKILL');
      reject(error);
    }

    function hire(): void {
      if (isStopping) return;
      const since = performance.now();
      const worker = cluster.fork();
      worker
        .on('message', hear)
        .on('error', ({ message }: Error) => {
          // Of one that could not even be started no end is told.
          if (worker.process.pid !== undefined) return;
          const why = `A worker cannot be started: ${message}.`;
          if (awaited > 0) return giveUp(new Error(why));
          tell(why);
          setTimeout(hire, BRAKE);
        })
        .on('exit', (status: number | null, signal: string | null) => {
          if (isStopping) {
            // One that has not started yet knows no better than to end of the signal.
            if (status) code = 1;
            return endWithTheLast();
          }
          const how = `A worker ended (${signal ?? `code ${status}`})`;
          if (awaited > 0) return giveUp(new Error(`${how}.`));
          tell(`${how} and is replaced.`);
          setTimeout(hire, Math.max(0, since + BRAKE - performance.now()));
        });
    }

    function hear(word: Word | object): void {
      if ('refusal' in word) {
        if (awaited > 0) giveUp(new Error(word.refusal));
        else tell(`A worker cannot start. ${word.refusal}`);
      } else if ('started' in word && awaited > 0) {
        awaited -= 1;
        if (awaited === 0) resolve(word.started);
      }
    }

    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
    for (let number = 1; number <= count; number += 1) hire();
  });
}

function workers(): Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
}
