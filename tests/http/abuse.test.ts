/**
 * What is sent by whoever means harm, over HTTP: each of it ends in an error of the client's, says nothing
 * of our inside, and the next honest question is answered.
 */
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, serve } from '../support/http-server.js';
import { seededDatabase } from '../support/record.js';

/** Bounds a request that is never answered, on a machine ten times as slow. */
const HANG_TIMEOUT_MS = 5 * 60_000;

/** Words of our inside: stacks, SQL, files, addresses. */
const INSIDE =
  /node_modules|\.[jt]s:\d|SELECT |FROM matches|sqlite|postgres|prisma|\/tmp\/|127\.0\.0\.1|ECONN/i;

/** Codes that blame the client. */
const CLIENTS = [
  'AMBIGUOUS',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'COST_LIMIT_EXCEEDED',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
];

interface Answer {
  status: number;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its question.
  json: any;
}

let serving: Serving;
beforeAll(async () => {
  serving = await serve(await seededDatabase('sqlite'));
});
afterAll(() => serving.close());

async function send(init: RequestInit, path = '/graphql'): Promise<Answer> {
  const signal = AbortSignal.timeout(HANG_TIMEOUT_MS);
  const response = await fetch(`${serving.address}${path}`, { method: 'POST', signal, ...init });
  const text = await response.text();
  return { status: response.status, text, json: parsed(text) };
}

function parsed(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const JSON_BODY = { 'content-type': 'application/json' };
const post = (body: unknown, headers: Record<string, string> = {}) =>
  send({
    headers: { ...JSON_BODY, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** Refused: by a status, or by the code of every error. */
function expectRefused({ status, text, json }: Answer): void {
  expect(status).toBeLessThan(500);
  if (status < 400) {
    expect(json?.errors?.length, text).toBeGreaterThan(0);
    for (const { extensions } of json.errors) expect(CLIENTS).toContain(extensions?.code);
  }
  expect(text).not.toMatch(INSIDE);
  expect(text).not.toContain('INTERNAL_SERVER_ERROR');
  expect(text.length).toBeLessThan(10_000);
}

/** Let in, and found to be nothing. */
function expectHarmless({ status, text, json }: Answer): void {
  expect(status, text).toBe(200);
  expect(json.errors).toBeUndefined();
  expect(text).not.toMatch(INSIDE);
}

afterEach(async () => {
  const answer = await post({ query: '{ team(slug: "england") { name } }' });
  expect(answer.json.data).toEqual({ team: { name: 'England' } });
});

const times = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');

const bomb = (levels: number, spread: (next: string) => string) =>
  `{ team(slug: "england") { ...f0 } } ${times(levels, (i) => `fragment f${i} on Team { ${spread(`f${i + 1}`)} }`)} fragment f${levels} on Team { name }`;

const deep = (levels: number) =>
  `{ match(slug: "a") { ${'home { matches(first: 1) { nodes { '.repeat(levels)} slug ${'} } } '.repeat(levels)} } }`;

const DOCUMENTS: Record<string, string> = {
  'a thousand aliases': `{ ${times(1000, (i) => `a${i}: team(slug: "england") { name }`)} }`,
  'thirty-one aliases': `{ ${times(31, (i) => `a${i}: __typename`)} }`,
  'aliases of the introspection': `{ ${times(20, (i) => `a${i}: __schema { types { name } }`)} }`,
  'fragments that double': bomb(25, (next) => `...${next} ...${next}`),
  'fragments that double under aliases': bomb(
    12,
    (next) =>
      `a: matches(first: 1) { nodes { home { ...${next} } } } b: matches(first: 1) { nodes { home { ...${next} } } }`,
  ),
  'a fragment of itself': '{ team(slug: "a") { ...a } } fragment a on Team { ...a }',
  'fragments in a circle':
    '{ team(slug: "a") { ...a } } fragment a on Team { ...b } fragment b on Team { ...a }',
  'fields nested without end': deep(50),
  'fields nested a little too deep': deep(5),
  'braces without end': '{ team'.repeat(5000),
  'lists without end': `{ nodes(ids: ${'['.repeat(1000)}`,
  'ten thousand directives': `{ __typename ${'@include(if: true) '.repeat(10_000 / 5)} }`,
  'eleven directives': `{ ${times(11, (i) => `...@skip(if: ${i % 2 === 0}) { __typename }`)} }`,
  'unknown directives': `{ __typename ${times(10, (i) => `@nothing${i}`)} }`,
  'a field twenty thousand times': `{ ${'a '.repeat(20_000)} }`,
  'overlapping fields': `{ ${times(200, () => '... { team(slug: "a") { name } }')} }`,
  'fields in conflict': `{ ${times(200, (i) => `team(slug: "${i}") { name }`)} }`,
  'introspection in a circle': `{ __schema { types { ${'fields { type { '.repeat(6)} name ${'} } '.repeat(6)} } } }`,
  'nested pages':
    '{ teams(first: 100) { nodes { matches(first: 100) { nodes { goals { id } } } } } }',
  'nested pages by the back door':
    '{ teams(last: 100) { edges { node { matches(last: 100) { edges { node { slug } } } } } } }',
  'nested plain lists':
    '{ tournaments { editions { hosts { matches { nodes { goals { sources { title } } } } } } } }',
  'the dearest field many times': `{ ${times(10, (i) => `a${i}: topScorers(first: ${i + 1}) { explanation }`)} }`,
  'a huge page': '{ teams(first: 1000000000) { nodes { name } } }',
  'a page beyond all integers': `{ teams(first: ${'9'.repeat(400)}) { nodes { name } } }`,
  'a page that is not whole': '{ teams(first: 1.5) { nodes { name } } }',
  'a page of -1': '{ teams(first: -1) { nodes { name } } }',
  'a page of 0': '{ teams(last: 0) { nodes { name } } }',
  'a page from both ends': '{ teams(first: 1, last: 1) { nodes { name } } }',
  'a default beyond the page':
    'query($n: Int = 2147483647) { teams(first: $n) { nodes { name } } }',
  infinity:
    '{ checkClaim(claim: { goalsPerCap: { player: "harry-kane", value: 1e309 } }) { kind } }',
  'a cursor that was made up': '{ teams(after: "bm9uc2Vuc2U=") { nodes { name } } }',
  'a cursor of another list': `{ goals(after: "${Buffer.from('1|teams|england').toString('base64url')}") { nodes { id } } }`,
  'a day that does not exist': '{ matches(filter: { on: "2023-02-30" }) { totalCount } }',
  'a day with SQL in it': `{ matches(filter: { on: "2022-12-10' OR '1'='1" }) { totalCount } }`,
  'an order with SQL in it': '{ matches(orderBy: "date; DROP TABLE matches") { totalCount } }',
  'ten thousand ids': `{ nodes(ids: [${'"a",'.repeat(10_000 / 5)}]) { id } }`,
  'a text of 50 kB': `{ team(slug: "${'a'.repeat(50_000)}") { name } }`,
  'NUL in a text': '{ team(slug: "eng\\u0000land") { name } }',
  'a search that is too long': `{ search(text: "${'a '.repeat(60)}") { title } }`,
  'two claims in one':
    '{ checkClaim(claim: { score: { match: "a", home: 1, away: 2 }, titleHolder: { team: "a", tournament: "b" } }) { kind } }',
  'a claim of nothing': '{ checkClaim(claim: {}) { kind } }',
  'a mutation': 'mutation { deleteEverything }',
  'a subscription': 'subscription { matches { totalCount } }',
  'a schema': 'type Query { a: Int }',
  'several operations, none named': 'query A { __typename } query B { __typename }',
  'nothing at all': '',
  'no GraphQL': 'DROP TABLE matches;',
  'a byte order mark and worse': '\ufeff\u0007{ __typename }',
};

describe('a hostile document is refused', () => {
  it.each(Object.entries(DOCUMENTS))('%s', async (_name, query) => {
    expectRefused(await post({ query }));
    // What was refused once is refused again: nothing has remembered it.
    expectRefused(await post({ query }));
  });
});

const PAGE = 'query($first: Int) { teams(first: $first) { nodes { name } } }';
const TEAM = 'query($slug: String!) { team(slug: $slug) { name } }';
const CLAIM = 'query($claim: ClaimInput!) { checkClaim(claim: $claim) { kind } }';

const VARIABLES: Record<string, [query: string, variables: unknown]> = {
  'a huge page': [PAGE, { first: 2147483647 }],
  'a page beyond all integers': [PAGE, { first: 1e300 }],
  'a page as a text': [PAGE, { first: '5' }],
  'a page as a list': [PAGE, { first: [1, 2, 3] }],
  'an object for a text': [TEAM, { slug: { contains: '' } }],
  'a list for a text': [TEAM, { slug: ['england', 'france'] }],
  NUL: [TEAM, { slug: 'england\u0000' }],
  'a text of 50 kB': [TEAM, { slug: 'a'.repeat(50_000) }],
  'a list of twenty thousand': [
    'query($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    { ids: Array(20_000).fill(1) },
  ],
  'ten thousand players': [
    'query($p: [String!]!) { comparePlayers(players: $p) { asOf } }',
    { p: Array(10_000).fill('a') },
  ],
  'a field that no input has': [
    CLAIM,
    { claim: { score: { match: 'a', home: 1, away: 1, $where: '1' } } },
  ],
  'no variables at all': [TEAM, 'slug'],
  'variables as a list': [TEAM, ['england']],
};

describe('hostile variables are refused', () => {
  it.each(Object.entries(VARIABLES))('%s', async (_name, [query, variables]) => {
    // Asked honestly first, so that the document is known: variables are looked at all the same.
    await post({ query, variables: { first: 1, slug: 'england', ids: ['a'], p: ['a', 'b'] } });
    await post({ query, variables: { first: 2, slug: 'france', ids: ['b'], p: ['b', 'a'] } });
    expectRefused(await post({ query, variables }));
  });

  it('five thousand levels', async () => {
    const slug = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    const body = `{"query":${JSON.stringify(TEAM)},"variables":{"slug":${slug}}}`;
    expectRefused(await post(body));
  });

  it('half a surrogate pair', async () => {
    expectRefused(await post(`{"query":${JSON.stringify(TEAM)},"variables":{"slug":"\\ud83d"}}`));
  });
});

describe('what looks hostile and is not is found to be nothing', () => {
  const TEXTS = [
    "' OR '1'='1",
    '"; DROP TABLE matches; --',
    '%',
    '_',
    '%%%',
    '\\',
    '*',
    '💥'.repeat(200),
    '\u202e',
    '{{7*7}}',
  ];
  const PLACES = [
    'team(slug: $text) { name }',
    'match(slug: $text) { slug }',
    'player(slug: $text) { slug }',
    'tournament(slug: $text) { slug }',
    'article(slug: $text) { slug }',
    'players(team: $text) { totalCount }',
    'matches(filter: { city: $text }) { totalCount }',
    'matches(filter: { stage: $text }) { totalCount }',
    'matches(filter: { country: $text, tournament: $text }) { totalCount }',
    'goals(filter: { scorer: $text, match: $text }) { totalCount }',
    'penalties(filter: { taker: $text }) { totalCount }',
    'hatTricks(filter: { team: $text, opponent: $text }) { totalCount }',
    'headToHead(team: $text, opponent: $text) { played }',
  ];
  it.each(PLACES)('%s', async (field) => {
    for (const text of TEXTS) {
      const answer = await post({
        query: `query($text: String!) { found: ${field} }`,
        variables: { text },
      });
      expectHarmless(answer);
      expect([null, { totalCount: 0 }]).toContainEqual(answer.json.data.found);
    }
  });

  it.each(['__proto__', 'constructor', 'toString'])('a variable %s', async (name) => {
    const body = `{"query":"query($${name}: String) { __typename team(slug: \\"x\\") { nameOn(date: \\"2020-01-01\\") } }","variables":{"${name}":{"first":1}}}`;
    expect((await post(body)).status).toBeLessThan(500);
    expect(({} as Record<string, unknown>).first).toBeUndefined();
  });

  it('ids of everything and nothing', async () => {
    const ids = [
      'Match:',
      'Match:\u0000',
      'Nothing:1',
      'Team:__proto__',
      '::',
      'Goal:a/-1',
      'Claim:a/1e9',
    ].map((id) => Buffer.from(id).toString('base64url'));
    const query = 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    const { status, json } = await post({ query, variables: { ids: [...ids, 'x', '', '💥'] } });
    expect(status).toBe(200);
    expect(json.data.nodes).toEqual(Array(ids.length + 3).fill(null));
  });
});

const HONEST = JSON.stringify({ query: '{ __typename }' });
const persisted = (sha256Hash: unknown, version: unknown = 1) => ({
  extensions: { persistedQuery: { version, sha256Hash } },
});

describe('a hostile request is refused', () => {
  it.each<[string, () => Promise<Answer>]>([
    ['a batch', () => post([{ query: '{ __typename }' }, { query: '{ __typename }' }])],
    ['no JSON', () => post('{"query":')],
    ['JSON that is no question', () => post('42')],
    ['an empty body', () => post('')],
    ['a query that is no text', () => post({ query: { kind: 'Document' } })],
    [
      'an operation that is not there',
      () => post({ query: 'query A { __typename }', operationName: 'B' }),
    ],
    ['a name of 50 kB', () => post({ query: '{ __typename }', operationName: 'a'.repeat(50_000) })],
    ['a body of 70 kB', () => post({ query: `{ __typename } #${'a'.repeat(70_000)}` })],
    [
      'a compressed body',
      () => send({ headers: { ...JSON_BODY, 'content-encoding': 'gzip' }, body: gzipSync(HONEST) }),
    ],
    [
      'a form',
      () =>
        send({
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: 'query={__typename}',
        }),
    ],
    ['plain text', () => send({ headers: { 'content-type': 'text/plain' }, body: HONEST })],
    [
      'a multipart body',
      () => send({ headers: { 'content-type': 'multipart/form-data; boundary=a' }, body: '--a--' }),
    ],
    [
      'a mutation by GET',
      () =>
        send(
          { method: 'GET', headers: { 'apollo-require-preflight': '1' } },
          `/graphql?query=${encodeURIComponent('mutation { a }')}`,
        ),
    ],
    [
      'a GET with two queries',
      () =>
        send(
          { method: 'GET', headers: { 'apollo-require-preflight': '1' } },
          '/graphql?query={a}&query={b}',
        ),
    ],
    [
      'a GET with broken variables',
      () =>
        send(
          { method: 'GET', headers: { 'apollo-require-preflight': '1' } },
          '/graphql?query={__typename}&variables={',
        ),
    ],
    ['another method', () => send({ method: 'PUT', headers: JSON_BODY, body: HONEST })],
    [
      'another method by a header',
      () => send({ method: 'DELETE', headers: { 'x-http-method-override': 'POST' } }),
    ],
    ['a media type that nobody speaks', () => post(HONEST, { accept: 'image/png' })],
    [
      'a hash that is not of the query',
      () => post({ query: '{ __typename }', ...persisted('0'.repeat(64)) }),
    ],
    ['a hash of nothing', () => post(persisted('0'.repeat(64)))],
    ['a hash that is no text', () => post(persisted(42))],
    [
      'a hash that is an object',
      () => post({ query: '{ __typename }', ...persisted({ $ne: null }) }),
    ],
    ['a hash of nobody’s version', () => post(persisted('0'.repeat(64), 'x'))],
    ['a path of our files', () => send({ method: 'GET' }, '/..%2f..%2fetc/passwd')],
    [
      'an address without end',
      () => send({ method: 'GET' }, `/graphql?query=${'a'.repeat(10_000)}`),
    ],
  ])('%s', async (_name, ask) => {
    const answer = await ask();
    expectRefused(answer);
  });

  it('a body of 70 kB is too large', async () => {
    expect((await post({ query: `{ __typename } #${'a'.repeat(70_000)}` })).status).toBe(413);
  });

  it('a compressed body is of no type that is taken', async () => {
    const headers = { ...JSON_BODY, 'content-encoding': 'gzip' };
    expect((await send({ headers, body: gzipSync(HONEST) })).status).toBe(415);
  });
});

describe('many at once', () => {
  it('sixty-four of the dearest question keep nobody else waiting', async () => {
    const scorers = times(
      3,
      (i) => `a${i}: topScorers(first: ${10 + i}, asOf: $asOf) { explanation }`,
    );
    const query = `query($asOf: Date) { ${scorers} }`;
    const dear = Array.from({ length: 64 }, (_, index) =>
      serving.post({ query, variables: { asOf: `${1960 + index}-01-01` } }),
    );
    const honest = await post({ query: '{ match(slug: "2022-12-10-england-france") { slug } }' });
    expect(honest.json.data.match.slug).toBe('2022-12-10-england-france');
    for (const { status } of await Promise.all(dear)) expect([200, 503]).toContain(status);
  });

  it('three thousand different documents are answered, and nobody else waits', async () => {
    for (let start = 0; start < 3000; start += 50) {
      const batch = Array.from({ length: 50 }, (_, index) =>
        serving.post({ query: `{ a${start + index}: team(slug: "england") { name } }` }),
      );
      for (const { status } of await Promise.all(batch)) expect(status).toBe(200);
    }
  });
});
