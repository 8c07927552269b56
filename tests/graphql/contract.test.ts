/**
 * The operations that the record was specified by: each must be valid against the schema and be answered. Their own folder is
 * no part of the repository; it is named by CONTRACT (default: ../shared/contract), and where it is there they must be the same.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  buildSchema,
  type DocumentNode,
  parse,
  print,
  separateOperations,
  validate,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASES } from '../support/databases.js';
import { seededDatabase } from '../support/record.js';
import { createTestServer, type TestServer } from '../support/test-server.js';
import { EXAMPLES, operations } from './operations.js';

const FOLDER = process.env.CONTRACT ?? '../shared/contract';
const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));

/** The operations of claims are held against the contract elsewhere. */
const CLAIMS = 'fact-check.graphql';

const named = operations.map(({ name, document }) => [name, document] as const);

/** Operations that are specified and not answered yet: who played, editions, kinds of claims, texts. */
const TO_COME = [
  ...['Caps', 'MissedPenalties', 'EditionPage'],
  ...['ClaimKinds', 'SuggestClaims', 'CheckByName'],
];

/** Operations as texts by name, whatever their order, spacing and comments. */
const textsOf = (all: readonly { name: string; document: DocumentNode }[]) =>
  Object.fromEntries(all.map(({ name, document }) => [name, print(document)]));

describe('the contract', () => {
  it.skipIf(!existsSync(FOLDER))('is what is answered here, word for word', () => {
    const files = readdirSync(FOLDER).filter(
      (file) => file.endsWith('.graphql') && file !== CLAIMS,
    );
    const theirs = files
      .map((file) => parse(readFileSync(path.join(FOLDER, file), 'utf8')))
      .flatMap((document) => Object.entries(separateOperations(document)))
      .map(([name, document]) => ({ name, document }))
      .filter(({ name }) => !TO_COME.includes(name));
    expect(textsOf(operations)).toEqual(textsOf(theirs));
  });

  it('has an example for every operation', () => {
    expect(operations.map(({ name }) => name).sort()).toEqual(Object.keys(EXAMPLES).sort());
  });

  it.each(named)('%s is valid against the schema', (_name, document) => {
    expect(validate(schema, document).map(({ message }) => message)).toEqual([]);
  });
});

for (const kind of DATABASES) {
  describe(`the contract on ${kind}`, () => {
    let record: TestServer;
    beforeAll(async () => {
      record = createTestServer(await seededDatabase(kind));
    });
    afterAll(() => record.close());

    it('knows the schema that it is answered by', async () => {
      const { __schema } = await record.ask('{ __schema { queryType { fields { name } } } }');
      const names = __schema.queryType.fields.map(({ name }: { name: string }) => name);
      expect(names).toEqual(Object.keys(schema.getQueryType()?.getFields() ?? {}));
    });

    it.each(named)('%s is answered', async (name, document) => {
      const [variables, has] = EXAMPLES[name] ?? [{}, {}];
      expect(await record.ask(print(document), variables)).toMatchObject(has);
    });
  });
}
