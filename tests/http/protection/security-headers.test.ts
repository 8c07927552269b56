/** What browsers are told not to do: little for JSON, more for pages, and nothing of it keeps anybody's page from asking. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, serve } from '../../support/http-server.js';
import { type RawRequest, send } from '../../support/raw-http.js';
import { seededDatabase } from '../../support/record.js';
import { ENGLAND, getting, posting } from '../odd-requests.js';

const POLICY = "default-src 'none'; frame-ancestors 'none'";

let serving: Serving;
beforeAll(async () => {
  serving = await serve(await seededDatabase('sqlite'));
});
afterAll(() => serving.close());

const headersOf = async (request: RawRequest) => (await send(serving.address, request)).headers;
const page = (path: string) => ({ method: 'GET', path, headers: { accept: 'text/html' } });

describe('an answer', () => {
  it.each<[string, RawRequest]>([
    ['that is right', posting({ query: ENGLAND })],
    ['that is kept', posting({ query: ENGLAND })],
    ['to a GET', getting({ query: ENGLAND })],
    ['that refuses', posting({ query: '{' })],
    ['that refuses before GraphQL is asked', posting('x', { 'content-encoding': 'gzip' })],
    ['that there is nothing', { method: 'GET', path: '/nowhere' }],
    ['to whoever runs the server', { method: 'GET', path: '/readyz' }],
  ])(
    '%s is what it says it is, shown in no frame, and does not say who made it',
    async (_name, request) => {
      const headers = await headersOf(request);
      expect(headers).toMatchObject({
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
      });
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers).not.toHaveProperty('server');
    },
  );

  it('of the API has no header that means nothing for JSON', async () => {
    expect(Object.keys(await headersOf(posting({ query: ENGLAND }))).sort()).toEqual([
      'access-control-allow-origin',
      'access-control-expose-headers',
      'cache-status',
      'connection',
      'content-length',
      'content-security-policy',
      'content-type',
      'date',
      'x-content-type-options',
      'x-request-id',
    ]);
  });
});

describe('a page', () => {
  it.each(['/playground', '/graphql'])(
    '%s may load what is its own, and tells nobody who reads it',
    async (path) => {
      const headers = await headersOf(page(path));
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
      expect(headers['content-security-policy']).toContain("script-src 'self'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    },
  );

  it('may be linked from anywhere, and says nothing of TLS, which ends elsewhere', async () => {
    const headers = await headersOf(page('/playground'));
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
    expect(headers).not.toHaveProperty('strict-transport-security');
  });
});
