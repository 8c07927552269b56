/** A field answers the same whatever is selected beside it: what is read ahead for a selection is enough for each of its fields. */
import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASES } from '../../support/databases.js';
import { seededDatabase } from '../../support/record.js';
import { createUnlimitedTestServer, type TestServer } from '../../support/test-server.js';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));

/** How to come by one row of each type that hangs on others, and by a page of them. */
const WAYS: Record<string, string[]> = {
  Match: [
    'match(slug: "2022-12-18-argentina-france")',
    'matches(filter: { team: "england" }, first: 5) { nodes',
    'matches(first: 3) { edges { node',
    'team(slug: "england") { matches(first: 3) { nodes',
    'team(slug: "england") { record { firstMatch',
    'tournament(slug: "fifa-world-cup") { edition(year: 2022) { matches(first: 3) { nodes',
    'team(slug: "england") { runs(kind: UNBEATEN) { lastMatch',
  ],
  Goal: [
    'match(slug: "2022-12-10-england-france") { goals',
    'goals(filter: { scorer: "harry-kane" }, first: 3) { nodes',
    'player(slug: "harry-kane") { career { goalEvents(first: 3) { edges { node',
    'player(slug: "harry-kane") { career { lastGoal',
  ],
  Penalty: [
    'match(slug: "2022-12-10-england-france") { penalties',
    'match(slug: "2022-12-18-argentina-france") { shootout { kicks',
    'penalties(first: 5) { nodes',
  ],
  Shootout: ['match(slug: "2022-12-18-argentina-france") { shootout'],
  Discrepancy: ['matches(first: 100) { nodes { discrepancies'],
  Player: [
    'player(slug: "harry-kane")',
    'players(first: 3) { nodes',
    'players(first: 3) { edges { node',
  ],
  Quote: [
    'quotes(first: 2) { nodes',
    'match(slug: "2022-12-10-england-france") { quotes',
    'player(slug: "harry-kane") { quotes',
  ],
  Article: ['articles', 'article(slug: "2022-12-11-kane-execution-let-me-down")'],
  Claim: ['articles { claims'],
  PublishedFigure: [
    'articles { figures',
    'player(slug: "harry-kane") { career { goals { published',
  ],
  Scorer: ['team(slug: "england") { scorers(first: 3) { nodes'],
  HatTrick: ['hatTricks(first: 3) { nodes', 'player(slug: "harry-kane") { career { hatTricks'],
};

const typeNamed = (name: string) => schema.getType(name) as GraphQLObjectType;

const fieldsOf = (type: GraphQLObjectType) =>
  Object.values(type.getFields()).filter(({ args }) => !args.some(isRequiredArgument));

/** A field with what can be selected of it without going on to a further row. */
function spelled(field: GraphQLField<unknown, unknown>): string {
  const type = getNamedType(field.type);
  if (isLeafType(type)) return field.name;
  const leaves = isObjectType(type)
    ? fieldsOf(type)
        .filter((inner) => isLeafType(getNamedType(inner.type)))
        .map(({ name }) => name)
    : [];
  return `${field.name} { __typename ${leaves.join(' ')} }`;
}

const queryOf = (way: string, selection: string) =>
  `{ ${way} { ${selection} } ${'}'.repeat(way.split('{').length - 1 - (way.match(/\}/g)?.length ?? 0))} }`;

/** The rows that a way leads to, out of an answer of no other field. */
function rowsOf(answer: unknown): Record<string, unknown>[] {
  const inner = Array.isArray(answer) ? answer : [answer];
  return inner.flatMap((value) => {
    const values = Object.values(value ?? {});
    return 'asked' in (value ?? {}) ? [value] : values.flatMap(rowsOf);
  });
}

describe.each(DATABASES)('%s', (kind) => {
  let record: TestServer;
  beforeAll(async () => {
    record = createUnlimitedTestServer(await seededDatabase(kind));
  });
  afterAll(() => record.close());

  it.each(Object.values(WAYS).flat())(
    'what there is can be asked for its type alone, by %s',
    async (way) => {
      const answer = await record.ask(queryOf(way, '__typename'));
      expect(JSON.stringify(answer)).toContain('"__typename":');
    },
  );

  const ask = async (way: string, selection: string) =>
    rowsOf(await record.ask(queryOf(way, `asked: __typename ${selection}`)));

  for (const [name, ways] of Object.entries(WAYS)) {
    it.each(ways)(`each field of ${name} answers alone as among all others, by %s`, async (way) => {
      const fields = fieldsOf(typeNamed(name));
      const whole = await ask(way, fields.map(spelled).join(' '));
      expect(whole.length).toBeGreaterThan(0);
      for (const field of fields) {
        const alone = await ask(way, spelled(field));
        expect(
          alone.map((row) => row[field.name]),
          field.name,
        ).toEqual(whole.map((row) => row[field.name]));
      }
    });
  }
});
