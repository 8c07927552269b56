/** Representations of complete responses: encodings, entity tags, and the memory of compressed bodies. */
import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCompressor } from '../../../src/http/graphql/compression.js';
import { createResponseCache } from '../../../src/http/graphql/response-cache.js';
import { type Serving, serve } from '../../support/http-server.js';
import type { RawRequest } from '../../support/raw-http.js';
import { seededDatabase } from '../../support/record.js';
import { ENGLAND, getting, posting } from '../odd-requests.js';

const LONG = { query: '{ teams(first: 50) { nodes { name slug } } }' };

let serving: Serving;
beforeAll(async () => {
  serving = await serve(await seededDatabase('sqlite'));
});
afterAll(() => serving.close());

/** Sends a request and returns the body as bytes. */
function sendBytes({ method = 'POST', path = '/graphql', headers = {}, body }: RawRequest) {
  return new Promise<{ status: number; headers: Record<string, unknown>; bytes: Buffer }>(
    (resolve, reject) => {
      const sent = request(serving.address, { method, path, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes: Buffer.concat(chunks),
          }),
        );
      });
      sent.on('error', reject).end(body);
    },
  );
}

const get = (encoding: string, headers: Record<string, string> = {}) =>
  sendBytes(getting(LONG, { ...(encoding && { 'accept-encoding': encoding }), ...headers }));

describe('encodings', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['gzip;q=0.5, br;q=0', 'gzip'],
    ['*', 'br'],
    ['identity', undefined],
    ['deflate', undefined],
    ['gzip;q=0', undefined],
    ['', undefined],
  ])(
    'answers accept-encoding "%s" with content-encoding %s, by GET and POST',
    async (accepted, encoding) => {
      const plain = await get('');
      const headers: Record<string, string> = accepted ? { 'accept-encoding': accepted } : {};
      for (const sent of [getting(LONG, headers), posting(LONG, headers)]) {
        for (let time = 1; time <= 2; time += 1) {
          const response = await sendBytes(sent);
          expect(response.headers['content-encoding']).toBe(encoding);
          expect(Number(response.headers['content-length'])).toBe(response.bytes.byteLength);
          const decode = { br: brotliDecompressSync, gzip: gunzipSync }[encoding ?? ''];
          const decoded = decode ? decode(response.bytes) : response.bytes;
          expect(decoded.equals(plain.bytes)).toBe(true);
          if (decode) expect(response.bytes.byteLength).toBeLessThan(plain.bytes.byteLength / 2);
        }
      }
    },
  );

  it('sends a response below one kilobyte as it is', async () => {
    const { headers } = await sendBytes(posting({ query: ENGLAND }, { 'accept-encoding': 'br' }));
    expect(headers).not.toHaveProperty('content-encoding');
  });
});

describe('entity tags', () => {
  it('differ by encoding, and each revalidates its own representation', async () => {
    const tags = new Set<string>();
    for (const encoding of ['', 'gzip', 'br']) {
      const { headers } = await get(encoding);
      const etag = String(headers.etag);
      expect(etag).toMatch(/^"[\w-]{43}\.json(\.gzip|\.br)?"$/);
      expect(headers.vary).toBe('accept, accept-encoding');
      tags.add(etag);
      const again = await get(encoding, { 'if-none-match': etag });
      expect(again).toMatchObject({ status: 304, headers: { etag, vary: headers.vary } });
      expect(again.bytes.byteLength).toBe(0);
      expect(again.headers).not.toHaveProperty('content-encoding');
    }
    expect(tags.size).toBe(3);
    const [plain = ''] = tags;
    expect((await get('br', { 'if-none-match': plain })).status).toBe(200);
  });
});

describe('compressed bodies', () => {
  it('are made once, also for concurrent requests, and counted once', async () => {
    const compress = createCompressor();
    const body = Buffer.alloc(10_000, 'x');
    const sizes: number[] = [];
    const onCompressed = (bytes: number) => sizes.push(bytes);
    const [one, other] = await Promise.all([
      compress(body, 'br', onCompressed),
      compress(body, 'br', onCompressed),
    ]);
    expect(other).toBe(one);
    expect(await compress(body, 'br', onCompressed)).toBe(one);
    expect(sizes).toEqual([one.byteLength]);
  });

  it('count in the size of the cache and go with their response', async () => {
    const cache = createResponseCache(null);
    const body = Buffer.alloc(2 ** 19, 'x');
    for (let entry = 0; entry < 70; entry += 1) cache.set(`{${entry}`, { version: 'one', body });
    const kept = await cache.get('{69', 'one');
    expect(await cache.get('{0', 'one')).not.toBeNull();
    for (let time = 0; time < 4; time += 1) cache.addBytes('{69', kept?.body ?? body, 5 * 2 ** 20);
    expect(await cache.get('{69', 'one')).toEqual(kept);
    expect(await cache.get('{1', 'one')).toBeNull();
    cache.addBytes('{68', Buffer.from('another body'), 40 * 2 ** 20);
    expect(await cache.get('{68', 'one')).not.toBeNull();
  });
});
