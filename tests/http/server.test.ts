import { EventEmitter, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, serve } from '../support/http-server.js';
import { seededDatabase } from '../support/record.js';

const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const CLIENT = { accept: 'application/json' };
const QUESTION = '{ team(slug: "england") { name } }';
const ENGLAND = { data: { team: { name: 'England' } } };

describe('the addresses', () => {
  let serving: Serving;
  beforeAll(async () => {
    serving = await serve(await seededDatabase('sqlite'));
  });
  afterAll(() => serving.close());

  const get = (path: string, headers: Record<string, string> = CLIENT) =>
    fetch(serving.address + path, { headers, redirect: 'manual' });
  const question = `/graphql?query=${encodeURIComponent(QUESTION)}`;

  it('POST /graphql answers a query', async () => {
    const response = await serving.post({ query: QUESTION });
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toMatchObject(ENGLAND);
  });

  it('GET /graphql answers a query, to a browser too', async () => {
    expect(await (await get(question)).json()).toMatchObject(ENGLAND);
    expect(await (await get(question, { ...BROWSER, ...CLIENT })).json()).toMatchObject(ENGLAND);
  });

  it('GET /graphql shows the playground to a browser that brings no query', async () => {
    const response = await get('/graphql', BROWSER);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toBe(await (await get('/playground')).text());
  });

  it('GET /graphql tells a client that a query is missing', async () => {
    const response = await get('/graphql');
    expect(response.status).toBe(400);
    expect(await response.json()).toHaveProperty('errors');
  });

  it('GET /graphql answers a page of another origin without a preflight, whatever its content-type', async () => {
    for (const type of ['', 'application/json', 'text/plain', 'nonsense']) {
      const response = await get(question, { ...(type && { 'content-type': type }) });
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toMatch(/^public/);
    }
  });

  it('GET /schema.graphql answers the file, compressed and with an entity tag', async () => {
    const file = readFileSync('schema.graphql', 'utf8');
    for (const encoding of ['identity', 'gzip', 'br']) {
      const response = await get('/schema.graphql', { 'accept-encoding': encoding });
      expect(response.headers.get('content-encoding')).toBe(
        encoding === 'identity' ? null : encoding,
      );
      expect(await response.text()).toBe(file);
      const headers = {
        'accept-encoding': encoding,
        'if-none-match': response.headers.get('etag') ?? '',
      };
      expect((await get('/schema.graphql', headers)).status).toBe(304);
    }
  });

  it('POST /graphql takes one operation at a time', async () => {
    const response = await serving.post([{ query: QUESTION }, { query: QUESTION }]);
    expect(response.status).toBe(400);
  });

  it('POST /graphql refuses more than 64 kB, and what is not JSON, as a client can read', async () => {
    const tooLong = await serving.post({ query: `${QUESTION} #${'-'.repeat(64 * 1024)}` });
    expect(tooLong.status).toBe(413);
    expect(await tooLong.json()).toMatchObject({
      errors: [{ message: 'Request body is too large', extensions: { code: 'BAD_REQUEST' } }],
    });

    const headers = { 'content-type': 'application/json' };
    const broken = await fetch(`${serving.address}/graphql`, {
      method: 'POST',
      headers,
      body: '{',
    });
    expect(broken.status).toBe(400);
    expect(await broken.json()).toHaveProperty('errors');
  });

  it('/graphql may be asked by the page of anybody, without credentials', async () => {
    const asked = await fetch(`${serving.address}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://example.org',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe('*');
    expect(asked.headers.get('access-control-allow-headers')).toBe('content-type');
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
    expect((await get(question)).headers.get('access-control-allow-origin')).toBe('*');
  });

  it('GET / leads to the playground beside it, wherever a proxy puts the two', async () => {
    const response = await get('/', BROWSER);
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('./playground');
  });

  it('any other address says where to go', async () => {
    const response = await get('/nowhere');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      errors: [
        { message: 'Nothing is here. The API is at /graphql, the playground at /playground.' },
      ],
    });
  });
});

describe('closing', () => {
  it('answers what is in flight, lets its client go and closes the database, once', async () => {
    const database = await seededDatabase('sqlite');
    const asked = new EventEmitter();
    let closed = 0;
    const serving = await serve({
      ...database,
      async version() {
        asked.emit('version');
        await setTimeout(200);
        return database.version();
      },
      async close() {
        closed += 1;
        await database.close();
      },
    });
    const asking = once(asked, 'version');
    const answer = serving.post({ query: QUESTION });
    await asking;
    await Promise.all([serving.close(), serving.close()]);
    expect(await (await answer).json()).toMatchObject(ENGLAND);
    expect(closed).toBe(1);
  });
});
