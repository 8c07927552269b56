/** A small schema, queries of every kind on it, and resolvers that fail now and then: all of it decided by a number. */
import { createHash } from 'node:crypto';
import { makeExecutableSchema } from '@graphql-tools/schema';
import {
  type DocumentNode,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  NoUnusedFragmentsRule,
  NoUnusedVariablesRule,
  PossibleFragmentSpreadsRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';

const SDL = `
  scalar Day
  enum Colour { RED GREEN }
  input Filter { text: String = "any", colours: [Colour!], deeper: Filter }
  interface Node { id: ID! name: String one: Thing many(first: Int! = 2): [Node!]! }
  interface Named { name: String label(filter: Filter, times: Int = 1): String! }
  type Thing implements Node & Named {
    id: ID! name: String one: Thing many(first: Int! = 2): [Node!]! label(filter: Filter, times: Int = 1): String!
    colour: Colour size: Float! count: Int flag: Boolean! day: Day some: [Other] days: [[Day!]]
  }
  type Other implements Node & Named {
    id: ID! name: String one: Thing many(first: Int! = 2): [Node!]! label(filter: Filter, times: Int = 1): String!
    thing: Thing! named: [Named]
  }
  type Query { thing: Thing other: Other! node: Node named(first: Int): [Named!] }
`;

/** Names of fields that answer a leaf, and those that answer objects, with the type of those. */
const LEAVES: Record<string, readonly string[]> = {
  Node: ['id', 'name'],
  Named: ['name', 'label'],
  Thing: ['id', 'name', 'label', 'colour', 'size', 'count', 'flag', 'day', 'days'],
  Other: ['id', 'name', 'label'],
  Query: [],
};
const NODE = [
  ['one', 'Thing'],
  ['many', 'Node'],
] as const;
const OBJECTS: Record<string, readonly (readonly [field: string, type: string])[]> = {
  Node: NODE,
  Named: [],
  Thing: [...NODE, ['some', 'Other']],
  Other: [...NODE, ['thing', 'Thing'], ['named', 'Named']],
  Query: [
    ['thing', 'Thing'],
    ['other', 'Other'],
    ['node', 'Node'],
    ['named', 'Named'],
  ],
};
/** What a fragment may be on. */
const KINDS = ['Node', 'Named', 'Thing', 'Other'];

const ARGUMENTS: Record<string, readonly string[]> = {
  many: ['', '(first: 1)', '(first: $first)'],
  label: [
    '',
    '(times: 3)',
    '(times: $times)',
    '(filter: { text: $text, colours: [RED] })',
    '(filter: { deeper: { colours: $colours, text: null } }, times: null)',
    '(filter: $filter)',
  ],
};

const VARIABLES =
  '$yes: Boolean!, $perhaps: Boolean! = true, $first: Int! = 1, $times: Int, $text: String, $colours: [Colour!], $filter: Filter';

/** A number from 0 to 1 that a text decides. */
const decided = (text: string) => createHash('sha1').update(text).digest().readUInt32BE() / 2 ** 32;

/** Numbers from 0 to 1, one after the other, that a seed decides. */
export function numbers(seed: number): () => number {
  let count = 0;
  return () => {
    count += 1;
    return decided(`${seed}/${count}`);
  };
}

type Numbers = () => number;

const pick = <Item>(items: readonly Item[], number: number): Item =>
  items[Math.floor(number * items.length)] as Item;

/** Rules whose breach makes no difference to who runs a query. */
const TIDY: unknown[] = [NoUnusedFragmentsRule, NoUnusedVariablesRule, PossibleFragmentSpreadsRule];

/** A query that is valid as far as running it goes. */
export function validQuery(schema: GraphQLSchema, next: Numbers): DocumentNode {
  const rules = specifiedRules.filter((rule) => !TIDY.includes(rule));
  for (;;) {
    const document = parse(randomQuery(next));
    if (validate(schema, document, rules).length === 0) return document;
  }
}

/** A query on the schema; most are valid. Each field has the same arguments wherever it stands, since fields are merged. */
function randomQuery(next: Numbers): string {
  const given = new Map<string, string>();
  const fragments = KINDS.map((kind, place) => ({ name: `f${place}`, kind }));
  const argumentsOf = (field: string) => {
    const known = given.get(field) ?? pick(ARGUMENTS[field] ?? [''], next());
    given.set(field, known);
    return known;
  };
  const condition = () =>
    pick(['', '', '', '@include(if: $yes)', '@skip(if: $perhaps)', '@skip(if: false)'], next());

  function selection(type: string, depth: number, spreads: readonly { name: string }[]): string {
    const parts = Array.from({ length: 1 + Math.floor(next() * 4) }, () => {
      const choice = next();
      if (type !== 'Query' && choice < 0.12) return `__typename ${condition()}`;
      if (type !== 'Query' && choice < 0.25) {
        const kind = pick(KINDS, next());
        return `... on ${kind} ${condition()} ${selection(kind, depth - 1, spreads)}`;
      }
      if (type !== 'Query' && choice < 0.35 && spreads.length > 0) {
        return `...${pick(spreads, next()).name} ${condition()}`;
      }
      return field(type, depth, spreads);
    });
    return `{ ${parts.join(' ')} }`;
  }

  function field(type: string, depth: number, spreads: readonly { name: string }[]): string {
    const objects = OBJECTS[type] ?? [];
    const isLeaf = objects.length === 0 || (depth <= 0 && type !== 'Query') || next() < 0.5;
    const [name, below] =
      isLeaf && type !== 'Query' ? [pick(LEAVES[type] ?? [], next()), null] : pick(objects, next());
    const alias = next() < 0.2 ? pick(['a', 'a_b', 'constructor', 'b'], next()) : null;
    const rest = below === null ? '' : selection(below, depth - 1, spreads);
    return `${alias ? `${alias}_${name}: ` : ''}${name}${argumentsOf(name)} ${condition()} ${rest}`;
  }

  const written = fragments.map(
    // A fragment spreads only those after it, so that none contains itself.
    ({ name, kind }, place) =>
      `fragment ${name} on ${kind} ${selection(kind, 1, fragments.slice(place + 1))}`,
  );
  return `query(${VARIABLES}) ${selection('Query', 3, fragments)}\n${written.join('\n')}`;
}

export function randomVariables(next: Numbers): Record<string, unknown> {
  const variables: Record<string, unknown> = { yes: next() < 0.5 };
  const values: Record<string, readonly unknown[]> = {
    perhaps: [true, false],
    first: [0, 1, 3, null, '1'],
    times: [1, null, 2.5],
    text: ['t', '', null, 'ü"\\\n\ud83d\ude00'],
    colours: [['RED'], 'GREEN', null, ['BLUE'], []],
    filter: [{}, { text: 'x' }, { deeper: { colours: ['GREEN'] } }, { no: 1 }, null, []],
  };
  for (const [name, choices] of Object.entries(values)) {
    if (next() < 0.5) variables[name] = pick(choices, next() ** 2);
  }
  return variables;
}

/**
 * The schema. What a field answers is decided by the seed and by where it stands; `faults` is how often it fails. Where any
 * fails, all answer at once or none does: graphql-js leaves rejections behind where a list fails both now and later.
 */
export function randomSchema(seed: number, faults: number): GraphQLSchema {
  const late = faults === 0 ? 0.3 : Math.round(decided(`${seed}`));

  /** Where a field stands: what its object is known by, and its own name. */
  const placeOf = (source: unknown, { parentType, fieldName }: GraphQLResolveInfo) =>
    `${(source as { id?: string } | undefined)?.id ?? ''}/${parentType.name}.${fieldName}`;

  function answer(source: unknown, info: GraphQLResolveInfo, value: () => unknown): unknown {
    const place = `${seed}${placeOf(source, info)}`;
    const fate = decided(place);
    const work = () => {
      if (fate < faults / 3) throw new Error('thrown');
      if (fate < faults / 2) return new Error('answered');
      if (fate < faults) return pick([null, undefined, {}, () => null], decided(`${place}!`));
      return value();
    };
    return decided(`${place}?`) < late ? Promise.resolve().then(work) : work();
  }

  /** Some of what an object answers is a property of it. */
  const object = (
    kind: string | null,
    source: unknown,
    info: GraphQLResolveInfo,
    item: number | string = '',
  ) => {
    const place = `${placeOf(source, info)}${item}`;
    const __typename = kind ?? pick(['Thing', 'Other'], decided(place));
    const isFlawed = late === 0 && decided(`${seed}${place}`) < faults;
    return {
      __typename,
      id: isFlawed ? null : place,
      size: 0.5,
      flag: true,
      count: isFlawed ? 'x' : 3,
    };
  };
  const list = (kind: string | null, source: unknown, info: GraphQLResolveInfo, length: number) =>
    Array.from({ length }, (_, place) => {
      const item = object(kind, source, info, place);
      return decided(item.id ?? '') < late ? Promise.resolve(item) : item;
    });

  type Resolver = (
    source: unknown,
    given: never,
    context: unknown,
    info: GraphQLResolveInfo,
  ) => unknown;
  const common: Record<string, Resolver> = {
    name: (source, _, __, info) => answer(source, info, () => 'Zoë "\u2028\ud83d\ude00\u0001'),
    label: (source, given, _, info) => answer(source, info, () => JSON.stringify(given)),
    one: (source, _, __, info) => answer(source, info, () => object('Thing', source, info)),
    many: (source, { first }: { first: number }, _, info) =>
      answer(source, info, () => list(null, source, info, first)),
  };
  return makeExecutableSchema({
    typeDefs: SDL,
    resolvers: {
      Query: {
        thing: (source, _, __, info) => answer(source, info, () => object('Thing', source, info)),
        other: (source, _, __, info) => answer(source, info, () => object('Other', source, info)),
        node: (source, _, __, info) => answer(source, info, () => object(null, source, info)),
        named: (source, _, __, info) => answer(source, info, () => list(null, source, info, 2)),
      },
      Thing: {
        ...common,
        colour: (source, _, __, info) => answer(source, info, () => 'GREEN'),
        day: (source, _, __, info) => answer(source, info, () => '2022-12-10'),
        some: (source, _, __, info) =>
          answer(source, info, () => [null, ...list('Other', source, info, 2)]),
        days: (source, _, __, info) => answer(source, info, () => [['2022-12-10'], null, []]),
      },
      Other: {
        ...common,
        thing: (source, _, __, info) => answer(source, info, () => object('Thing', source, info)),
        named: (source, _, __, info) =>
          answer(source, info, () => new Set(list(null, source, info, 2))),
      },
    },
  });
}
