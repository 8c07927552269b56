import type { Worker } from 'node:worker_threads';
import { serviceUnavailable } from '../errors.js';
import type { Executors } from './execute.js';
import { reviveError, reviveGraphQLError } from './serialized-error.js';
import { type ExecutionReply, type ExecutionRequest, monotonicNow } from './worker-messages.js';

export interface WorkerExecutors extends Executors {
  close(): Promise<void>;
}

/**
 * One operation at a time. The first starts the thread; so does the next one after its end, whose own operation is
 * rejected with SERVICE_UNAVAILABLE.
 */
export function createWorkerExecutors(
  startWorker: () => Worker,
  log: (line: string) => void,
): WorkerExecutors {
  const { send, close } = createConnection(startWorker, log);

  const executeBy = <Method extends keyof Executors>(method: Method) =>
    (async ({ document, operationName, variableValues, costMeter }, { deadline }) => {
      const source = document.loc?.source;
      const { settled, addedCost } = await send({
        method,
        query: source?.body ?? '',
        operationName,
        variableValues,
        deadline: monotonicNow() + deadline - performance.now(),
      });
      if (addedCost > 0) costMeter?.add(addedCost);
      if ('failure' in settled) throw reviveError(settled.failure, source);
      const { outcome, errors } = settled;
      if (!errors) return outcome;
      const revived = errors.map((error) => reviveGraphQLError(error, source));
      return { ...outcome, result: { errors: revived, ...outcome.result } };
    }) as Executors[Method];

  return { execute: executeBy('execute'), executePlan: executeBy('executePlan'), close };
}

function createConnection(startWorker: () => Worker, log: (line: string) => void) {
  let worker: Worker | null = null;
  let isClosed = false;

  function start(): Worker {
    let cause = '';
    const started = startWorker();
    started.unref();
    started.on('error', ({ message }) => {
      cause = `: ${message}`;
    });
    started.once('exit', (code) => {
      worker = null;
      const next = 'the next costly operation starts another';
      if (!isClosed) log(`Worker thread exited with code ${code}${cause}; ${next}.`);
    });
    return started;
  }

  return {
    send: (request: ExecutionRequest) =>
      new Promise<ExecutionReply>((resolve, reject) => {
        if (isClosed) return reject(stopped());
        const current = worker ?? start();
        worker = current;
        const onExit = () => reject(stopped());
        current.once('exit', onExit);
        current.once('message', (reply) => {
          current.off('exit', onExit);
          resolve(reply);
        });
        current.postMessage(request);
      }),
    async close() {
      isClosed = true;
      await worker?.terminate();
    },
  };
}

const stopped = () => serviceUnavailable('The operation was stopped: ask again in a moment.');
