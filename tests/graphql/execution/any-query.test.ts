/** Whatever is asked of the contract is answered, or refused for a reason that is told; asked again, it is answered alike. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/types.js';
import { createGraphQLServer, type GraphQLServer } from '../../../src/graphql/server.js';
import { DATABASES } from '../../support/databases.js';
import { seededDatabase } from '../../support/record.js';
import { runs } from '../../support/runs.js';
import { numbers } from './random-queries.js';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));

/** What the seed knows, what it does not, and what nobody can know. */
const TEXTS = [
  'england',
  'france',
  'harry-kane',
  'wayne-rooney',
  'kylian-mbappe',
  'fifa-world-cup',
  '2022-12-10-england-france',
  '2022-12-18-argentina-france',
  '2022-12-11-kane-execution-let-me-down',
  'final',
  'kane',
  'nobody',
  '',
];
const DAYS = ['1966-07-30', '2022-12-10', '2022-12-18', '2026-11-30'];
const COUNTS = [1, 1, 2, 3, 5, 2022];

type Numbers = () => number;

const pick = <Item>(items: readonly Item[], next: Numbers): Item =>
  items[Math.floor(next() * items.length)] as Item;

/** A value as it stands in a document. */
function value(type: GraphQLInputType, next: Numbers, depth = 0): string {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const items = Array.from({ length: 1 + Math.floor(next() * 2) });
    return `[${items.map(() => value(nullable.ofType, next, depth)).join(' ')}]`;
  }
  if (isEnumType(nullable)) return pick(nullable.getValues(), next).name;
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields());
    const one = pick(fields, next);
    const chosen = nullable.isOneOf
      ? [one]
      : fields.filter((field) => isRequiredInputField(field) || (depth < 2 && next() < 0.2));
    return `{ ${chosen.map((field) => given(field, next, depth + 1)).join(' ')} }`;
  }
  const name = getNamedType(type).name;
  if (name === 'Int') return String(pick(COUNTS, next));
  if (name === 'Float') return '1.5';
  if (name === 'Boolean') return String(next() < 0.5);
  return JSON.stringify(pick(name === 'Date' ? DAYS : TEXTS, next));
}

function given({ name, type }: GraphQLArgument | GraphQLInputField, next: Numbers, depth = 0) {
  return `${name}: ${value(type, next, depth)}`;
}

/** Some of what can be selected of a type, each under a name of its own. */
function selection(typeName: string, next: Numbers, depth: number): string {
  const type = schema.getType(typeName);
  if (isUnionType(type) || (isInterfaceType(type) && next() < 0.7)) {
    const one = pick(schema.getPossibleTypes(type), next);
    return `{ __typename ... on ${one.name} ${selection(one.name, next, depth)} }`;
  }
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`${typeName} has no fields.`);
  const fields = Object.values(type.getFields()).filter(
    (field) => isLeafType(getNamedType(field.type)) || depth > 0,
  );
  if (fields.length === 0 || next() < 0.15) return '{ __typename }';
  const parts = Array.from({ length: 1 + Math.floor(next() * 3) }, (_, place) => {
    const field = pick(fields, next);
    const chosen = field.args.filter((arg) => isRequiredArgument(arg) || next() < 0.25);
    const args = chosen.map((arg) => given(arg, next)).join(', ');
    const below = getNamedType(field.type);
    const rest = isLeafType(below) ? '' : selection(below.name, next, depth - 1);
    return `f${place}: ${field.name}${args && `(${args})`} ${rest}`;
  });
  return `{ ${parts.join(' ')} }`;
}

/** A subquery that answers JSON and is not said to be JSON: newer versions of SQLite would write it as a string. */
const BARE = /(?<!\bjson\()\(\s*SELECT json_\w+\(/;

/** The same database, which takes no statement of SQLite with a bare subquery. */
function checked(db: Database): Database {
  return {
    ...db,
    select(statement) {
      if (db.provider === 'sqlite') expect(statement.sql).not.toMatch(BARE);
      return db.select(statement);
    },
    pinnedTo: (version, changed) => checked(db.pinnedTo(version, changed)),
  };
}

describe.each(DATABASES)('%s', (kind) => {
  let server: GraphQLServer;
  beforeAll(async () => {
    const database = checked(await seededDatabase(kind));
    server = createGraphQLServer(database);
    return () => database.close();
  });
  afterAll(() => server.apollo.stop());

  it('answers any query, or says why not', async () => {
    const came = { answered: 0, refused: 0 };
    const property = fc.asyncProperty(fc.integer(), async (seed) => {
      const query = selection('Query', numbers(seed), 4);
      const { body } = await server.apollo.executeOperation(
        { query },
        { contextValue: await server.createContext() },
      );
      if (body.kind !== 'single') throw new Error('An answer in parts is not expected.');
      const { data, errors = [], extensions } = body.singleResult;
      const codes = errors.map((error) => error.extensions?.code);
      expect(codes, query).not.toContain('INTERNAL_SERVER_ERROR');
      came[errors.length === 0 ? 'answered' : 'refused'] += 1;
      const again = await server.operations.execute({ query }, Number.POSITIVE_INFINITY);
      const expected =
        errors.length === 0 ? `${JSON.stringify({ data, extensions })}\n` : undefined;
      expect(again?.text, query).toBe(expected);
    });
    await fc.assert(property, { numRuns: runs(400) });
    expect(came.answered).toBeGreaterThan(runs(100));
    expect(came.refused).toBeGreaterThan(runs(10));
  });
});
