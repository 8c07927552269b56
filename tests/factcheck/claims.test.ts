/**
 * Claims of every kind, with the verdicts that they must have: by the built-in seed always, and by the whole record where its
 * datasets are at hand. The table is claims.yaml, with a reason a claim.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openDatabase } from '../../src/database/database.js';
import { checkClaims } from '../../src/factcheck/check.js';
import type { Claim } from '../../src/record/claim-input.js';
import { teamMatchReader } from '../../src/record/figures.js';
import { createReferenceReader } from '../../src/record/reference.js';
import { DATABASES, type EmptyDatabase } from '../support/databases.js';
import { seededDatabase } from '../support/record.js';
import { createTestServer, type TestServer } from '../support/test-server.js';
import { isAbsent, LAYERS, layeredRecord } from '../support/whole-record.js';

interface Entry {
  claim: Record<string, object>;
  asOf?: string;
  whole: string;
  seed?: string;
  why: string;
}

const TABLE: Entry[] = parse(readFileSync('tests/factcheck/claims.yaml', 'utf8'));
const ON_SEED = TABLE.filter(({ seed }) => seed !== undefined);

const KINDS = ['CONFIRMED', 'CONSISTENT', 'CONTRADICTED', 'DISPUTED', 'NOT_IN_RECORD', 'NOT_YET'];

const CHECK = `query($claim: ClaimInput!, $asOf: Date) {
  checkClaim(claim: $claim, asOf: $asOf) { kind explanation }
}`;

/** The verdicts on the claims of a table, each beside its claim. */
async function verdictsOn(record: TestServer, table: readonly Entry[]) {
  const told = [];
  for (const { claim, asOf } of table) {
    const { checkClaim } = await record.ask(CHECK, { claim, asOf });
    told.push({ claim, asOf, kind: checkClaim.kind });
  }
  return told;
}

const expected = (table: readonly Entry[], by: 'whole' | 'seed') =>
  table.map(({ claim, asOf, ...verdicts }) => ({ claim, asOf, kind: verdicts[by] }));

describe('tests/factcheck/claims.yaml', () => {
  it('has at least sixty claims, of every kind and with every verdict', () => {
    expect(TABLE.length).toBeGreaterThanOrEqual(60);
    expect(new Set(TABLE.flatMap(({ claim }) => Object.keys(claim))).size).toBe(13);
    for (const by of ['whole', 'seed'] as const) {
      expect([...new Set(TABLE.map((entry) => entry[by]))].filter(Boolean).sort()).toEqual(KINDS);
    }
  });
});

for (const kind of DATABASES) {
  describe(`${kind}: by the seed`, () => {
    let record: TestServer;
    beforeAll(async () => {
      record = createTestServer(await seededDatabase(kind));
    });
    afterAll(() => record.close());

    it('gives every claim its verdict', async () => {
      expect(await verdictsOn(record, ON_SEED)).toEqual(expected(ON_SEED, 'seed'));
    });
  });
}

describe.skipIf(isAbsent('international-results', ...LAYERS))('by the whole record', () => {
  for (const kind of DATABASES) {
    describe(kind, () => {
      let database: EmptyDatabase;
      let record: TestServer;
      beforeAll(async () => {
        database = await layeredRecord(kind);
        record = createTestServer(openDatabase(database.url));
      });
      afterAll(async () => {
        await record.close();
        await database.drop();
      });

      it('gives every claim its verdict', async () => {
        expect(await verdictsOn(record, TABLE)).toEqual(expected(TABLE, 'whole'));
      });

      it("never contradicts claims made from the record's own goals, penalties and scores", async () => {
        const db = openDatabase(database.url);
        const claims = (
          await Promise.all(SAMPLES.map((where) => claimsFrom(record, where)))
        ).flat();
        const reference = await createReferenceReader(db)();
        if (!reference) throw new Error('The record is empty.');
        const asked = claims.map((claim) => ({ claim, asOf: null, claimSourceId: null }));
        const teamMatches = teamMatchReader()(db, reference.version, () => false);
        const verdicts = await checkClaims(db, reference, teamMatches, asked);
        await db.close();
        const wrong = verdicts.filter((verdict) => verdict.kind === 'CONTRADICTED');
        expect(claims.length).toBeGreaterThan(1_000);
        expect(wrong).toEqual([]);
      });
    });
  }
});

/** Filters of goals and penalties, over all the time of the record. */
const SAMPLES = [
  { to: '1930-12-31' },
  { from: '1950-06-01', to: '1960-12-31' },
  { from: '1974-01-01', tournament: 'fifa-world-cup' },
  { from: '1980-01-01', tournament: 'african-cup-of-nations' },
  { from: '2018-06-01', category: 'WOMEN' },
  { from: '2022-01-01' },
];

/** Claims that say what the record says, from the first rows of a filter. */
async function claimsFrom(record: TestServer, filter: object): Promise<Claim[]> {
  const { goals, penalties, matches } = await record.ask(
    `query($goals: GoalFilter, $penalties: PenaltyFilter, $matches: MatchFilter) {
      goals(filter: $goals, first: 100) { nodes { minute penalty ownGoal scorer { slug } match { slug } } }
      penalties(filter: $penalties, first: 100) { nodes { minute outcome taker { slug } match { slug } } }
      matches(filter: $matches, first: 100) { nodes { slug stage score { home away } } }
    }`,
    { goals: filter, penalties: filter, matches: filter },
  );
  return [
    ...goals.nodes
      .filter(({ scorer }: Row) => scorer)
      .map(({ match, scorer, minute, penalty, ownGoal }: Row) => ({
        kind: 'goal',
        fields: {
          match: match.slug,
          scorer: scorer.slug,
          minute: minute ?? undefined,
          penalty,
          ownGoal,
        },
      })),
    ...penalties.nodes
      .filter(({ taker }: Row) => taker)
      .map(({ match, taker, minute, outcome }: Row) => ({
        kind: 'penalty',
        fields: { match: match.slug, taker: taker.slug, minute: minute ?? undefined, outcome },
      })),
    ...matches.nodes.flatMap(({ slug, stage, score }: Row) => [
      { kind: 'score', fields: { match: slug, ...score } },
      ...(stage ? [{ kind: 'stage', fields: { match: slug, stage } }] : []),
    ]),
  ];
}

// biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query, which only the test knows.
type Row = any;
