/** Hostile requests. Each has to end soon in a client error that reveals no internals. */

export interface HostileRequest {
  name: string;
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

const requestOf = (query: string, variables?: object) => JSON.stringify({ query, variables });
const times = (count: number, text: (place: number) => string, between = ' ') =>
  Array.from({ length: count }, (_, place) => text(place)).join(between);

/** Fragments that each use the next twice. */
const bomb = (levels: number) =>
  `query { matches(first: 1) { nodes { ...f0 } } } ${times(levels, (level) => {
    const next = `home { latestMatches: matches(first: 1) { nodes { ...f${level + 1} } } }`;
    return `fragment f${level} on Match { a: ${next} b: ${next} }`;
  })} fragment f${levels} on Match { id }`;

const deep = (levels: number) =>
  `{ matches(first: 1) { nodes { ${'home { sources { '.repeat(levels)}id${' } }'.repeat(levels)} } } }`;

const introspection = (levels: number) =>
  `{ __schema { types { ${'fields { type { '.repeat(levels)}name${' } }'.repeat(levels)} } } }`;

/** Documents and variables rejected before or during execution. */
const GRAPHQL_BODIES: Record<string, string> = {
  'no query': '{}',
  'an empty query': requestOf(''),
  'a query that is not closed': requestOf('{ team(slug: "england") { name }'),
  'what is no GraphQL': requestOf('SELECT * FROM matches'),
  'an unknown field': requestOf('{ team(slug: "england") { password } }'),
  'a mutation': requestOf('mutation { deleteEverything }'),
  'a subscription': requestOf('subscription { goals { id } }'),
  'two operations and no name': requestOf('query a { __typename } query b { __typename }'),
  'variables that are no object': '{"query":"{ __typename }","variables":[1]}',
  'a list of requests': `[${times(20, () => requestOf('{ __typename }'), ',')}]`,
  'a page of 101': requestOf('{ matches(first: 101) { totalCount } }'),
  'a page of a thousand million': requestOf('{ matches(first: 1000000000) { totalCount } }'),
  'a page of less than nothing': requestOf('{ matches(first: -1) { totalCount } }'),
  'a page by a variable': requestOf('query($n: Int) { matches(first: $n) { totalCount } }', {
    n: 1e6,
  }),
  'a cursor of nobody': requestOf(
    '{ matches(first: 1, after: "JyBPUiAxPTE7LS0=") { totalCount } }',
  ),
  'a day that never was': requestOf('{ matches(filter: { to: "2023-02-30" }) { totalCount } }'),
  'a text of 10,000 letters': requestOf(
    '{ search(text: "'.concat('a'.repeat(10_000), '") { __typename } }'),
  ),
  'a fragment bomb': requestOf(bomb(25)),
  'fragments in a circle': requestOf(
    '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }',
  ),
  'a query of 60 levels': requestOf(deep(30)),
  'an introspection of 40 levels': requestOf(introspection(20)),
  '1,000 aliases': requestOf(`{ ${times(1_000, (place) => `a${place}: __typename`)} }`),
  'a field 2,000 times': requestOf(`{ ${times(2_000, () => '__typename')} }`),
  '500 directives': requestOf(`{ __typename ${times(500, () => '@skip(if: false)')} }`),
  '500 unknown directives': requestOf(`{ __typename ${times(500, () => '@x')} }`),
  'brackets alone': requestOf('{'.repeat(2_000)),
  '70 kB': requestOf(`{ __typename } # ${'-'.repeat(70_000)}`),
  'what is no JSON': '{"query": "{ __typename }"',
  'JSON of 5,000 levels': '['.repeat(5_000) + ']'.repeat(5_000),
};

const JSON_BODY = { 'content-type': 'application/json' };

export const HOSTILE: readonly HostileRequest[] = [
  ...Object.entries(GRAPHQL_BODIES).map(([name, body]) => ({ name, headers: JSON_BODY, body })),
  {
    name: 'a form of a stranger',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'query=%7B__typename%7D',
  },
  { name: 'a text', headers: { 'content-type': 'text/plain' }, body: '{ __typename }' },
  {
    name: 'a compressed body',
    headers: { ...JSON_BODY, 'content-encoding': 'gzip' },
    body: Buffer.from('1f8b0800000000000003', 'hex'),
  },
  { name: 'another method', method: 'PUT', headers: JSON_BODY, body: requestOf('{ __typename }') },
  { name: 'an address that is none', method: 'GET', path: '/../../etc/passwd' },
  {
    name: 'a form that a page could send',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'query=%7B__typename%7D',
  },
  {
    name: 'a mutation by GET',
    method: 'GET',
    path: '/graphql?query=mutation%7BdeleteEverything%7D',
  },
  { name: 'a broken address', method: 'GET', path: '/graphql?query=%E0%A4%A' },
];
