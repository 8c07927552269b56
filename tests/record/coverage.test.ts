/** Coverage from the sums of the import is that of the matches. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, DatabaseOptions, Provider } from '../../src/database/types.js';
import { DATABASES } from '../support/databases.js';
import { runs } from '../support/runs.js';
import { createTestServer, type TestServer } from '../support/test-server.js';
import { FURTHER, seededWith } from './further.js';
import { MATCHES, worldRecord } from './world.js';

const COVERAGE = `query($filter: MatchFilter, $asOf: Date) {
  coverage(filter: $filter, asOf: $asOf) {
    ...sum
    byTournament { tournament { slug } coverage { ...sum } }
    byDecade { decade coverage { ...sum } }
  }
}
fragment sum on Coverage {
  matches goals goalsRecorded goalsUnrecorded matchesWithoutScorers completeness explanation
}`;

/** A first day that leaves no match out, and that no sum answers. */
const FIRST_DAY = '1872-11-30';

const question = fc.record({
  filter: fc.record(
    {
      category: fc.constantFrom('MEN', 'WOMEN'),
      tournament: fc.constantFrom('friendly', 'world-cup', 'fifa-world-cup', 'tiddlywinks'),
      competitive: fc.boolean(),
    },
    { requiredKeys: [] },
  ),
  asOf: fc.option(
    fc.constantFrom(
      ...MATCHES.map(({ date }) => date),
      ...['1850-01-01', '1999-12-31', '2000-01-01', '2009-12-31', '2010-01-01'],
      ...['2022-12-10', '2029-12-31', '2030-01-01', '2099-12-31'],
    ),
  ),
});

type Open = (kind: Provider, options: DatabaseOptions) => Promise<Database>;

const RECORDS: [name: string, open: Open][] = [
  ['a small world', worldRecord],
  ['the seed and more', (kind, options) => seededWith(kind, FURTHER, options)],
];

for (const kind of DATABASES) {
  describe.each(RECORDS)(`${kind}, %s`, (_name, open) => {
    let record: TestServer;
    const statements: string[] = [];
    beforeAll(async () => {
      record = createTestServer(await open(kind, { onSelect: (text) => statements.push(text) }));
    });
    afterAll(() => record.close());

    it('Query.coverage of categories, tournaments and days is what their matches add up to', async () => {
      await fc.assert(
        fc.asyncProperty(question, async ({ filter, asOf }) => {
          const counted = { filter: { ...filter, from: FIRST_DAY }, asOf };
          expect(await record.ask(COVERAGE, { filter, asOf })).toEqual(
            await record.ask(COVERAGE, counted),
          );
        }),
        { numRuns: runs(100) },
      );
    });

    it('Query.coverage reads no match but those of the decade of its day', async () => {
      const readsMatches = async (asked: Record<string, unknown>) => {
        await record.ask('{ dataset { version } }');
        statements.length = 0;
        await record.ask(COVERAGE, asked);
        return statements.some((text) => text.includes('FROM matches'));
      };
      expect(await readsMatches({})).toBe(false);
      expect(await readsMatches({ filter: { category: 'MEN' } })).toBe(false);
      expect(await readsMatches({ asOf: '2003-01-01' })).toBe(true);
      expect(await readsMatches({ filter: { from: FIRST_DAY } })).toBe(true);
    });
  });
}
