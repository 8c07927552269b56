import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../../database/types.js';
import { latestMigration } from '../../release.js';

/** Body of `/readyz`. Public: no reason names an address, path or statement. */
type Readiness = { status: 'ready'; version: string } | { status: 'unready'; reason: string };

const READINESS_TIMEOUT_MS = 1_000;

/**
 * Registers `/livez`, independent of the database, and `/readyz`, which checks it and is 503 once the server stops.
 */
export function registerHealthRoutes(
  app: FastifyInstance,
  database: Database,
  isDraining: () => boolean,
): void {
  const expected = latestMigration(database.provider);
  const loadReadiness = coalesce(() => withTimeout(checkReadiness(database, expected)));
  let isStopping = false;
  app.addHook('preClose', (done) => {
    isStopping = true;
    done();
  });

  app.get('/livez', async () => ({ status: 'ok' }));

  app.get('/readyz', async (request, reply) => {
    const readiness =
      isStopping || isDraining()
        ? notReady('The server is stopping.')
        : await loadReadiness().catch((error: unknown) => {
            request.log.error(error, 'The record cannot be read.');
            return notReady('The record cannot be read.');
          });
    return reply
      .code(readiness.status === 'ready' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(readiness);
  });
}

async function checkReadiness(database: Database, expected: string): Promise<Readiness> {
  // A later release's migrations only add while an earlier one serves.
  const applied = (await database.migration()) ?? '';
  if (applied < expected) return notReady('The tables are not those of this release.');
  const version = await database.version();
  return version ? { status: 'ready', version } : notReady('The record is empty.');
}

/** Shares one run between concurrent callers: `/readyz` has no rate limit. */
function coalesce<Value>(work: () => Promise<Value>): () => Promise<Value> {
  let running: Promise<Value> | null = null;
  return () => {
    running ??= work().finally(() => {
      running = null;
    });
    return running;
  };
}

function withTimeout(readiness: Promise<Readiness>): Promise<Readiness> {
  const late = notReady('The record does not answer in time.');
  return Promise.race([readiness, setTimeout(READINESS_TIMEOUT_MS, late, { ref: false })]);
}

function notReady(reason: string): Readiness {
  return { status: 'unready', reason };
}
