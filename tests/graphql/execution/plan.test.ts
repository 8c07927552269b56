/** A plan writes what graphql-js answers, byte for byte, or leaves the operation to it. */
import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import fc from 'fast-check';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  parse,
  print,
  validate,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/types.js';
import { type Context, createContextFactory } from '../../../src/graphql/context.js';
import {
  createExecutor,
  createPlanExecutor,
  type Execute,
  type PlannedResult,
} from '../../../src/graphql/execution/execute.js';
import { DEFAULT_LIMITS } from '../../../src/graphql/limits/limits.js';
import { resolvers } from '../../../src/graphql/resolvers/index.js';
import { DATABASES } from '../../support/databases.js';
import { seededDatabase } from '../../support/record.js';
import { runs } from '../../support/runs.js';
import { EXAMPLES, operations } from '../operations.js';
import { numbers, randomSchema, randomVariables, validQuery } from './random-queries.js';

/** What resolvers of a schema without a record get. */
const NOTHING = { isMixed: () => false, close() {}, reference: { version: 'none' } } as Context;
const noContext = async () => NOTHING;

/** The text that a plan writes; null where it is left to graphql-js. */
async function planned(
  run: Execute<PlannedResult | null>,
  document: DocumentNode,
  variableValues: Record<string, unknown>,
  context = NOTHING,
): Promise<string | null> {
  const { result } = await run({ document, variableValues }, context);
  return result && `{"data":${result.data}}`;
}

describe('a plan', () => {
  /** How many of the queries below had a complete answer, and how many had none. */
  const came = { complete: 0, failed: 0 };

  it.each([0, 0.02])(
    'writes what graphql-js answers, whatever is selected, with %f of the fields failing',
    async (faults) => {
      const property = fc.asyncProperty(fc.integer(), async (seed) => {
        const next = numbers(seed);
        const schema = randomSchema(seed, faults);
        const document = validQuery(schema, next);
        const run = createPlanExecutor(schema, noContext);
        // The second set may set other conditions, the third is the first again.
        const first = randomVariables(next);
        for (const variableValues of [first, randomVariables(next), first]) {
          const answer = await planned(run, document, variableValues);
          const expected = await execute({ schema, document, variableValues });
          expect(answer).toBe(expected.errors ? null : JSON.stringify(expected));
          came[answer === null ? 'failed' : 'complete'] += 1;
        }
      });
      await fc.assert(property, { numRuns: runs(150) });
    },
  );

  it('writes a fair share of these, and leaves a fair share to graphql-js', () => {
    expect(came.complete).toBeGreaterThan(runs(100));
    expect(came.failed).toBeGreaterThan(runs(100));
  });
});

describe('what is left to graphql-js', () => {
  const schema = makeExecutableSchema({
    typeDefs: `
      input One @oneOf { a: Int b: Int }
      type Query { one(of: One): Int two: Int three: [Int] }
      type Mutation { one: Int }
    `,
    resolvers: { Query: { one: () => 1, two: () => 2, three: () => [1, 2] } },
  });
  const run = createPlanExecutor(schema, noContext);
  const answer = (query: string, variables: Record<string, unknown> = {}) =>
    planned(run, parse(query), variables);

  const LEFT: [name: string, query: string, variables?: Record<string, unknown>][] = [
    ['a mutation', 'mutation { one }'],
    [
      'a variable of exactly one that has two',
      'query($of: One) { one(of: $of) }',
      { of: { a: 1, b: 2 } },
    ],
    [
      'a condition that is null instead of its default',
      'query($a: Boolean = true) { two @include(if: $a) }',
      { a: null },
    ],
    [
      'thousands of keys that nobody knows',
      'query($of: One) { one(of: $of) }',
      { of: Object.fromEntries(Array.from({ length: 8_000 }, (_, key) => [`k${key}`, 1])) },
    ],
    ['a variable of the wrong type', 'query($a: Int) { one(of: { a: $a }) }', { a: 'one' }],
    ['a required variable without a value', 'query($of: One!) { one(of: $of) }'],
    [
      'a document with several operations, none of which is named',
      'query A { two } query B { two }',
    ],
  ];
  it.each(LEFT)('%s', async (_name, query, variables) => {
    expect(await answer(query, variables)).toBeNull();
  });

  it('is nothing else', async () => {
    expect(await answer('query($of: One) { one(of: $of) two three }', { of: { a: 1 } })).toBe(
      '{"data":{"one":1,"two":2,"three":[1,2]}}',
    );
  });

  it('is no combination of conditions, however many there are', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const defined = names.map((name) => `$${name}: Boolean!`).join();
    const fields = names.map((name) => `${name}: two @include(if: $${name})`).join(' ');
    const document = parse(`query(${defined}) { ${fields} }`);
    for (let set = 0; set < 32; set += 1) {
      const variables = Object.fromEntries(
        names.map((name, bit) => [name, (set & (1 << bit)) > 0]),
      );
      const expected = await execute({ schema, document, variableValues: variables });
      expect(await planned(run, document, variables)).toBe(JSON.stringify(expected));
    }
  });

  it('is no operation that has under its name what is a condition of another one', async () => {
    const document = parse(`
      query A($a: Boolean!, $b: Boolean!) { a: two @include(if: $a) b: two @include(if: $b) }
      query B($a: Int, $b: Boolean!) { __typename b: two @include(if: $b) one(of: { a: $a }) }`);
    for (const variables of [
      { a: 1, b: false },
      { a: 1, b: true },
      { a: 0, b: false },
    ]) {
      const operation = { document, operationName: 'B', variableValues: variables };
      const expected = await execute({ schema, ...operation });
      const { result } = await run(operation, NOTHING);
      expect(result && `{"data":${result.data}}`).toBe(JSON.stringify(expected));
    }
  });
});

/** Questions about the seed, besides those of the contract. */
const QUESTIONS: [query: string, variables?: Record<string, unknown>][] = [
  ['{ a: team(slug: "england") { name } b: team(slug: "wales") { n: name name } }'],
  ['{ node(id: "VGVhbTplbmdsYW5k") { __typename ... on Team { name } ... on Node { id } } }'],
  [
    `{ team(slug: "england") { record { ...r byVenue { home { ...r __typename } } } } headToHead(team: "england", opponent: "france") { ...r } }
     fragment r on Record { played ... on TeamRecord { firstMatch { slug } } }`,
  ],
  [
    'query($with: Boolean!) { match(slug: "2022-12-10-england-france") { slug goals @include(if: $with) { label } stage @skip(if: $with) } }',
    { with: true },
  ],
  ['query($day: Date = "2022-12-11") { coverage(asOf: $day) { matches __typename } }'],
  [
    'query($filter: MatchFilter) { matches(filter: $filter) { totalCount } }',
    { filter: { team: 'england', edition: 2022 } },
  ],
  [
    'query($slugs: [String!]!) { comparePlayers(players: $slugs) { rows { player { name } goals { value } } } }',
    { slugs: ['harry-kane', 'wayne-rooney'] },
  ],
  [
    '{ __schema { types { name kind fields { name type { name ofType { name } } } } } __type(name: "Team") { description } }',
  ],
  ['{ search(text: "kane") { title node { __typename id ... on Player { name } } } }'],
];

/** Questions whose answers have errors, deep or at the root. */
const FAILING: typeof QUESTIONS = [
  ['{ team(slug: "england") { name matches(first: 101) { totalCount } } }'],
  ['{ teams(first: 3) { nodes { name matches(after: "foreign") { totalCount } } } }'],
  ['query($day: Date) { coverage(asOf: $day) { matches } }', { day: '2023-02-30' }],
  ['query($c: Category) { teams(category: $c) { totalCount } }', { c: 'NOBODY' }],
  ['query($slug: String!) { team(slug: $slug) { name } }'],
];

describe.each(DATABASES)('on %s', (kind) => {
  const typeDefs = readFileSync('schema.graphql', 'utf8');
  const schema: GraphQLSchema = makeExecutableSchema({ typeDefs, resolvers });
  let database: Database;
  let newContext: () => Promise<Context>;
  let reference: Execute<ExecutionResult>;
  let plans: Execute<PlannedResult | null>;
  beforeAll(async () => {
    database = await seededDatabase(kind);
    newContext = createContextFactory(database, DEFAULT_LIMITS);
    reference = createExecutor(schema, newContext);
    plans = createPlanExecutor(schema, newContext);
  });
  afterAll(() => database.close());

  const contract = operations.map(
    ({ name, document }) => [name, print(document), EXAMPLES[name]?.[0] ?? {}] as const,
  );
  it.each([
    ...contract,
    ...QUESTIONS.map(([query, variables = {}]) => [query, query, variables] as const),
  ])(
    '%s is written as graphql-js answers it, the first time and the next',
    async (_name, query, variableValues) => {
      const document = parse(query);
      expect(validate(schema, document)).toEqual([]);
      const { result, version } = await reference({ document, variableValues }, await newContext());
      expect(result.errors).toBeUndefined();
      for (let time = 1; time <= 2; time += 1) {
        const outcome = await plans({ document, variableValues }, await newContext());
        expect(outcome.version).toBe(version);
        expect(`{"data":${outcome.result?.data}}`).toBe(JSON.stringify(result));
      }
    },
  );

  it.each(FAILING)('%s is left to graphql-js', async (query, variables = {}) => {
    const document = parse(query);
    expect(validate(schema, document)).toEqual([]);
    expect(await planned(plans, document, variables, await newContext())).toBeNull();
  });
});
