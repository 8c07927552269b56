/**
 * The operations that the record was specified by: each must be valid against the schema and be answered.
 * They are no part of the repository; the folder is named by CONTRACT (default: ../shared/contract).
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
import { type Asking, asking } from '../support/ask.js';
import { DATABASES } from '../support/databases.js';
import { seededDatabase } from '../support/record.js';

const FOLDER = process.env.CONTRACT ?? '../shared/contract';
const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));

/** Files of which every operation must be valid. */
const WHOLE = ['kane-and-rooney.graphql', 'quarter-final.graphql'];

const QUARTER_FINAL = '2022-12-10-england-france';
const page = (totalCount: number) => ({ totalCount });

/** Operations that are answered, with variables and something that the answer must have. */
const ANSWERED: Record<string, [variables: Record<string, unknown>, has: object]> = {
  KaneAndRooney: [{}, { comparePlayers: { rows: [{ relativeToBaseline: 1.475 }, {}] } }],
  MatchPage: [{ slug: QUARTER_FINAL }, { match: { slug: QUARTER_FINAL, result: 'AWAY_WIN' } }],
  Quotes: [{ filter: { speaker: 'harry-kane' } }, { quotes: page(2) }],
  Penalties: [{ filter: { match: QUARTER_FINAL } }, { penalties: page(2) }],
  Matches: [
    { filter: { team: 'england', edition: 2022 }, orderBy: 'MARGIN_DESC', first: 1 },
    { matches: { totalCount: 5, nodes: [{ slug: '2022-11-21-england-iran' }] } },
  ],
  AnyNode: [
    { id: Buffer.from('Team:england').toString('base64url') },
    { node: { __typename: 'Team' } },
  ],
  Dataset: [{}, { dataset: { dataThrough: '2026-07-05', counts: { matches: 99, goals: 371 } } }],
  HeadToHead: [
    { team: 'england', opponent: 'france' },
    { headToHead: { played: 1, lost: 1, matches: page(1) } },
  ],
  TeamRecord: [
    { team: 'england', filter: { edition: 2022 } },
    { team: { record: { played: 5, won: 3, byVenue: { neutral: { played: 5 } } } } },
  ],
  Runs: [{ team: 'england', kind: 'UNBEATEN', first: 1 }, { team: { runs: [{ length: 4 }] } }],
  TeamNames: [
    { team: 'dr-congo', date: '1974-06-14' },
    { team: { name: 'DR Congo', nameOn: 'Zaïre' } },
  ],
  TeamShootouts: [{ team: 'argentina' }, { team: { shootouts: { played: 2, won: 2 } } }],
  PlayerCareer: [
    { player: 'harry-kane', asOf: '2022-12-11' },
    { player: { career: { goals: { value: 53, recorded: 47 }, goalList: page(47) } } },
  ],
  Goals: [{ filter: { scorer: 'wayne-rooney' } }, { goals: page(37) }],
  CoverageOf: [
    { filter: { edition: 2022 } },
    { coverage: { matches: 19, goalsUnrecorded: 0, completeness: 'COMPLETE' } },
  ],
};

interface Operation {
  name: string;
  file: string;
  document: DocumentNode;
}

/** Every operation of the folder, each with the fragments that it uses. */
const operations: Operation[] = (existsSync(FOLDER) ? readdirSync(FOLDER) : [])
  .filter((file) => file.endsWith('.graphql'))
  .flatMap((file) => {
    const document = parse(readFileSync(path.join(FOLDER, file), 'utf8'));
    const separate = Object.entries(separateOperations(document));
    return separate.map(([name, operation]) => ({ name, file, document: operation }));
  });

const answered = operations.filter(({ name }) => name in ANSWERED);

const errorsOf = ({ document }: Operation) =>
  validate(schema, document).map(({ message }) => message);

describe('the contract', () => {
  it('has every operation that is answered', () => {
    if (operations.length === 0) {
      console.info(`${path.resolve(FOLDER)} is not there: nothing is held against the contract.`);
      return;
    }
    expect(answered.map(({ name }) => name).sort()).toEqual(Object.keys(ANSWERED).sort());
  });

  for (const operation of operations) {
    if (!WHOLE.includes(operation.file) && !(operation.name in ANSWERED)) continue;
    it(`${operation.name} is valid against the schema`, () => {
      expect(errorsOf(operation)).toEqual([]);
    });
  }
});

for (const kind of DATABASES) {
  describe(`the contract on ${kind}`, () => {
    let record: Asking;
    beforeAll(async () => {
      record = asking(await seededDatabase(kind));
    });
    afterAll(() => record.close());

    it('knows the schema that it is answered by', async () => {
      const { __schema } = await record.ask('{ __schema { queryType { fields { name } } } }');
      const names = __schema.queryType.fields.map(({ name }: { name: string }) => name);
      expect(names).toEqual(Object.keys(schema.getQueryType()?.getFields() ?? {}));
    });

    for (const { name, document } of answered) {
      it(`${name} is answered`, async () => {
        const [variables, has] = ANSWERED[name] ?? [{}, {}];
        expect(await record.ask(print(document), variables)).toMatchObject(has);
      });
    }
  });
}
