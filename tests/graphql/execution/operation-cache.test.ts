/** What has passed Apollo once is known, within bounds, and answered without it. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/types.js';
import type { RequestParams } from '../../../src/graphql/execution/operation-cache.js';
import { createGraphQLServer, type GraphQLServer } from '../../../src/graphql/server.js';
import { seededDatabase } from '../../support/record.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const TEAM = 'query Team($slug: String!) { team(slug: $slug) { name } }';
const variables = { slug: 'england' };

let database: Database;
let server: GraphQLServer;
beforeAll(async () => {
  database = await seededDatabase('sqlite');
  server = createGraphQLServer(database);
});
afterAll(async () => {
  await server.apollo.stop();
  await database.close();
});

/** Has Apollo answer, as it does the first time. */
async function askApollo(query: string, values: Record<string, unknown> = {}) {
  const contextValue = await server.createContext();
  const { body } = await server.apollo.executeOperation(
    { query, variables: values },
    { contextValue },
  );
  if (body.kind !== 'single') throw new Error('An answer in parts is not expected.');
  return body.singleResult;
}

const answer = (question: RequestParams) => server.operations.execute(question, Infinity);

describe('an operation', () => {
  it('is known once Apollo has let it through, by its text and by its hash', async () => {
    expect(await answer({ query: TEAM, variables })).toBeNull();
    expect(await answer({ documentId: sha256(TEAM), variables })).toBeNull();
    const { data, extensions } = await askApollo(TEAM, variables);
    const expected = `${JSON.stringify({ data, extensions })}\n`;
    for (const question of [{ query: TEAM }, { documentId: sha256(TEAM) }]) {
      const outcome = await answer({ ...question, variables });
      expect(outcome?.text).toBe(expected);
      expect(outcome?.version).toBe(await server.version());
    }
  });

  it('is not known by the text of its hash, nor by the hash of its text twice over', async () => {
    expect(await answer({ query: sha256(TEAM), variables })).toBeNull();
    expect(await answer({ documentId: TEAM, variables })).toBeNull();
    expect(await answer({ variables })).toBeNull();
  });

  it.each([
    ['{ team { name } }', 'is not valid'],
    ['{ team(slug: "england") ', 'is not GraphQL'],
    [
      `{ ${'team(slug: "england") { matches { nodes { home { '.repeat(5)} name ${'} } } }'.repeat(5)} }`,
      'is too deep',
    ],
    [
      '{ players(first: 100) { nodes { matches(first: 100) { nodes { goals { id } } } } } }',
      'costs too much',
    ],
  ])('%s, which %s, stays unknown', async (query) => {
    expect(await askApollo(query)).toHaveProperty('errors');
    expect(await answer({ query })).toBeNull();
  });

  it('is left to Apollo where its answer would have errors', async () => {
    expect(await answer({ query: TEAM })).toBeNull();
    expect(await answer({ query: TEAM, variables: { slug: 5 } })).toBeNull();
    expect(await answer({ query: TEAM, variables, operationName: 'Other' })).toBeNull();
    expect(await answer({ query: TEAM, variables, operationName: '' })).toBeNull();
    expect(await answer({ query: TEAM, variables, operationName: 'Team' })).not.toBeNull();
  });
});

it('What is known is bounded: what was asked for longest ago is forgotten, and asked of Apollo again', async () => {
  const first = '{ team(slug: "england") { slug } }';
  await askApollo(first);
  const filler = ' '.repeat(10_000);
  for (let place = 0; place < 60; place += 1) await askApollo(`{ __typename } #${place}${filler}`);
  expect(await answer({ query: first })).toBeNull();
  expect(await answer({ query: `{ __typename } #59${filler}` })).not.toBeNull();
  expect((await askApollo(first)).data).toEqual({ team: { slug: 'england' } });
  expect(await answer({ query: first })).not.toBeNull();
});

it('A document that is known is neither parsed nor validated again', async () => {
  const other = createGraphQLServer(database);
  const done: string[] = [];
  other.apollo.addPlugin({
    requestDidStart: async () => ({
      parsingDidStart: async () => void done.push('parsed'),
      validationDidStart: async () => void done.push('validated'),
    }),
  });
  for (let time = 1; time <= 3; time += 1) {
    const contextValue = await other.createContext();
    await other.apollo.executeOperation({ query: TEAM, variables }, { contextValue });
  }
  expect(done).toEqual(['parsed', 'validated']);
  await other.apollo.stop();
});
