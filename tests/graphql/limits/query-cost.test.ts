/** The cost of operations, and the sizes that the schema states for its lists. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  buildSchema,
  type DocumentNode,
  type GraphQLField,
  getDirectiveValues,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  getOperationAST,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
  parse,
  print,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, PAGE_SIZE } from '../../../src/graphql/limits/limits.js';
import { compileCost } from '../../../src/graphql/limits/query-cost.js';
import { examples } from '../../../src/http/playground/examples.js';
import { printedQueries, readDocs } from '../../support/docs.js';
import { EXAMPLES, operations } from '../operations.js';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));

/** How often an operation of our own fits into the limit. */
const MIN_FIT_COUNT = 3;

const ours = [
  ...operations.map(({ name, document }) => [name, print(document)] as const),
  ...examples.map(({ query }) => [query.split('\n', 1)[0] ?? '', query] as const),
  ...readDocs()
    .flatMap(printedQueries)
    .map(({ file, query }, index) => [`${file}, query ${index + 1}`, query] as const),
  [
    'the introspection of GraphiQL',
    getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true }),
  ] as const,
];

function cost(query: string | DocumentNode, variables: Record<string, unknown> = {}): number {
  const document = typeof query === 'string' ? parse(query) : query;
  const operation = getOperationAST(document);
  if (!operation) throw new Error('There is no operation in it.');
  return compileCost(schema, document, operation)(variables);
}

describe('compileCost', () => {
  it('gives every operation of operations/ the cost of the snapshot', () => {
    const costs = operations.map(({ name, document }) => [
      name,
      cost(document, EXAMPLES[name]?.[0]),
    ]);
    expect(Object.fromEntries(costs)).toMatchInlineSnapshot(`
      {
        "AnyNode": 21,
        "Changes": 352,
        "ComparedToday": 207,
        "CoverageOf": 2983,
        "Dataset": 1224,
        "Either": 811,
        "Goals": 882,
        "HatTricks": 482,
        "HeadToHead": 115,
        "KaneAndRooney": 292,
        "MatchPage": 397,
        "MatchSheet": 192,
        "Matches": 809,
        "OnThisDay": 193,
        "Penalties": 522,
        "PlayerCareer": 193,
        "Players": 1004,
        "Quotes": 131,
        "Ratings": 1032,
        "Runs": 71,
        "ScoringRecord": 66,
        "Search": 2002,
        "TeamNames": 11,
        "TeamPage": 1633,
        "TeamRecord": 38,
        "TeamShootouts": 13,
        "TopScorers": 2982,
        "Tournament": 916,
      }
    `);
  });

  it.each(ours)(
    'leaves room for our own operations within the limit, with pages of 100 rows too: %s',
    (_name, query) => {
      expect(cost(query) * MIN_FIT_COUNT).toBeLessThanOrEqual(DEFAULT_LIMITS.cost);
      expect(cost(query, { first: DEFAULT_LIMITS.page })).toBeLessThanOrEqual(DEFAULT_LIMITS.cost);
    },
  );

  it.each([
    ['{ team(slug: "a") { name } }', 1],
    ['{ team(slug: "a") { name slug id category } }', 1],
    ['{ teams { nodes { name } } }', 21],
    ['{ teams(first: null) { nodes { name } } }', 21],
    ['{ teams(first: 0) { nodes { name } } }', 1],
    ['{ teams(last: 7) { edges { cursor node { name } } } }', 15],
    [
      '{ teams(first: 3) { nodes { name } edges { cursor } totalCount pageInfo { endCursor } } }',
      8,
    ],
    ['query($n: Int = 5) { teams(first: $n) { nodes { name } } }', 6],
    ['{ teams(first: 2) { ...page } } fragment page on TeamConnection { nodes { name } }', 3],
    ['{ teams(first: 2) { nodes { sources { title } } } }', 1 + 2 * (1 + 2)],
    ['{ ratings { value } }', 1000 + 10],
    ['{ nodes(ids: ["a", "b", "c"]) { id } }', 20 + 3],
    ['{ comparePlayers(players: ["a", "b"]) { rows { relativeToBaseline } } }', 200 + 1 + 2],
    ['{ a: team(slug: "a") { name } b: team(slug: "b") { name } }', 2],
    ['{ team(slug: "a") @skip(if: true) { name } }', 1],
    ['{ __typename }', 0],
    ['{ __schema { types { fields { type { name } } } } }', 1500],
  ])('counts objects, weights and list sizes: %s', (query, expected) => {
    expect(cost(query)).toBe(expected);
  });

  it('adds up sizes from literals, variables, defaults of both and the schema, also within fragments', () => {
    const query = `query($first: Int = 2) {
      matches(last: 3) { edges { node { ...home } } }
      tournament(slug: "") { matches(first: $first) { nodes { ...home goals { scorer { name } } } } }
      teams { nodes { name } }
      ratings { value }
    }
    fragment home on Match { home { name sources { title } } }`;
    expect(cost(query, { first: 5 })).toBe(1939);
  });

  it('takes a size from a variable, which wins over its default', () => {
    const query = 'query($n: Int = 5) { teams(first: $n) { nodes { name } } }';
    expect(cost(query, { n: 50 })).toBe(51);
    expect(cost(query, { n: null })).toBe(21);
    expect(cost(query, { n: 1e9 })).toBe(101);
    expect(cost(query, { n: -1 })).toBe(1);
    expect(cost(query, { n: 'many' })).toBe(101);
  });

  it('counts a list to which ties are added with at least its assumed size', () => {
    const scorers = (first: number) =>
      cost(`{ topScorers(first: ${first}) { entries { player { slug } } } }`) - 2501;
    expect([1, 20, 40].map(scorers)).toEqual([40, 40, 80]);
    const runs = (first: number) =>
      cost(`{ team(slug: "") { runs(kind: WINNING, first: ${first}) { length } } }`) - 41;
    expect([1, 10, 20].map(runs)).toEqual([10, 10, 20]);
  });

  it('never falls when a page grows', () => {
    const page = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(fc.constantFrom(...operations), page, page, ({ name, document }, one, other) => {
        const of = (first: number) => cost(document, { ...EXAMPLES[name]?.[0], first });
        expect(of(Math.min(one, other))).toBeLessThanOrEqual(of(Math.max(one, other)));
      }),
    );
  });
});

interface ListSize {
  assumedSize?: number;
  slicingArguments?: string[];
  sizedFields?: string[];
  requireOneSlicingArgument?: boolean;
}

/** Lists of objects that count as 10: the schema states no size. */
const OF_DEFAULT_SIZE = `
  Query.articles Match.penalties Match.quotes Match.discrepancies Shootout.kicks Discrepancy.values
  Team.formerNames Tournament.editions Edition.hosts Player.teams Player.quotes Career.hatTricks Career.byMinute
  Career.byTournament Figure.published Article.quotes Article.figures Article.claims Article.verdicts
  Verdict.suggestions Verdict.evidence LaterFacts.evidence Dataset.holdings Dataset.imports Import.warnings
`
  .trim()
  .split(/\s+/);

const directive = schema.getDirective('listSize');
const listSizeOf = (node: Parameters<typeof getDirectiveValues>[1] | null | undefined) =>
  directive && node ? (getDirectiveValues(directive, node) as ListSize | undefined) : undefined;

/** Every field that answers objects, by its coordinate. */
const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
  (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__')
    ? Object.values(type.getFields())
        .filter((field) => !isLeafType(getNamedType(field.type)))
        .map((field) => [`${type.name}.${field.name}`, field, listSizeOf(field.astNode)] as const)
    : [],
);

const isList = ({ type }: GraphQLField<unknown, unknown>) => isListType(getNullableType(type));

describe('@listSize', () => {
  it('sizes every list of objects, or the list is known to count as 10', () => {
    const sized = fields.flatMap(([coordinate, { type }, size]) => {
      if (!size) return [];
      return size.sizedFields?.map((name) => `${getNamedType(type)}.${name}`) ?? [coordinate];
    });
    const bare = fields
      .filter(([, field]) => isList(field))
      .filter(([coordinate]) => !sized.includes(coordinate))
      .filter(([, { type }]) => !listSizeOf(getNamedType(type).astNode))
      .map(([coordinate]) => coordinate);
    expect(bare.sort()).toEqual(OF_DEFAULT_SIZE.toSorted());
  });

  it('names arguments and lists that are there', () => {
    for (const [coordinate, field, size] of fields) {
      const args = field.args.map(({ name }) => name);
      expect(args, coordinate).toEqual(expect.arrayContaining(size?.slicingArguments ?? []));
      const below = fields.filter(([other]) => other.startsWith(`${getNamedType(field.type)}.`));
      const lists = below.filter(([, one]) => isList(one)).map(([, { name }]) => name);
      expect(lists, coordinate).toEqual(expect.arrayContaining(size?.sizedFields ?? []));
    }
  });

  it('requires a slicing argument exactly where the schema does', () => {
    const sliced = fields.filter(([, , size]) => size?.slicingArguments);
    expect(sliced.length).toBeGreaterThan(15);
    for (const [coordinate, { args }, size] of sliced) {
      const slicing = args.filter(({ name }) => size?.slicingArguments?.includes(name));
      expect(slicing.some(isRequiredArgument), coordinate).toBe(size?.requireOneSlicingArgument);
    }
  });

  it('says of every connection that a page has as many rows as it has without arguments', () => {
    const connections = fields.filter(([, { type }]) =>
      getNamedType(type).name.endsWith('Connection'),
    );
    for (const [coordinate, , size] of connections) {
      expect(size, coordinate).toEqual({
        assumedSize: PAGE_SIZE.default,
        slicingArguments: ['first', 'last'],
        sizedFields: ['edges', 'nodes'],
        requireOneSlicingArgument: false,
      });
    }
  });
});
