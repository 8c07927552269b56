/** The limits under which anybody may ask: what is beyond them is refused before it is run, and what the contract asks is far within. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { getIntrospectionQuery, Lexer, print, Source, TokenKind } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/graphql/limits/limits.js';
import { createGraphQLServer, type GraphQLServer } from '../../../src/graphql/server.js';
import { examples } from '../../../src/http/playground/examples.js';
import { DATABASES } from '../../support/databases.js';
import { printedQueries, readDocs } from '../../support/docs.js';
import { seededDatabase } from '../../support/record.js';
import { EXAMPLES, operations } from '../operations.js';

/** How often what we ask for ourselves must fit into a limit. */
const ROOM = 3;

const INTROSPECTION = getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true });

/** What we ask for ourselves, and tell others to. */
const ours = [
  ...operations.map(({ name, document }) => [name, print(document)] as const),
  ...examples.map(({ query }) => [query.split('\n', 1)[0] ?? '', query] as const),
  ...readDocs()
    .flatMap(printedQueries)
    .map(({ file, query }, index) => [`${file}, query ${index + 1}`, query] as const),
  ['the introspection of GraphiQL', INTROSPECTION] as const,
];

function tokensOf(query: string): number {
  const lexer = new Lexer(new Source(query));
  let count = 0;
  while (lexer.advance().kind !== TokenKind.EOF) count += 1;
  return count;
}

const nested = (levels: number) =>
  `{ match(slug: "a") ${'{ goals { match '.repeat((levels - 2) / 2)}{ slug }${' } }'.repeat((levels - 2) / 2)} }`;
const repeated = (times: number, field: (index: number) => string) =>
  Array.from({ length: times }, (_, index) => field(index)).join(' ');

describe('what we ask for ourselves', () => {
  it.each(ours)('leaves room in tokens: %s', (_name, query) => {
    expect(tokensOf(query) * ROOM).toBeLessThanOrEqual(DEFAULT_LIMITS.tokens);
  });
});

for (const kind of DATABASES) {
  describe(`the limits on ${kind}`, () => {
    let graphql: GraphQLServer;
    beforeAll(async () => {
      const database = await seededDatabase(kind);
      graphql = createGraphQLServer(database);
      return () => database.close();
    });
    afterAll(() => graphql.apollo.stop());

    async function ask(query: string, variables: Record<string, unknown> = {}) {
      const { body, http } = await graphql.apollo.executeOperation(
        { query, variables },
        { contextValue: await graphql.createContext() },
      );
      if (body.kind !== 'single') throw new Error('An answer in parts is not expected.');
      return { status: http.status, ...body.singleResult };
    }

    async function refusal(query: string, variables?: Record<string, unknown>) {
      const { status, errors: [error] = [] } = await ask(query, variables);
      return { status, code: error?.extensions?.code, message: error?.message ?? '' };
    }

    it.each(ours.map(([name, query]) => [name, query] as const))(
      'let in what we ask for: %s',
      async (name, query) => {
        const [variables = {}] = EXAMPLES[name] ?? [];
        const { errors = [], extensions } = await ask(query, variables);
        const codes = errors.map((error) => error.extensions?.code);
        expect(codes).not.toContain('COST_LIMIT_EXCEEDED');
        expect(codes).not.toContain('GRAPHQL_VALIDATION_FAILED');
        expect(extensions).toMatchObject({ cost: { limit: DEFAULT_LIMITS.cost } });
      },
    );

    it('Query.limits tells them', async () => {
      const fields = Object.keys(DEFAULT_LIMITS).join(' ');
      const { data } = await ask(`{ limits { ${fields} } }`);
      expect(data?.limits).toEqual(DEFAULT_LIMITS);
    });

    it('an answer says what was asked for, and of how much', async () => {
      const { extensions } = await ask('{ teams { nodes { name } } }');
      expect(extensions).toEqual({ cost: { requested: 21, limit: DEFAULT_LIMITS.cost } });
    });

    it('an answer says so too where nothing was answered', async () => {
      const unknown = { cost: { requested: null, limit: DEFAULT_LIMITS.cost } };
      expect((await ask('{')).extensions).toEqual(unknown);
      expect((await ask('{ nothing }')).extensions).toEqual(unknown);
    });

    it('an operation that costs more is refused, with how much and what to do', async () => {
      const query =
        'query($n: Int) { teams(first: $n) { nodes { matches(first: $n) { nodes { slug } } } } }';
      const { status, errors, extensions } = await ask(query, { n: 100 });
      const requested = 1 + 100 * (1 + 30 + 1 + 100);
      expect(status).toBe(400);
      expect(errors).toEqual([
        {
          message: expect.stringContaining(
            `costs ${requested}, and ${DEFAULT_LIMITS.cost} is accepted: ask for smaller pages`,
          ),
          extensions: { code: 'COST_LIMIT_EXCEEDED', requested, limit: DEFAULT_LIMITS.cost },
        },
      ]);
      expect(extensions).toEqual({ cost: { requested, limit: DEFAULT_LIMITS.cost } });
    });

    it('a query that was asked before is held to them as well, and costs the same', async () => {
      const query =
        'query($n: Int) { teams(first: $n) { nodes { matches(first: $n) { nodes { slug } } } } }';
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 100 }), async (n) => {
          const first = await ask(query, { n });
          const again = await graphql.operations.execute({ query, variables: { n } }, Infinity);
          expect(again === null).toBe(first.errors !== undefined);
          if (again) expect(JSON.parse(again.text).extensions).toEqual(first.extensions);
        }),
        { numRuns: 20 },
      );
    });

    it('of three thousand different documents the first are forgotten', async () => {
      const hash = (query: string) => createHash('sha256').update(query).digest('hex');
      const queries = Array.from(
        { length: 3000 },
        (_, index) => `{ a${index}: __typename ${'# and some more'.repeat(10)}\n }`,
      );
      for (const query of queries) await ask(query);
      const kept = queries.filter((query) => graphql.operations.get(hash(query)));
      expect(kept.length).toBeGreaterThan(0);
      expect(kept.length).toBeLessThan(2000);
      expect(kept).not.toContain(queries[0]);
    });

    it.each([
      ['depth', nested(DEFAULT_LIMITS.depth + 2), 'Query depth limit of 12 exceeded, found 14.'],
      [
        'aliases',
        `{ ${repeated(DEFAULT_LIMITS.aliases + 1, (index) => `a${index}: __typename`)} }`,
        'Aliases limit of 30 exceeded, found 31.',
      ],
      [
        'directives',
        `{ __typename ${'@include(if: true) '.repeat(1)} ${repeated(10, (index) => `${'abcdefghij'[index]}: __typename @skip(if: false)`)} }`,
        'Directives limit of 10 exceeded, found 11.',
      ],
    ])('a document beyond the %s is refused', async (_limit, query, message) => {
      expect(await refusal(query)).toEqual({
        status: 400,
        code: 'GRAPHQL_VALIDATION_FAILED',
        message,
      });
    });

    it('documents up to the limits are let in', async () => {
      expect((await ask(nested(DEFAULT_LIMITS.depth))).errors).toBeUndefined();
      const aliases = repeated(DEFAULT_LIMITS.aliases, (index) => `a${index}: __typename`);
      expect((await ask(`{ ${aliases} }`)).errors).toBeUndefined();
    });

    it('fragments are no level of their own', async () => {
      const query = `{ match(slug: "a") { ... on Match { ... on Match { ...one } } } }
        fragment one on Match { ...two } fragment two on Match { slug }`;
      expect((await ask(query)).errors).toBeUndefined();
    });

    it('a document of too many tokens is refused while it is read', async () => {
      const { status, code, message } = await refusal(
        `{ ${'__typename '.repeat(DEFAULT_LIMITS.tokens)} }`,
      );
      expect([status, code]).toEqual([400, 'GRAPHQL_PARSE_FAILED']);
      expect(message).toContain(`${DEFAULT_LIMITS.tokens}`);
    });

    it('fragments that use fragments are refused before they are unfolded', async () => {
      const bomb = repeated(
        25,
        (index) => `fragment f${index} on Team { ...f${index + 1} ...f${index + 1} }`,
      );
      const query = `{ team(slug: "a") { ...f0 } } ${bomb} fragment f25 on Team { name }`;
      expect(await refusal(query)).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
    });

    it('no more than five faults of a document are told', async () => {
      const { errors } = await ask(`{ ${repeated(50, (index) => `nothing${index}`)} }`);
      // The last one says that there are more.
      expect(errors).toHaveLength(6);
    });

    it.each(['mutation', 'subscription'])('the record is read-only: no %s', async (operation) => {
      const { status, code, message } = await refusal(`${operation} { matches { totalCount } }`);
      expect([status, code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
      expect(message).toContain(operation);
    });

    const SLUG = 'query($slug: String!) { team(slug: $slug) { name } }';
    it.each([
      ['a text that is too long', 'a'.repeat(DEFAULT_LIMITS.text + 1)],
      ['NUL', 'eng\u0000land'],
    ])('%s is refused, as a variable and as a literal', async (_name, slug) => {
      const refused = { status: 400, code: 'BAD_USER_INPUT' };
      const given = await refusal(SLUG, { slug });
      const written = await refusal(`{ team(slug: ${JSON.stringify(slug)}) { name } }`);
      expect(given).toMatchObject(refused);
      expect(written).toEqual(given);
      expect(given.message.length).toBeLessThan(200);
    });

    it('half a surrogate pair is refused, as a variable and as a literal', async () => {
      const slug = 'eng\ud83dland';
      expect(await refusal(SLUG, { slug })).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
      const written = await refusal(`{ team(slug: "${slug}") { name } }`);
      expect([written.status, written.code]).toEqual([400, 'GRAPHQL_PARSE_FAILED']);
    });

    it('texts of any letters are let in up to the limit', async () => {
      for (const slug of [
        '💥'.repeat(DEFAULT_LIMITS.text / 2),
        "'; DROP TABLE matches; --",
        '%_\\',
        '',
      ]) {
        expect((await ask(SLUG, { slug })).data).toEqual({ team: null });
      }
    });

    it('long lists are refused, as a variable and as a literal', async () => {
      const ids = Array(DEFAULT_LIMITS.list + 1).fill('a');
      const refused = { status: 400, code: 'BAD_USER_INPUT' };
      expect(
        await refusal('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids }),
      ).toMatchObject(refused);
      expect(await refusal(`{ nodes(ids: ${JSON.stringify(ids)}) { id } }`)).toMatchObject(refused);
    });

    it('values that are nested too deep are refused', async () => {
      const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
      expect(await refusal(SLUG, { slug: deep })).toMatchObject({
        status: 400,
        code: 'BAD_USER_INPUT',
      });
    });
  });
}
