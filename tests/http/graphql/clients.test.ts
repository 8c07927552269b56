/** GraphQL clients, as their packages are, on the page of another origin: each is answered, and revalidates what it has. */

import { readFileSync } from 'node:fs';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { Client, cacheExchange, fetchExchange } from '@urql/core';
import { parse, print, separateOperations } from 'graphql';
import { GraphQLClient } from 'graphql-request';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserFetch, createBrowserFetch } from '../../support/browser-fetch.js';
import { type Serving, serve } from '../../support/http-server.js';
import { seededDatabase } from '../../support/record.js';
import { sha256 } from '../odd-requests.js';

/** A query of its own for each test: a hash is known once its text was run. */
const queryNamed = (name: string) => `query ${name}($slug: String!) { team(slug: $slug) { name } }`;
const variables = { slug: 'england' };
const ENGLAND = { team: { name: 'England' } };

const STORED = 'scoresheet; fwd=miss; stored';
const HIT = 'scoresheet; hit';
/** A first GET, and the same again. */
const COMPUTED_AND_REVALIDATED = [
  { method: 'GET', status: 200, cacheStatus: STORED },
  { method: 'GET', status: 304, cacheStatus: HIT },
];

let serving: Serving;
let url: string;
beforeAll(async () => {
  serving = await serve(await seededDatabase('sqlite'));
  url = `${serving.address}/graphql`;
});
afterAll(() => serving.close());

describe('clients', () => {
  it('urql with default options sends GET and revalidates', async () => {
    const browser = createBrowserFetch();
    const client = new Client({
      url,
      exchanges: [cacheExchange, fetchExchange],
      fetch: browser.fetch,
    });
    for (let time = 1; time <= 2; time += 1) {
      const { data, error } = await client
        .query(queryNamed('Urql'), variables, { requestPolicy: 'network-only' })
        .toPromise();
      expect(error).toBeUndefined();
      expect(data).toMatchObject(ENGLAND);
    }
    expect(browser.exchanges).toEqual(COMPUTED_AND_REVALIDATED);
  });

  const createApollo = (browser: BrowserFetch) =>
    new ApolloClient({
      cache: new InMemoryCache(),
      link: new PersistedQueryLink({ sha256, useGETForHashedQueries: true }).concat(
        new HttpLink({ uri: url, fetch: browser.fetch }),
      ),
    });

  async function queryApollo(client: ApolloClient, name: string) {
    const query = gql(queryNamed(name));
    const { data } = await client.query({ query, variables, fetchPolicy: 'network-only' });
    expect(data).toMatchObject(ENGLAND);
  }

  it('Apollo Client registers a persisted query once, then asks for it by GET and revalidates', async () => {
    const browser = createBrowserFetch();
    const client = createApollo(browser);
    for (let time = 1; time <= 3; time += 1) await queryApollo(client, 'Persisted');
    expect(browser.exchanges).toEqual([
      { method: 'GET', status: 200, cacheStatus: 'scoresheet; fwd=miss' },
      { method: 'POST', status: 200, cacheStatus: 'scoresheet; fwd=miss' },
      ...COMPUTED_AND_REVALIDATED,
    ]);
    const other = createBrowserFetch();
    await queryApollo(createApollo(other), 'Persisted');
    expect(other.exchanges).toEqual([{ method: 'GET', status: 200, cacheStatus: HIT }]);
  });

  it('Apollo Client sends GET with the text of a query and revalidates', async () => {
    const browser = createBrowserFetch();
    const link = new HttpLink({ uri: url, fetch: browser.fetch, useGETForQueries: true });
    const client = new ApolloClient({ cache: new InMemoryCache(), link });
    for (let time = 1; time <= 2; time += 1) await queryApollo(client, 'Text');
    expect(browser.exchanges).toEqual(COMPUTED_AND_REVALIDATED);
  });

  it('graphql-request sends GET and revalidates', async () => {
    const browser = createBrowserFetch();
    const client = new GraphQLClient(url, { method: 'GET', fetch: browser.fetch });
    for (let time = 1; time <= 2; time += 1) {
      expect(await client.request(queryNamed('ByGet'), variables)).toEqual(ENGLAND);
    }
    expect(browser.exchanges).toEqual(COMPUTED_AND_REVALIDATED);
  });

  it('graphql-request sends POST with default options and gets the cached response', async () => {
    const browser = createBrowserFetch();
    const client = new GraphQLClient(url, { fetch: browser.fetch });
    for (let time = 1; time <= 2; time += 1) {
      expect(await client.request(queryNamed('ByPost'), variables)).toEqual(ENGLAND);
    }
    expect(browser.exchanges).toEqual([
      { method: 'POST', status: 200, cacheStatus: STORED },
      { method: 'POST', status: 200, cacheStatus: HIT },
    ]);
  });

  it('fetch without any header gets GET answered without a preflight and revalidates', async () => {
    const browser = createBrowserFetch();
    const search = new URLSearchParams({ query: '{ team(slug: "england") { name } }' });
    for (let time = 1; time <= 2; time += 1) {
      const response = await browser.fetch(`${url}?${search}`);
      expect(await response.json()).toMatchObject({ data: ENGLAND });
    }
    expect(browser.exchanges).toEqual(COMPUTED_AND_REVALIDATED);
  });
});

it('Scripts of another origin may read the headers that clients need', async () => {
  const { headers } = await fetch(`${url}?query={__typename}`);
  const exposed = headers.get('access-control-expose-headers')?.toLowerCase().split(', ');
  expect(exposed?.sort()).toEqual(
    ['etag', 'retry-after', 'x-request-id', 'cache-status', 'ratelimit', 'ratelimit-policy'].sort(),
  );
});

describe('a documentId', () => {
  const document = separateOperations(
    parse(readFileSync('operations/matches.graphql', 'utf8')),
  ).MatchPage;
  const hash = sha256(document ? print(document) : '');
  const match = { slug: '2022-12-10-england-france' };

  it.each(['MatchPage', hash, `sha256:${hash}`])(
    'runs an own operation by GET and by POST: %s',
    async (documentId) => {
      const browser = createBrowserFetch();
      const search = new URLSearchParams({ documentId, variables: JSON.stringify(match) });
      for (let time = 1; time <= 2; time += 1) {
        const response = await browser.fetch(`${url}?${search}`);
        expect(await response.json()).toMatchObject({ data: { match } });
      }
      expect(browser.exchanges).toEqual(COMPUTED_AND_REVALIDATED);
      const posted = await serving.post({ documentId, variables: match });
      expect(await posted.json()).toMatchObject({ data: { match } });
      expect(posted.headers.get('cache-status')).toBe(STORED);
    },
  );

  it('runs a query that a client has registered, and answers PERSISTED_QUERY_NOT_FOUND before', async () => {
    const query = '{ team(slug: "france") { name } }';
    const ask = async () => {
      const response = await fetch(`${url}?documentId=${sha256(query)}`);
      return response.json();
    };
    expect(await ask()).toMatchObject({
      errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    });
    await serving.post({ query, documentId: sha256(query) });
    expect(await ask()).toMatchObject({ data: { team: { name: 'France' } } });
  });

  it('is refused with a text that has another hash', async () => {
    const response = await serving.post({ query: '{ __typename }', documentId: hash });
    expect(response.status).toBe(400);
  });
});
