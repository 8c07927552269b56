/** The response cache: complete responses until the record changes, with entity tags. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/database.js';
import {
  createResponseCache,
  type ResponseCache,
} from '../../../src/http/graphql/response-cache.js';
import { readSeed } from '../../../src/importers/documents/seed.js';
import { writeFacts } from '../../../src/importers/write/write.js';
import { DATABASES } from '../../support/databases.js';
import { type Serving, serve } from '../../support/http-server.js';
import { type RawRequest, send } from '../../support/raw-http.js';
import { migratedDatabase, SEED, seededDatabase } from '../../support/record.js';
import {
  ENGLAND,
  getting,
  persisted,
  persistedParameters,
  posting,
  sha256,
} from '../odd-requests.js';

const HIT = 'scoresheet; hit';
const STORED = 'scoresheet; fwd=miss; stored';
const MISSED = 'scoresheet; fwd=miss';
const BYPASSED = 'scoresheet; fwd=bypass';

const originOf = async (serving: Serving, request: RawRequest) =>
  (await send(serving.address, request)).headers['cache-status'];

describe.each(DATABASES)('on %s', (kind) => {
  it('an import invalidates every cached response at once, and new ones are cached', async () => {
    const { url, drop } = await migratedDatabase(kind);
    const serving = await serve(openDatabase(url));
    const question = posting({ query: '{ dataset { version } teams { totalCount } }' });
    const before = await send(serving.address, question);
    expect(before.status).toBe(503);
    expect(before.headers['cache-status']).toBe(MISSED);

    const writer = openDatabase(url, { writable: true });
    await writeFacts(writer, 'scoresheet-seed', readSeed(SEED));
    // The import delays the event loop of this process, which may shed load for a second.
    await expect
      .poll(async () => (await send(serving.address, question)).status, { timeout: 20_000 })
      .toBe(200);
    const first = await send(serving.address, question);
    expect(JSON.parse(first.text).data.dataset.version).toBe(await writer.version());
    expect(await originOf(serving, question)).toBe(HIT);

    const data = { version: 'later' };
    await writer.write(({ prisma: rows }) => rows.dataset.update({ where: { id: 1 }, data }));
    const second = await send(serving.address, question);
    expect(second.headers['cache-status']).toBe(STORED);
    expect(JSON.parse(second.text).data.dataset.version).toBe('later');
    expect(await originOf(serving, question)).toBe(HIT);

    await writer.close();
    await serving.close();
    await drop();
  });
});

describe('on one record', () => {
  let serving: Serving;
  let bypassing: Serving;
  beforeAll(async () => {
    const database = await seededDatabase('sqlite');
    serving = await serve(database);
    bypassing = await serve({ ...database, close: async () => {} }, { keepAnswers: false });
  });
  afterAll(async () => {
    await bypassing.close();
    await serving.close();
  });

  it('caches a response from its first request on, by its variables', async () => {
    const query = 'query($slug: String!) { team(slug: $slug) { slug } }';
    for (const slug of ['england', 'wales']) {
      const request = posting({ query, variables: { slug } });
      expect(await originOf(serving, request)).toBe(STORED);
      const { headers, text } = await send(serving.address, request);
      expect(headers['cache-status']).toBe(HIT);
      expect(JSON.parse(text).data).toEqual({ team: { slug } });
    }
  });

  it('caches nothing while the cache is off', async () => {
    for (const request of [posting({ query: ENGLAND }), getting({ query: ENGLAND })]) {
      for (let time = 1; time <= 3; time += 1) {
        expect(await originOf(bypassing, request)).toBe(BYPASSED);
      }
    }
  });

  it('never caches a response with errors, whatever else it holds', async () => {
    const query =
      '{ a: team(slug: "england") { name } b: team(slug: "wales") { runs(kind: WINNING, first: 0) { length } } }';
    for (const request of [posting({ query }), getting({ query })]) {
      for (let time = 1; time <= 3; time += 1) {
        const { headers, text } = await send(serving.address, request);
        expect(JSON.parse(text)).toHaveProperty('errors');
        expect(JSON.parse(text).data.a).toEqual({ name: 'England' });
        expect(headers['cache-status']).toBe(MISSED);
        expect(headers['cache-control']).toBe('no-store');
        expect(headers).not.toHaveProperty('etag');
      }
    }
  });

  it('lets caches store responses to GET by media type and encoding, and none to POST', async () => {
    const query = '{ teams { totalCount } }';
    for (let time = 1; time <= 2; time += 1) {
      const { headers } = await send(serving.address, getting({ query }));
      expect(headers['cache-control']).toMatch(/^public, max-age=\d+/);
      expect(headers.vary).toBe('accept, accept-encoding');
      const posted = await send(serving.address, posting({ query }));
      expect(posted.headers).not.toHaveProperty('cache-control');
      expect(posted.headers).not.toHaveProperty('etag');
    }
  });

  const asking = (known?: string, query = ENGLAND) => {
    const { headers, ...request } = getting({ query });
    return { ...request, headers: { ...headers, ...(known ? { 'if-none-match': known } : {}) } };
  };
  const tag = async () => String((await send(serving.address, asking())).headers.etag);

  it('answers 304 to If-None-Match with the tag, weak or strong, in any list', async () => {
    const known = await tag();
    expect(known).toMatch(/^"[\w-]{43}\.json"$/);
    for (const list of [
      known,
      `W/${known}`,
      `"other", ${known}`,
      `"other",W/${known} , "x"`,
      '*',
    ]) {
      for (const server of [serving, bypassing]) {
        const { status, headers, text } = await send(server.address, asking(list));
        expect({ status, etag: headers.etag, text }).toEqual({
          status: 304,
          etag: known,
          text: '',
        });
        expect(headers['cache-control']).toMatch(/^public/);
        expect(headers.vary).toBe('accept, accept-encoding');
      }
    }
  });

  it('answers 200 to If-None-Match with other tags', async () => {
    const known = await tag();
    for (const list of ['"other"', known.slice(1, -1), `x${known}`, `W/W/${known}`, '""', '"*"']) {
      expect((await send(serving.address, asking(list))).status, list).toBe(200);
    }
  });

  it('builds the tag from the body and the media type', async () => {
    const known = await tag();
    expect((await send(serving.address, asking(undefined, `${ENGLAND} `))).headers.etag).toBe(
      known,
    );
    const { headers, ...request } = asking();
    const accept = 'application/graphql-response+json';
    const other = await send(serving.address, { ...request, headers: { ...headers, accept } });
    expect(other.status).toBe(200);
    expect(other.headers.etag).not.toBe(known);
  });

  it('answers an error whatever If-None-Match says', async () => {
    const query = '{ team(slug: "england") { matches(first: 0) { totalCount } } }';
    for (const known of ['*', await tag()]) {
      const { status, text } = await send(serving.address, asking(known, query));
      expect(status).toBe(200);
      expect(JSON.parse(text)).toHaveProperty('errors');
    }
    expect((await send(serving.address, asking('*', '{ nobody }'))).status).toBe(400);
  });

  it('answers a registered query by its hash, and caches the response', async () => {
    const query = '{ team(slug: "wales") { name } }';
    const byHash = getting(persistedParameters(sha256(query)));
    const unknown = await send(serving.address, byHash);
    expect(JSON.parse(unknown.text).errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect(unknown.headers['cache-control']).toBe('no-store');

    const known = await send(serving.address, posting({ query, ...persisted(sha256(query)) }));
    expect(known.status).toBe(200);
    const first = await send(serving.address, byHash);
    expect(first.text).toBe(known.text);
    expect(first.headers['cache-status']).toBe(STORED);
    expect(await originOf(serving, byHash)).toBe(HIT);
  });

  it('registers a query with its hash each time, and caches no response to it', async () => {
    const request = posting({ query: ENGLAND, ...persisted(sha256(ENGLAND)) });
    for (let time = 1; time <= 3; time += 1) expect(await originOf(serving, request)).toBe(MISSED);
  });
});

describe('the cache', () => {
  const answer = (bytes: number) => ({ version: 'one', body: Buffer.alloc(bytes, 'x') });

  it('caches no response of more than half a megabyte', async () => {
    const store = createResponseCache(null);
    expect(store.set('long', answer(2 ** 19 + 1))).toBe(false);
    expect(await store.get('long', 'one')).toBeNull();
    expect(store.set('short', answer(2 ** 19))).toBe(true);
    expect(await store.get('short', 'one')).toEqual(answer(2 ** 19));
  });

  const places = Array.from({ length: 200 }, (_, place) => place);

  async function keptBy(store: ResponseCache): Promise<number[]> {
    const found = await Promise.all(places.map((place) => store.get(`question ${place}`, 'one')));
    return places.filter((place) => found[place]);
  }

  it('evicts the least recently used response, and stays within 40 MB', async () => {
    const store = createResponseCache(null);
    for (const place of places) {
      store.set(`question ${place}`, answer(2 ** 19));
      store.set(`question ${place}`, answer(2 ** 19));
      await store.get('question 0', 'one');
    }
    const kept = await keptBy(store);
    expect(kept).toContain(0);
    expect(kept).toContain(199);
    expect(kept).not.toContain(1);
    expect(kept.length * 2 ** 19).toBeLessThan(40 * 2 ** 20);
    expect(kept.length * 2 ** 19).toBeGreaterThan(36 * 2 ** 20);
  });

  it('a full cache evicts nothing for a request seen once', async () => {
    const store = createResponseCache(null);
    const told = places.map((place) => store.set(`question ${place}`, answer(2 ** 19)));
    const kept = await keptBy(store);
    expect(kept).toEqual(places.slice(0, kept.length));
    expect(kept).toEqual(places.filter((place) => told[place]));
    expect(store.set('question 199', answer(2 ** 19))).toBe(true);
    expect(await keptBy(store)).toEqual([...kept.slice(1), 199]);
  });

  it('a full cache is emptied by the next version of the record', async () => {
    const store = createResponseCache(null);
    for (const place of places) store.set(`question ${place}`, answer(2 ** 19));
    const later = { ...answer(2 ** 19), version: 'two' };
    expect(store.set('new', later)).toBe(true);
    expect(await store.get('new', 'two')).toEqual(later);
    expect(await keptBy(store)).toEqual([]);
  });

  it('holds a small body without the larger buffer that it was part of', async () => {
    const store = createResponseCache(null);
    const body = Buffer.from('{"data":{}}');
    expect(body.buffer.byteLength).toBeGreaterThan(body.byteLength);
    store.set('small', { version: 'one', body });
    const kept = (await store.get('small', 'one'))?.body;
    expect(kept).toEqual(body);
    expect(kept?.buffer.byteLength).toBe(body.byteLength);
  });
});
