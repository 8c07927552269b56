/** What comes again is answered without Apollo, byte for byte as Apollo answers it; what Apollo refuses is always refused. */
import { print } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLES, operations } from '../../graphql/operations.js';
import { type Serving, serve } from '../../support/http-server.js';
import { type RawRequest, send } from '../../support/raw-http.js';
import { seededDatabase } from '../../support/record.js';
import {
  ENGLAND,
  getting,
  NAMED,
  ODD,
  persisted,
  persistedParameters,
  posting,
  sha256,
} from '../odd-requests.js';

let keeping: Serving;
let answering: Serving;
let apollo: Serving;
beforeAll(async () => {
  const database = await seededDatabase('sqlite');
  const open = { ...database, close: async () => {} };
  keeping = await serve(database);
  answering = await serve(open, { keepAnswers: false });
  apollo = await serve(open, { keepAnswers: false, apolloAlone: true });
});
afterAll(async () => {
  await answering.close();
  await apollo.close();
  await keeping.close();
});

async function told(serving: Serving, request: RawRequest) {
  const { status, headers, text } = await send(serving.address, request);
  return { status, type: headers['content-type'], text: withoutId(text) };
}

/** An answer without what is another in every answer with errors. */
const withoutId = (text: string) => text.replace(/"requestId":"[^"]*"/g, '"requestId":""');

const contract = operations.map(
  ({ name, document }) =>
    [name, { query: print(document), variables: EXAMPLES[name]?.[0] }] as const,
);

describe('what comes again', () => {
  it.each(contract)('%s is answered like the first time, kept or anew', async (_name, question) => {
    const expected = await told(apollo, posting(question));
    expect(JSON.parse(expected.text)).not.toHaveProperty('errors');
    for (const serving of [keeping, answering]) {
      for (let time = 1; time <= 3; time += 1) {
        expect(await told(serving, posting(question))).toEqual(expected);
      }
    }
  });

  it.each([
    ['{ team(slug: "england") { matches(first: 101) { totalCount } } }', {}],
    ['{ teams(first: 2) { nodes { name matches(after: "foreign") { totalCount } } } }', {}],
    ['query($day: Date) { coverage(asOf: $day) { matches } }', { day: '2023-02-30' }],
    ['query($slug: String!) { team(slug: $slug) { name } }', {}],
    ['query($slug: String!) { team(slug: $slug) { name } }', { slug: null }],
    ['query($text: String!) { search(text: $text) { title } }', { text: '\u0000' }],
    ['{ team { name } }', {}],
    ['{ team(', {}],
  ])('%s is refused like the first time, and never kept', async (query, variables) => {
    const expected = await told(apollo, posting({ query, variables }));
    expect(JSON.parse(expected.text)).toHaveProperty('errors');
    for (let time = 1; time <= 3; time += 1) {
      const response = await send(keeping.address, posting({ query, variables }));
      const { status, headers, text } = response;
      expect({ status, type: headers['content-type'], text: withoutId(text) }).toEqual(expected);
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['cache-status']).toBe('scoresheet; fwd=miss');
    }
  });

  it('a known operation is refused where its variables make it wrong, and answered where they do not', async () => {
    const query = 'query($day: Date) { coverage(asOf: $day) { matches } }';
    for (const day of ['2022-12-10', '2023-02-30', '2022-12-11', null, 5]) {
      const question = posting({ query, variables: { day } });
      expect(await told(keeping, question)).toEqual(await told(apollo, question));
    }
  });
});

describe('a request for what is known and kept is answered as Apollo alone answers it', () => {
  beforeAll(async () => {
    for (const serving of [keeping, apollo]) {
      for (const question of [
        { query: ENGLAND, ...persisted(sha256(ENGLAND)) },
        { query: ENGLAND },
        { query: NAMED },
        { query: `query A ${ENGLAND} query B ${ENGLAND}`, operationName: 'A' },
      ]) {
        for (let time = 1; time <= 2; time += 1) await serving.post(question);
      }
      for (const query of [ENGLAND, NAMED]) await send(serving.address, getting({ query }));
    }
  });

  it.each(Object.entries(ODD))('%s', async (_name, request) => {
    const expected = await told(apollo, request);
    // The first may be the one that is kept, and the next what is made of it.
    for (let time = 1; time <= 3; time += 1) expect(await told(keeping, request)).toEqual(expected);
  });

  it('and the plain ones are hits', async () => {
    for (const request of [
      posting({ query: ENGLAND }),
      getting({ query: ENGLAND }),
      getting(persistedParameters(sha256(ENGLAND))),
    ]) {
      const { headers } = await send(keeping.address, request);
      expect(headers['cache-status']).toBe('scoresheet; hit');
    }
  });
});
