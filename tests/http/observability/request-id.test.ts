/** Every answer names its request, and so does every error in it, whoever has refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, serve } from '../../support/http-server.js';
import { type RawRequest, send } from '../../support/raw-http.js';
import { seededDatabase } from '../../support/record.js';
import { ENGLAND, getting, posting } from '../odd-requests.js';

const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

let serving: Serving;
beforeAll(async () => {
  serving = await serve(await seededDatabase('sqlite'));
});
afterAll(() => serving.close());

const REFUSED: Record<string, [status: number, request: RawRequest]> = {
  'a syntax error, by Apollo': [400, posting({ query: '{' })],
  'an unknown field, by validation': [400, posting({ query: '{ nothing }' })],
  'a page that is too long, in the middle of an answer': [
    200,
    posting({ query: '{ __typename teams(first: 101) { totalCount } }' }),
  ],
  'a GET with broken variables': [400, getting({ query: ENGLAND, variables: '{' })],
  'JSON that is none': [400, posting('{')],
  'a type that nobody reads': [415, posting('x', { 'content-type': 'application/x-x' })],
  'a packed body': [415, posting('x', { 'content-encoding': 'gzip' })],
  'a body that is too long': [413, posting(' '.repeat(70_000))],
  'an address that cannot be read': [400, { method: 'GET', path: '/%zz' }],
  'an address where nothing is': [404, { method: 'GET', path: '/nowhere' }],
};

describe('an answer names its request', () => {
  it.each(Object.entries(REFUSED))('%s', async (_name, [expected, request]) => {
    const { status, headers, text } = await send(serving.address, request);
    expect(status).toBe(expected);
    expect(headers['x-request-id']).toMatch(UUID);
    expect(Number(headers['content-length'])).toBe(Buffer.byteLength(text));
    const { errors } = JSON.parse(text);
    expect(errors.length).toBeGreaterThan(0);
    for (const { extensions } of errors) {
      expect(extensions.code).toBeTypeOf('string');
      expect(extensions.requestId).toBe(headers['x-request-id']);
    }
  });

  it.each([
    ['that is right', posting({ query: ENGLAND })],
    ['of another page', { method: 'GET', path: '/playground' }],
    ['to whoever runs the server', { method: 'GET', path: '/livez' }],
    ['with another id each time', posting({ query: ENGLAND })],
  ])('%s', async (_name, request: RawRequest) => {
    const ids = new Set();
    for (let time = 1; time <= 3; time += 1) {
      const { headers, text } = await send(serving.address, request);
      expect(headers['x-request-id']).toMatch(UUID);
      expect(text).not.toContain('requestId');
      ids.add(headers['x-request-id']);
    }
    expect(ids.size).toBe(3);
  });

  it('and takes no id from a client', async () => {
    const request = posting({ query: '{' }, { 'x-request-id': 'of-my-own-making' });
    const { headers, text } = await send(serving.address, request);
    expect(headers['x-request-id']).toMatch(UUID);
    expect(text).not.toContain('of-my-own-making');
  });
});
