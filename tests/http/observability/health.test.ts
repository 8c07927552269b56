/** Whether the process lives, and whether it can answer: said to anyone, so that nothing of our inside is in it. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/database.js';
import type { Database } from '../../../src/database/types.js';
import { createEmptyDatabase, DATABASES } from '../../support/databases.js';
import { serve } from '../../support/http-server.js';
import { emptyDatabase, seededDatabase } from '../../support/record.js';

const LIVE = { status: 200, body: { status: 'ok' } };
const unready = (reason: string) => ({ status: 503, body: { status: 'unready', reason } });

/** The status and the body of both answers over a database that is closed with the server. */
async function examine(database: Database) {
  const serving = await serve(database);
  const [live, ready] = await Promise.all(
    ['/livez', '/readyz'].map(async (path) => {
      const response = await fetch(serving.address + path);
      return { status: response.status, body: await response.json() };
    }),
  );
  await serving.close();
  return { live, ready };
}

describe.each(DATABASES)('on %s', (kind) => {
  it('a filled record is ready, under its version', async () => {
    const database = await seededDatabase(kind);
    const version = await database.version();
    expect(await examine(database)).toEqual({
      live: LIVE,
      ready: { status: 200, body: { status: 'ready', version } },
    });
  });

  it('an empty record is live and not ready', async () => {
    expect(await examine(await emptyDatabase(kind))).toEqual({
      live: LIVE,
      ready: unready('The record is empty.'),
    });
  });

  it('tables of an earlier release are not ready, and those of a later one are', async () => {
    const database = await seededDatabase(kind);
    const at = async (migration: string | null) => {
      const { ready } = await examine({
        ...database,
        migration: async () => migration,
        close: async () => {},
      });
      return ready;
    };
    const outdated = unready('The tables are not those of this release.');
    expect(await at(null)).toEqual(outdated);
    expect(await at('0001_record')).toEqual(outdated);
    expect(await at('9999_later')).toMatchObject({ status: 200 });
    await database.close();
  });

  it('a record that cannot be read is not ready, and nobody is told where it is', async () => {
    const { url, drop } = await createEmptyDatabase(kind);
    expect(await examine(openDatabase(url))).toEqual({
      live: LIVE,
      ready: unready('The record cannot be read.'),
    });
    await drop();
  });
});

describe('readiness', () => {
  it('is told within a second or so, also where the database hangs', async () => {
    const database = await seededDatabase('sqlite');
    const hanging = () => setTimeout(60_000, null, { ref: false });
    expect(await examine({ ...database, version: hanging })).toEqual({
      live: LIVE,
      ready: unready('The record does not answer in time.'),
    });
  });

  it('ends when the server begins to stop, for who is still connected', async () => {
    const serving = await serve(await seededDatabase('sqlite'));
    const { hostname, port } = new URL(serving.address);
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.setEncoding('utf8').on('data', (text) => {
      answer += text;
    });
    await once(socket, 'connect');
    // Half a request is one in flight.
    socket.write('GET /readyz HTTP/1.1\r\nhost: localhost\r\n');
    await fetch(`${serving.address}/livez`);
    const closed = serving.close();
    socket.write('\r\n');
    await once(socket, 'close');
    expect(answer).toMatch(
      /^HTTP\/1\.1 503 .*\r\nconnection: close\r\n.*The server is stopping\./is,
    );
    await closed;
  });
});
