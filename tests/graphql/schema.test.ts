/** The schema as its readers meet it: described to the last value, and of one build throughout. */
import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  printSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { resolvers } from '../../src/graphql/resolvers/index.js';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
);
const withFields = types.filter((type) => isObjectType(type) || isInterfaceType(type));

interface Described {
  coordinate: string;
  description?: string | null | undefined;
}

/** Everything that can carry a description, under its schema coordinate. */
const everything: Described[] = types.flatMap((type): Described[] => {
  const whole = { coordinate: type.name, description: type.description };
  if (isEnumType(type)) {
    const values = type.getValues();
    return [whole, ...values.map((value) => under(type.name, value))];
  }
  if (isInputObjectType(type)) {
    return [whole, ...Object.values(type.getFields()).map((field) => under(type.name, field))];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [whole];
  const fields = Object.values(type.getFields()).flatMap((field) => [
    under(type.name, field),
    ...field.args.map(({ name, description }) => ({
      coordinate: `${type.name}.${field.name}(${name}:)`,
      description,
    })),
  ]);
  return [whole, ...fields];
});

function under(
  parent: string,
  { name, description }: { name: string; description?: string | null | undefined },
) {
  return { coordinate: `${parent}.${name}`, description };
}

describe('the schema', () => {
  it('describes every type, field, argument, input field and enum value', () => {
    expect(everything.length).toBeGreaterThan(300);
    const bare = everything.filter(({ description }) => !description?.trim());
    expect(bare.map(({ coordinate }) => coordinate)).toEqual([]);
  });

  it('ends every description as a sentence ends', () => {
    const open = everything.filter(({ description }) => !/[.!?]$/.test(description?.trim() ?? ''));
    expect(open.map(({ coordinate }) => coordinate)).toEqual([]);
  });

  it('names the specification of every scalar of its own, in the running server too', () => {
    const served = makeExecutableSchema({ typeDefs: printSchema(schema), resolvers });
    const scalars = types.filter((type) => isScalarType(type));
    expect(scalars.map(({ name }) => name)).toEqual(['Date', 'DateTime']);
    for (const { name, specifiedByURL } of scalars) {
      expect(specifiedByURL).toMatch(/^https:\/\/scalars\.graphql\.org\//);
      expect(served.getType(name)).toMatchObject({ specifiedByURL });
    }
  });

  it('has a glossary at its head', () => {
    expect(schema.description).toContain('words of the game');
  });

  it('pages every connection in the same way', () => {
    const paged = withFields.flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => String(field.type).endsWith('Connection!'))
        .map((field) => ({
          coordinate: `${type.name}.${field.name}`,
          args: field.args.map(({ name, type }) => `${name}: ${type}`),
        })),
    );
    expect(paged.length).toBeGreaterThan(8);
    for (const { coordinate, args } of paged) {
      const page = ['first: Int', 'after: String', 'last: Int', 'before: String'];
      expect(args, coordinate).toEqual(expect.arrayContaining(page));
    }
  });

  it('gives every connection rows, cursors and an exact count', () => {
    for (const type of withFields) {
      const noun = /^(.+)Connection$/.exec(type.name)?.[1];
      if (!noun) continue;
      const fields = Object.values(type.getFields()).map(({ name, type }) => `${name}: ${type}`);
      expect(fields).toEqual([
        `edges: [${noun}Edge!]!`,
        `nodes: [${noun}!]!`,
        'pageInfo: PageInfo!',
        'totalCount: Int!',
      ]);
    }
  });

  it('says who says so, wherever a fact can be fetched again', () => {
    const nodes = schema.getPossibleTypes(schema.getType('Node') as never);
    // An article and a source are themselves what is cited.
    const cited = nodes.filter(({ name }) => !['Article', 'Source'].includes(name));
    const silent = cited.filter((type) => {
      const fields = type.getFields();
      return !fields.sources && !fields.source;
    });
    expect(silent.map(({ name }) => name)).toEqual([]);
  });
});
