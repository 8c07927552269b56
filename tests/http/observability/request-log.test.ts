/** What is written of requests: one line each, by how they ended, with the id that the answer has, and never what was asked. */
import { Writable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/types.js';
import { type Serving, serve } from '../../support/http-server.js';
import { type RawRequest, send } from '../../support/raw-http.js';
import { beforeReads } from '../../support/reads.js';
import { seededDatabase } from '../../support/record.js';
import { ENGLAND, getting, posting } from '../odd-requests.js';

const INFO = 30;
const DEBUG = 20;
const ERROR = 50;

const SECRET = 'SELECT secret FROM /srv/scoresheet/data.db';

/** The same database, whose readings fail once it is told to. */
function breakable(database: Database) {
  let isBroken = false;
  return {
    database: beforeReads(database, async () => {
      if (isBroken) throw new Error(SECRET);
    }),
    break: () => {
      isBroken = true;
    },
  };
}

let serving: Serving;
let breakNow: () => void;
let lines: Record<string, unknown>[];

async function start(level: string): Promise<void> {
  lines = [];
  const stream = new Writable({
    write(text, _encoding, done) {
      lines.push(JSON.parse(String(text)));
      done();
    },
  });
  const broken = breakable(await seededDatabase('sqlite'));
  breakNow = broken.break;
  serving = await serve(broken.database, { logger: { level, stream } });
  lines.length = 0;
}
afterEach(() => serving.close());

/** Asks, and answers the lines of the log that are of the request. */
async function linesOf(request: RawRequest) {
  const { status, headers, text } = await send(serving.address, request);
  const id = headers['x-request-id'];
  await expect.poll(() => lines.length).toBeGreaterThan(0);
  return { status, id, text, lines: lines.filter(({ requestId }) => requestId === id) };
}

describe('a request', () => {
  it('logs a successful request at level debug', async () => {
    await start('debug');
    const { lines } = await linesOf(getting({ query: ENGLAND }));
    expect(lines).toEqual([
      {
        level: DEBUG,
        time: expect.any(Number),
        pid: expect.any(Number),
        hostname: expect.any(String),
        requestId: expect.any(String),
        method: 'GET',
        route: '/graphql',
        status: 200,
        milliseconds: expect.any(Number),
      },
    ]);
  });

  it('logs a refused request at level info, and no successful one', async () => {
    await start('info');
    await send(serving.address, posting({ query: ENGLAND }));
    const { lines: refused } = await linesOf({ method: 'GET', path: '/nowhere?secret=1' });
    expect(refused).toMatchObject([{ level: INFO, method: 'GET', route: null, status: 404 }]);
    expect(lines).toEqual(refused);
  });

  it('logs a failed request at level error, and its cause in another line', async () => {
    await start('warn');
    breakNow();
    const { status, text, lines } = await linesOf(posting({ query: ENGLAND }));
    expect(status).toBe(500);
    expect(text).not.toContain('secret');
    expect(lines).toMatchObject([
      { level: ERROR, err: { message: SECRET, stack: expect.stringContaining('at ') } },
      { level: ERROR, route: '/graphql', status: 500 },
    ]);
  });

  it('logs the cause of a failed field with its path', async () => {
    await start('warn');
    expect((await send(serving.address, posting({ query: ENGLAND }))).status).toBe(200);
    breakNow();
    const query = '{ team(slug: "england") { name } match(slug: "a") { slug } }';
    const { text, lines } = await linesOf(posting({ query }));
    expect(JSON.parse(text).errors).toMatchObject([{ message: 'Internal server error' }]);
    expect(lines).toMatchObject([{ level: ERROR, err: { message: SECRET }, path: ['match'] }]);
  });

  it('logs nothing of an operation', async () => {
    await start('debug');
    await send(serving.address, getting({ query: '{ team(slug: "hidden") { name } }' }));
    await linesOf(posting({ query: '{ team(slug: "hidden") { nothing } }' }));
    expect(JSON.stringify(lines)).not.toContain('hidden');
  });
});
