/** Two answers for whoever runs the server: is the process alive, and can it answer questions. */
import type { FastifyInstance } from 'fastify';
import type { Database } from '../database.js';

/** What `/ready` says; the reasons name no address, path or statement, since anyone may read them. */
type Readiness = { status: 'ready'; version: string } | { status: 'unready'; reason: string };

/**
 * `/health` touches nothing, so that a database in trouble does not get the process restarted;
 * `/ready` asks the database for the version of what it holds.
 */
export function serveHealth(app: FastifyInstance, database: Database): void {
  app.get('/health', async () => ({ status: 'ok' }));

  app.get('/ready', async (request, reply) => {
    const readiness = await readReadiness(database).catch((error: unknown): Readiness => {
      request.log.error(error, 'The record cannot be read.');
      return { status: 'unready', reason: 'The record cannot be read.' };
    });
    return reply
      .code(readiness.status === 'ready' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(readiness);
  });
}

async function readReadiness(database: Database): Promise<Readiness> {
  const version = await database.version();
  return version
    ? { status: 'ready', version }
    : { status: 'unready', reason: 'The record is empty.' };
}
