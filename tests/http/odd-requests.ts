/** Requests for what is known and kept, plain ones and some that are odd, each in its own way. */
import { createHash } from 'node:crypto';
import type { RawRequest } from '../support/raw-http.js';

const JSON_BODY = { 'content-type': 'application/json' };
const PREFLIGHTED = { 'apollo-require-preflight': 'yes' };

export const ENGLAND = '{ team(slug: "england") { name } }';
export const NAMED = 'query Team($slug: String! = "england") { team(slug: $slug) { name } }';
export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export const posting = (body: unknown, headers: Record<string, string> = {}): RawRequest => ({
  headers: { ...JSON_BODY, ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
export const getting = (
  parameters: string | Record<string, string>,
  headers: Record<string, string> = PREFLIGHTED,
) => ({
  method: 'GET',
  path: `/graphql?${typeof parameters === 'string' ? parameters : new URLSearchParams(parameters)}`,
  headers,
});

export const persisted = (sha256Hash: unknown, version: unknown = 1) => ({
  extensions: { persistedQuery: { version, sha256Hash } },
});
/** The same as parameters of an address. */
export const persistedParameters = (hash: string) => ({
  extensions: JSON.stringify(persisted(hash).extensions),
});

/** An odd request for each of several values, named by it. */
const each = <Value>(
  values: readonly Value[],
  name: (value: string) => string,
  request: (value: Value) => RawRequest,
) =>
  Object.fromEntries(
    values.map((value) => [
      name(typeof value === 'string' ? value : JSON.stringify(value)),
      request(value),
    ]),
  );

const encoded = encodeURIComponent(ENGLAND);
const HASH = sha256(ENGLAND);

export const ODD: Record<string, RawRequest> = {
  'a body without a type': { body: JSON.stringify({ query: ENGLAND }) },
  ...each(
    [
      'application/json; charset=utf-8',
      'application/json;charset=UTF-8',
      'application/json; charset=latin1',
      'APPLICATION/JSON',
      'application/jsonx',
      'application/graphql',
      'text/plain',
      'application/x-www-form-urlencoded',
    ],
    (type) => `a body of type ${type}`,
    (type) => posting({ query: ENGLAND }, { 'content-type': type }),
  ),
  ...each(
    [
      'application/graphql-response+json',
      'application/graphql-response+json,application/json;q=0.9',
      'application/graphql-response+json, application/json',
      'application/graphql-response+json, application/json;q=0.9',
      'application/graphql-response+json; charset=utf-8, application/json; charset=utf-8',
      'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
      'application/json',
      'application/json, text/plain, */*',
      'application/json, */*',
      '*/*',
      'application/json;q=0.1, application/graphql-response+json;q=0.2',
      'application/json;q=0',
      'application/xml',
      'text/html',
      'nonsense',
    ],
    (accept) => `accepting ${accept}`,
    (accept) => posting({ query: ENGLAND }, { accept }),
  ),
  'a body after a space': posting(` ${JSON.stringify({ query: ENGLAND })}`),
  'a body before a line feed': posting(`${JSON.stringify({ query: ENGLAND })}\n`),
  'an empty body': posting(''),
  'a body that is an address': posting(getting({ query: ENGLAND }).path),
  'a body cut short': posting(JSON.stringify({ query: ENGLAND }).slice(0, -1)),
  'a list of questions': posting([{ query: ENGLAND }]),
  'a text for a body': posting(JSON.stringify(ENGLAND)),
  'one key twice': posting(
    `{"query":"{ team(slug: \\"wales\\") { name } }","query":${JSON.stringify(ENGLAND)}}`,
  ),
  'a prototype': posting(`{"query":${JSON.stringify(ENGLAND)},"__proto__":{"operationName":"x"}}`),
  'a prototype in the variables': posting(
    `{"query":${JSON.stringify(NAMED)},"variables":{"__proto__":{"slug":"wales"}}}`,
  ),
  'a constructor': posting(`{"query":${JSON.stringify(ENGLAND)},"constructor":{"prototype":{}}}`),
  'an address with a query besides the body': {
    ...posting({ query: ENGLAND }),
    path: '/graphql?query=x',
  },
  ...each(
    [[], 'x', 5, null, {}, { slug: 'wales' }, { slug: null }, { unknown: 1 }] as unknown[],
    (variables) => `the variables ${variables}`,
    (variables) => posting({ query: NAMED, variables }),
  ),
  ...each(
    [5, '', 'Team', 'Nobody', null, [], 'constructor'] as unknown[],
    (operationName) => `the operation name ${operationName}`,
    (operationName) => posting({ query: NAMED, operationName }),
  ),
  'the name of an operation without a name': posting({ query: ENGLAND, operationName: 'Team' }),
  'two operations, none named': posting({ query: `query A ${ENGLAND} query B ${ENGLAND}` }),
  'two operations, one named': posting({
    query: `query A ${ENGLAND} query B ${ENGLAND}`,
    operationName: 'B',
  }),
  ...each(
    [[], 'x', 5, null, {}, { client: 'x' }, { persistedQuery: null }, { persistedQuery: 5 }],
    (value) => `the extensions ${value}`,
    (extensions) => posting({ query: ENGLAND, extensions }),
  ),
  ...each(
    [null, 5, '', [], HASH] as unknown[],
    (query) => `the query ${query}`,
    (query) => posting({ query }),
  ),
  'a hash': posting(persisted(HASH)),
  'a hash besides its query': posting({ query: ENGLAND, ...persisted(HASH) }),
  'a hash besides another query': posting({ query: NAMED, ...persisted(HASH) }),
  'a hash besides no query': posting({ query: null, ...persisted(HASH) }),
  'a hash of another version': posting(persisted(HASH, 2)),
  'a hash in capitals': posting(persisted(HASH.toUpperCase())),
  'the text for its hash': posting(persisted(ENGLAND)),
  'a hash that is none': posting(persisted(5)),
  GET: getting({ query: ENGLAND }),
  'GET without a preflight': getting({ query: ENGLAND }, {}),
  'GET with an empty preflight': getting({ query: ENGLAND }, { 'apollo-require-preflight': '' }),
  'GET with the name of an operation for a preflight': getting(
    { query: ENGLAND },
    { 'x-apollo-operation-name': 'x' },
  ),
  'GET of JSON': getting({ query: ENGLAND }, JSON_BODY),
  'GET of JSON, after a preflight': getting({ query: ENGLAND }, { ...PREFLIGHTED, ...JSON_BODY }),
  'GET of text, after a preflight': getting(
    { query: ENGLAND },
    { ...PREFLIGHTED, 'content-type': 'text/plain' },
  ),
  'GET with two queries': getting(`query=${encoded}&query=${encoded}`),
  'GET with two lots of variables': getting(
    `query=${encodeURIComponent(NAMED)}&variables=%7B%7D&variables=%7B%7D`,
  ),
  'GET with something else': getting({ query: ENGLAND, constructor: 'x' }),
  'GET with something else twice': getting(`query=${encoded}&x=1&x=2`),
  ...each(
    ['', 'x', 'null', '[]', '5', '{}', '{"slug":"wales"}', '{"slug":'],
    (variables) => `GET with the variables ${variables}`,
    (variables) => getting({ query: NAMED, variables }),
  ),
  ...each(
    ['', 'x', 'null', '[]', '{}', '{"x":1}'],
    (extensions) => `GET with the extensions ${extensions}`,
    (extensions) => getting({ query: ENGLAND, extensions }),
  ),
  'GET with a hash': getting(persistedParameters(HASH)),
  'GET with a hash besides its query': getting({ query: ENGLAND, ...persistedParameters(HASH) }),
  'GET with no name of an operation': getting({ query: ENGLAND, operationName: '' }),
  'GET with the name of no operation': getting({ query: NAMED, operationName: 'Nobody' }),
  'GET with the name of an operation': getting({ query: NAMED, operationName: 'Team' }),
  'GET of an empty query': getting({ query: '' }),
  'GET of nothing': { method: 'GET', headers: PREFLIGHTED },
  'GET with spaces as plus signs': getting(`query=${encoded.replaceAll('%20', '+')}`),
  'GET with a percent sign that means nothing': getting(`query=${encoded}%23%zz`),
  'GET with a byte that is no letter': getting(`query=${encoded}%23%ff`),
  'GET with a fragment': getting(`query=${encoded}#x`),
  ...each(
    ['HEAD', 'PUT', 'DELETE', 'PATCH'],
    (method) => method,
    (method) => ({ ...getting({ query: ENGLAND }), method }),
  ),
};
