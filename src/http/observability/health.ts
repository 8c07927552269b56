/** Two answers for whoever runs the server: is the process alive, and can it answer questions. */
import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../../database/types.js';
import { latestMigration } from '../../release.js';

/** What `/readyz` says; the reasons name no address, path or statement, since anyone may read them. */
type Readiness = { status: 'ready'; version: string } | { status: 'unready'; reason: string };

/** How long the database may take to show that it is there, in milliseconds. */
const READINESS_TIMEOUT_MS = 1_000;

/**
 * `/livez` touches nothing, so that a database in trouble does not get the process restarted; `/readyz` asks the database
 * for all that answers need, and says no as soon as the server is told to stop.
 */
export function registerHealthRoutes(app: FastifyInstance, database: Database): void {
  const expected = latestMigration(database.provider);
  const readiness = coalesce(() => withTimeout(checkReadiness(database, expected)));
  let isStopping = false;
  app.addHook('preClose', (done) => {
    isStopping = true;
    done();
  });

  app.get('/livez', async () => ({ status: 'ok' }));

  app.get('/readyz', async (request, reply) => {
    const answer = isStopping
      ? notReady('The server is stopping.')
      : await readiness().catch((error: unknown) => {
          request.log.error(error, 'The record cannot be read.');
          return notReady('The record cannot be read.');
        });
    return reply
      .code(answer.status === 'ready' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(answer);
  });
}

async function checkReadiness(database: Database, expected: string): Promise<Readiness> {
  // A later release may have migrated further: what is there is only ever added to while an earlier one still serves.
  const applied = (await database.migration()) ?? '';
  if (applied < expected) return notReady('The tables are not those of this release.');
  const version = await database.version();
  return version ? { status: 'ready', version } : notReady('The record is empty.');
}

/** Does some work for all who ask for it meanwhile: anybody may ask, as often as he likes. */
function coalesce<Value>(work: () => Promise<Value>): () => Promise<Value> {
  let going: Promise<Value> | null = null;
  return () => {
    going ??= work().finally(() => {
      going = null;
    });
    return going;
  };
}

function withTimeout(readiness: Promise<Readiness>): Promise<Readiness> {
  const late = notReady('The record does not answer in time.');
  return Promise.race([readiness, setTimeout(READINESS_TIMEOUT_MS, late, { ref: false })]);
}

function notReady(reason: string): Readiness {
  return { status: 'unready', reason };
}
